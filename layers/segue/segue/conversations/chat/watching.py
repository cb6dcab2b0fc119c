"""Watching: all that a chat shows is looked at together, and what is said next goes where the last answer came from.

Nothing is read of turns while no conversation has changed: the mark has the versions of all of them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from segue.conversations import refs
from segue.conversations.chat.passes import Pass
from segue.conversations.chat.turns import Mark, Seen
from segue.conversations.conversations import Conversation
from segue.conversations.joined import followed
from segue.conversations.ports import Store
from segue.times import Millis


class Watched(NamedTuple):
    """`own` is the conversation that the chat's thread is in, `all` what it shows; `known` with those of them that were
    merged into others, by whose versions a change is told."""

    own: Conversation | None
    all: list[Conversation]
    known: list[Conversation]

    @property
    def last(self) -> Conversation | None:
        """The one that was answered last; `own` where none was."""
        answered = max((one for one in self.all if one.answered), key=lambda one: (one.answered, one.id), default=None)
        return answered if answered and answered.answered > (self.own.answered if self.own else 0) else self.own


def watched(store: Store, given: Pass, now: Millis) -> Watched:
    """What a pass shows now, in two reads: where its thread leads, and where those stand."""
    ref = refs.of_thread(given.thread)
    found = store.aliases([ref], now).get(ref)
    own = found.conversation if found else next(iter(given.seen), "")
    kept = store.heads(dict.fromkeys(one for one in (own, *given.seen) if one))
    heads = followed(kept, store.heads)
    known = {one.id: one for one in (*kept.values(), *heads.values())}
    return Watched(heads.get(own), list({one.id: one for one in heads.values()}.values()), list(known.values()))


def changed(head: Conversation) -> tuple[Millis, str]:
    """By which conversations are put in the order in which they changed."""
    return head.touched, head.id


def newest_of(talks: Iterable[Conversation]) -> Conversation | None:
    """The one that changed last."""
    return max(talks, key=changed, default=None)


def mark_over(found: Iterable[Seen], known: Iterable[Conversation]) -> Mark:
    """Up to where whoever was shown all of these has read: one mark, whose version rises with each of theirs."""
    heads = list(known)
    newest = newest_of(heads)
    time = max((one.mark.time for one in found), default=0)
    return Mark(newest.id, sum(one.version for one in heads), time) if newest else Mark()
