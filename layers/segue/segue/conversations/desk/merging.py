"""Merging conversations: one that was begun apart from the other goes on in it, by hand, and can be parted again.

Both heads are written together, each on the condition that it is as it was read; asked again, it is done already.
"""

from collections.abc import Callable
from dataclasses import dataclass

from segue.conversations.conversations import Conversation
from segue.conversations.desk.acts import Act
from segue.conversations.desk.joining import joined, parted
from segue.conversations.joined import apart
from segue.conversations.ports import Change, Store, Whose
from segue.errors import Conflict, Invalid, NotFound, Unavailable
from segue.keys import PersonId
from segue.languages.texts import _

ROUNDS = 6
MOST = 5  # that go on in one
LOOKED_AT = 500  # turns of each that are looked through when they are parted


@dataclass(frozen=True)
class Merging:
    """`whose` says who a person is at this moment; `watch` has the clock of a conversation looked at, once more where
    that was done already."""

    store: Store
    whose: Callable[[PersonId], Whose]
    watch: Callable[[Conversation], None] = lambda _: None

    def merge(self, stays: str, goes: str, act: Act) -> Conversation:
        """The one that stays, as both. Raises NotFound("unknown-conversation"), Invalid("same-conversation",
        "not-the-same-person", "merged-already", "is-a-chat", "too-many"), Unavailable."""
        head = self._saved((stays, goes), lambda one, other: self._joined(one, other, act))
        self.watch(head)  # one of them may have slept, and be due later than its timer says
        return head

    def part(self, stays: str, goes: str, act: Act) -> Conversation:
        """The one that stayed, as it stands alone. Raises NotFound, Conflict("merged-later"), Unavailable."""
        head = self._saved((stays, goes), lambda one, other: self._parted(one, other, act))
        for one in self.store.heads((stays, goes)).values():
            self.watch(one)  # its moment may have passed while the clock was that of both
        return head

    def _saved(
        self, ids: tuple[str, str], decide: Callable[[Conversation, Conversation], Change | None]
    ) -> Conversation:
        for _round in range(ROUNDS):
            found = self.store.heads(ids)
            if len(found) < len({*ids}):
                raise NotFound("unknown-conversation", "there is no such conversation")
            change = decide(*(found[one] for one in ids))
            if change is None:
                return found[ids[0]]
            try:
                return self.store.save(change)
            except Conflict:
                continue
        raise Unavailable("contended", "these conversations keep changing")

    def _joined(self, stays: Conversation, goes: Conversation, act: Act) -> Change | None:
        if goes.into == stays.id:
            return None
        self._check(stays, goes)
        told, gone = joined(stays, goes, act)
        pointers = tuple(one for one in goes.keys if one not in stays.keys)
        return Change(told, pointers=pointers, beside=gone)

    def _check(self, stays: Conversation, goes: Conversation) -> None:
        if stays.id == goes.id:
            raise Invalid("same-conversation", _("a conversation is merged with another one"))
        if stays.into or goes.into or goes.absorbs:
            raise Invalid(
                "merged-already",
                _("one of these was merged before: part it first, or merge into the one that stays"),
            )
        if why := apart(stays, goes):
            raise Invalid("is-a-chat", why)
        if len(stays.absorbs) >= MOST:
            raise Invalid("too-many", _("at most {most} conversations go on in one").format(most=MOST))
        if self.whose(stays.person).id != self.whose(goes.person).id:
            raise Invalid("not-the-same-person", _("these are conversations of two people: merge the people first"))

    def _parted(self, stays: Conversation, goes: Conversation, act: Act) -> Change | None:
        if goes.id not in stays.absorbs:
            return None
        if goes.id != stays.absorbs[-1]:
            raise Conflict("merged-later", _("another one was merged into it since: part that one first"))
        turns = tuple(self.store.turns(one.id, LOOKED_AT) for one in (stays, goes))
        told, free = parted(stays, goes, (turns[0], turns[1]), act)
        return Change(told, beside=free)
