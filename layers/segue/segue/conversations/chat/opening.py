"""Opening a chat: whose it is, what it goes on with, and what of all that was said is shown.

Without proof a browser has a chat of its own. Whoever is proven has one chat on every device, sees the conversations in
which nobody has part whom that proof does not cover, and goes on with what this browser said before; unless the browser
is somebody else's, or a family's.
Whoever has followed a link of ours to a conversation goes on with it in a chat of its own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from segue.conversations import refs
from segue.conversations.chat.passes import Pass, chat_of, own_thread, thread_of
from segue.conversations.chat.turns import Seen, Viewer, is_theirs, seen_last
from segue.conversations.chat.watching import Watched, changed, mark_over, newest_of
from segue.conversations.conversations import Conversation
from segue.conversations.joined import followed
from segue.conversations.ports import Store, Whose
from segue.identity.persons import PersonSet
from segue.identity.proofs import covered
from segue.keys import IdentityKey
from segue.times import Millis

MOST_TURNS = 100  # that are shown
MOST_TALKS = 5  # conversations that are shown
Talks = dict[str, Conversation]


class Who(NamedTuple):
    """Who opens a chat: `user` where that is proven. `named` has the identifiers as they were given, `back` the token
    of a link."""

    user: IdentityKey
    anonymous: IdentityKey
    named: Pass
    back: str = ""


@dataclass(frozen=True)
class Opening:
    """`person` finds whose an identity is, `led` the conversation of a link's token and whether it is shown."""

    store: Store
    secret: bytes
    person: Callable[[IdentityKey], PersonSet]
    led: Callable[[str, Millis], tuple[str, bool]]

    def open(self, who: Who, now: Millis) -> tuple[Pass, Seen]:
        """The pass of a visitor, and what they see. Raises NotFound("bad-link"), Gone("expired")."""
        given = replace(who.named, chat=chat_of(self.secret, who.user or who.anonymous))
        if not who.user:
            own = self._threads([given.thread], now)
            led = self._led(given, who, own, now) if who.back else None
            return led or self._shown(given, self._with_earlier(own), frozenset())
        theirs = who.anonymous and self._is_theirs(who)
        own = thread_of(chat_of(self.secret, who.anonymous)) if theirs else ""
        found = self._threads([one for one in (given.thread, own) if one], now)
        ids = covered(self.person(who.user), who.user) | ({who.anonymous} if theirs else set())
        talks = {one.id: one for one in [*found.values(), *self._held(who.user, ids)] if is_theirs(one, ids)}
        goes_on = own if own in found and found[own].id in talks else ""
        this = {thread: one for thread, one in found.items() if thread == given.thread}
        given = replace(given, anonymous=given.anonymous if theirs else "", goes_on=goes_on)
        goes_to = Watched(this.get(given.thread), list(talks.values()), []).last
        return self._shown(given, {one.id: one for one in (*talks.values(), *this.values())}, ids, goes_to)

    def _led(self, given: Pass, who: Who, own: Talks, now: Millis) -> tuple[Pass, Seen] | None:
        """The same by a link; None where this browser has part in the conversation already, or no chat has."""
        to, shows = self.led(who.back, now)
        head = self.store.heads([to]).get(to)
        thread = own_thread(head.threads) if head else ""
        if head is None or not thread or any(one.id == to for one in own.values()):
            return None
        chat = chat_of(self.secret, f"{who.anonymous}|{head.id}")
        given = replace(given, chat=chat, goes_on=thread, back=thread if shows else "")
        found = self._threads([given.thread, thread], now).values()
        return self._shown(given, {one.id: one for one in (head, *found)}, frozenset())

    def _shown(
        self, given: Pass, talks: Talks, ids: frozenset[IdentityKey], goes_to: Conversation | None = None
    ) -> tuple[Pass, Seen]:
        """`goes_to` is where the next words go, else that which changed last."""
        viewer = Viewer(given.thread, ids, given.back)
        found = [seen_last(self.store, one, viewer, MOST_TURNS) for one in talks.values()]
        turns = sorted((turn for one in found for turn in one.turns), key=lambda one: (one.time, one.id))
        pass_ = replace(given, seen=tuple(one.id for one in sorted(talks.values(), key=changed, reverse=True)))
        return pass_, Seen(
            turns[-MOST_TURNS:], mark_over(found, talks.values()), goes_to or newest_of(talks.values()), ids
        )

    def _threads(self, threads: Sequence[str], now: Millis) -> Talks:
        """The conversations that threads are in, by thread."""
        aliases = self.store.aliases([refs.of_thread(one) for one in threads], now)
        heads = self._heads({one.conversation for one in aliases.values()})
        leads = {one: aliases.get(refs.of_thread(one)) for one in threads}
        return {one: heads[to.conversation] for one, to in leads.items() if to and to.conversation in heads}

    def _held(self, user: IdentityKey, ids: frozenset[IdentityKey]) -> list[Conversation]:
        held = self.store.held(Whose(user, tuple(sorted(ids))))
        return list(self._heads(held.conversations[:MOST_TALKS]).values())

    def _heads(self, ids: Iterable[str]) -> Talks:
        """Conversations by these names, each as what it was merged into."""
        return followed(self.store.heads(ids), self.store.heads)

    def _with_earlier(self, threads: Talks) -> Talks:
        """And the conversations that these go on from."""
        found = {one.id: one for one in threads.values()}
        for _ in range(MOST_TALKS):
            earlier = [one.continues for one in found.values() if one.continues and one.continues not in found]
            found |= self.store.heads(earlier) if earlier else {}
        return found

    def _is_theirs(self, who: Who) -> bool:
        """Whether the browser is this user's, or nobody's yet. One that a family shares is nobody's for ever."""
        device = self.person(who.anonymous)
        return who.user in device.keys or (device.keys == {who.anonymous} and not device.edges)
