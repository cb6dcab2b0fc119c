"""Filing: every event that a person, a call, a survey or a help desk caused goes into the conversation that it is of.

It comes in any order and more than once. What is written is written together, on the condition that the conversation
is as it was read: of two at once one is first, and the other is filed again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from segue.conversations import refs
from segue.conversations.choosing import Choice, Known, chosen
from segue.conversations.contributions import Contribution
from segue.conversations.conversations import Conversation, conversation_id
from segue.conversations.joined import followed, home_of
from segue.conversations.ports import Change, Store, Whose
from segue.conversations.refs import Alias
from segue.conversations.scoring import moved
from segue.conversations.standing import heard, reworded, settled
from segue.conversations.turning import adds, aliases_of, rewritten, thread_of, turn_of
from segue.conversations.understanding import Understanding
from segue.errors import Conflict, Unavailable
from segue.keys import IdentityKey, PersonId
from segue.times import Millis

ROUNDS = 6
MOST_RECENT = 20  # conversations of a person that are looked at
Begun = tuple[PersonId, int]


@dataclass(frozen=True)
class Filed:
    """What became of it: the conversation as it now stands (None: it is of none), the rule that chose it, and whether
    anything was new."""

    head: Conversation | None
    rule: str
    new: bool = False


@dataclass(frozen=True)
class Filing:
    """Files contributions. `whose` says who a person is at this moment; `sent` in which conversation a message of ours
    went out that its provider gave one of these names, "" where in none; `name` gives the id that a thread begins."""

    store: Store
    whose: Callable[[PersonId], Whose]
    understanding: Understanding
    sent: Callable[[Whose, Sequence[str]], str] = lambda _whose, _names: ""
    name: Callable[[str], str] = conversation_id

    def file(self, person: PersonId, said: Contribution, now: Millis) -> Filed:
        """Files one. Raises Unavailable where others keep writing: it may be filed again."""
        for _ in range(ROUNDS):
            try:
                return self._file(person, said, now)
            except Conflict:
                continue
        raise Unavailable("contended", "this conversation keeps changing")

    def _file(self, person: PersonId, said: Contribution, now: Millis) -> Filed:
        aliases = self.store.aliases(_ways(said), now)
        named = {said.thread} if said.thread.startswith("c_") else set[str]()
        found = self.store.heads(sorted({one.conversation for one in aliases.values()} | named))
        heads = followed(found, self.store.heads)
        own = aliases.get(refs.of_turn(said.id)) or next((aliases[one] for one in _echo(said) if one in aliases), None)
        if own and own.conversation in heads:
            return self._again(heads[own.conversation], own, said)
        by_ref = {ref: heads[one.conversation] for ref, one in aliases.items() if one.conversation in heads}
        choice, begun = self._chosen(person, said, Known({**heads, **by_ref}, name=self.name))
        if choice.head is None:
            return Filed(None, choice.rule)
        ways = [refs.of_thread(said.thread), *said.answers, *map(refs.of_address, said.addresses)]
        home = home_of(choice.head, [said.thread, *(aliases[one].conversation for one in ways if one in aliases)])
        change = self._change(choice.head, said, home, now)
        if change is None:
            return Filed(choice.head, "filed")
        return Filed(self.store.save(replace(change, begun=begun)), choice.rule, new=True)

    def _chosen(self, person: PersonId, said: Contribution, known: Known) -> tuple[Choice, Begun | None]:
        """By what it names itself; only where that leads nowhere by what else the person has said."""
        rules = self.understanding.rules()
        choice = chosen(said, known, rules)
        if choice.head is None or choice.head.version:
            return choice, None
        whose = _with(self.whose(person), said.key)
        ours = self.sent(whose, said.provider_ids) if said.provider_ids else ""
        if ours and (found := followed(self.store.heads([ours]), self.store.heads).get(ours)):
            return chosen(said, replace(known, by_ref={**known.by_ref, said.answers[0]: found}), rules), None
        held = self.store.held(whose)
        recent = followed(self.store.heads(held.conversations[:MOST_RECENT]), self.store.heads)
        recent = tuple({one.id: one for one in recent.values()}.values())
        choice = chosen(said, replace(known, recent=recent), rules)
        return choice, (whose.id, held.version) if choice.head and not choice.head.version else None

    def _change(self, before: Conversation, said: Contribution, home: str, now: Millis) -> Change | None:
        """What is written; None of an opening or ending that says nothing new. `home`: where its turn is kept."""
        after, events = self.understanding.after(before, said, now)
        if said.stage not in ("open", "close"):
            turn = turn_of(said, home)
            named, counts = aliases_of(said, turn, before), moved(before, after)
            return Change(after, (turn,), (), named, _new(before, said), events=events, counts=counts)
        if replace(after, touched=before.touched) == before:
            return None
        return Change(after, aliases=thread_of(said, before, home), events=events, pointers=_new(before, said))

    def _again(self, head: Conversation, own: Alias, said: Contribution) -> Filed:
        """What is filed already says something new where it was edited, taken back, or a call has its other end."""
        standing = self.store.turn(own.conversation, own.place)
        if standing is None or not adds(standing, said):
            return Filed(head, "filed")
        changed = reworded(head, standing.text, said.text)
        after = settled(heard(head, said)) if said.stage == "call" else changed
        return Filed(self.store.save(Change(after, rewritten=(rewritten(standing, said),))), "filed", new=True)


def _with(whose: Whose, key: IdentityKey) -> Whose:
    """The person with the identity of this event, which a person of very many may be without."""
    return whose if key in whose.ids else whose._replace(ids=(key, *whose.ids))


def _ways(said: Contribution) -> list[str]:
    """The references that may lead to its conversation."""
    thread = [refs.of_thread(said.thread)] if said.thread else []
    return [refs.of_turn(said.id), *_echo(said), *thread, *said.answers, *map(refs.of_address, said.addresses)]


def _echo(said: Contribution) -> list[str]:
    """Words of the staff may be those that we have put there ourselves."""
    ours = said.author == "agent" and said.stage == "turn" and said.text and not said.change
    return [refs.of_echo(said.thread, said.text)] if ours else []


def _new(before: Conversation, said: Contribution) -> tuple[str, ...]:
    return () if said.key in before.keys else (said.key,)
