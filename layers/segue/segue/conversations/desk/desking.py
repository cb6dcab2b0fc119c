"""What the staff do in a conversation: answer, note, take over, resolve, open again, snooze, tag, say what it is about.

Each says which version of it was seen (`segue.conversations.desk.acts`). An answer, the event that tells of it and the
message that carries it are written together: none is there without the others, and the same occasion again is the same
answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from segue.conversations import refs
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk import acts
from segue.conversations.desk.acts import Act, Decide, Words
from segue.conversations.desk.moving import Going, moved
from segue.conversations.desk.replying import Destination
from segue.conversations.desk.staff_names import Names
from segue.conversations.joined import followed, turns_of
from segue.conversations.ports import Change, Store
from segue.errors import Conflict, NotFound, Unavailable
from segue.times import Millis

ROUNDS = 6


@dataclass(frozen=True)
class Desking:
    """Does what staff do. `destination` finds where the customer is reached on a channel; raises Invalid where
    nowhere. `names` are what the staff are called, read by whoever needs them; `signature` is how one of them signs to
    customers. `watch` puts the word of a timer on the queue of filing, which sets it."""

    store: Store
    destination: Callable[[Conversation, str], Destination]
    names: Callable[[], Names] = Names
    signature: Callable[[str], str] = Names().signed
    watch: Callable[[Mapping[str, Any]], None] = lambda _word: None

    def read(self, conversation: str) -> Conversation:
        """Where it stands, or what it was merged into. Raises NotFound("unknown-conversation")."""
        found = followed(self.store.heads([conversation]), self.store.heads).get(conversation)
        if found is None:
            raise NotFound("unknown-conversation", "there is no such conversation")
        return found

    def say(self, conversation: str, words: Words, act: Act) -> tuple[Conversation, Turn]:
        """Answers the customer, or notes something among the staff; what was said on this occasion already stays.

        Raises AnsweredMeanwhile, NotFound, Invalid("empty", "too-long", "gap", "unreachable", "unknown-staff",
        "ambiguous-staff"), Unavailable.
        """
        turn = acts.turn_of(conversation, words, act)
        for _ in range(ROUNDS):
            head = self.read(conversation)
            standing = self._standing(turn, act)
            if standing:
                return head, standing
            change = self._said(head, turn, words, _seen(conversation, head, act))
            try:
                return self.store.save(change), change.turns[0]
            except Conflict:
                continue
        raise Unavailable("contended", "this conversation keeps changing")

    def move(self, conversation: str, going: Callable[[Conversation], Going], act: Act) -> tuple[Conversation, Turn]:
        """Goes on with it elsewhere; on this occasion once. Raises NotFound, Invalid("unreachable", "too-many"),
        Unavailable."""
        for _ in range(ROUNDS):
            head = self.read(conversation)
            where = going(head)
            change = moved(head, where, act, self._heard(head, where.to.channel))
            standing = self._standing(change.turns[0], act)
            if standing:
                return head, standing
            try:
                return self.store.save(change), change.turns[0]
            except Conflict:
                continue
        raise Unavailable("contended", "this conversation keeps changing")

    def assign(self, conversation: str, assignee: str, act: Act) -> Conversation:
        """Gives it to one of the staff by name, address or user name, or to nobody (""). Raises
        Conflict("taken-meanwhile"), Invalid("unknown-staff", "ambiguous-staff")."""
        wanted = self._named(assignee) if assignee not in ("", act.by) else assignee
        return self._changed(
            conversation, lambda head: acts.assigned(head, wanted, self._called, _seen(conversation, head, act))
        )

    def resolve(self, conversation: str, act: Act) -> Conversation:
        """Says that it is over, in every case of it that is open. Raises Conflict("heard-meanwhile")."""
        return self._changed(conversation, lambda head: acts.resolved(head, _seen(conversation, head, act)))

    def reopen(self, conversation: str, act: Act) -> Conversation:
        """Says that it is not over after all."""
        return self._changed(conversation, lambda head: acts.reopened(head, act))

    def snooze(self, conversation: str, until: Millis, act: Act) -> Conversation:
        """Nobody has to do anything in it until then, or until the customer writes; 0: it is back now. Timers are
        set first. Raises Invalid("bad-time"), Conflict("heard-meanwhile", "resolved")."""
        from segue.conversations.routing import escalating, returning  # a few times a day
        from segue.conversations.snoozing import checked

        if until:
            self.watch(returning.word_of(conversation, checked(until, act.now)))

        def decide(head: Conversation) -> Change | None:
            change = acts.snoozed(head, until, _seen(conversation, head, act))
            if change and escalating.is_awaited(change.head):  # back by hand, and due later than its old timer says
                self.watch(escalating.word_of(change.head))
            return change

        return self._changed(conversation, decide)

    def tag(self, conversation: str, tags: Sequence[str], act: Act) -> Conversation:
        """Its tags are these. Raises Invalid("bad-tags")."""
        wanted = acts.tags_of(tags)
        return self._changed(conversation, lambda head: acts.changed(head, replace(head, tags=wanted), act))

    def about(self, conversation: str, topic: str, act: Act) -> Conversation:
        """Its topic is this, by the word of one of the staff: no model says otherwise."""
        return self._changed(
            conversation, lambda head: acts.changed(head, replace(head, topic=topic, topic_by="agent"), act)
        )

    def verify(self, conversation: str, how: str, act: Act) -> Conversation:
        """It is known who the customer is, and how; nobody has to ask again."""
        known = {"verified": {"how": how, "time": act.now, "by": act.by}}
        return self._changed(
            conversation, lambda head: acts.changed(head, replace(head, known={**head.known, **known}), act)
        )

    def _changed(self, conversation: str, decide: Decide) -> Conversation:
        for _ in range(ROUNDS):
            head = self.read(conversation)
            change = decide(head)
            if change is None:
                return head
            try:
                return self.store.save(change)
            except Conflict:
                continue
        raise Unavailable("contended", "this conversation keeps changing")

    def _said(self, head: Conversation, turn: Turn, words: Words, act: Act) -> Change:
        if words.kind == "note":
            return acts.noted(head, turn, self._named, act)
        if acts.is_behind(head, "answered", act):
            raise acts.AnsweredMeanwhile(self._called(head.answered_by), self._last(head))
        channel = words.channel or head.channel
        return acts.answered(head, replace(turn, channel=channel), self._way(head, channel, words, act), act)

    def _way(self, head: Conversation, channel: str, words: Words, act: Act) -> acts.Way:
        if channel in acts.UNCARRIED:
            return None, None
        to = replace(self.destination(head, channel), template=words.template, signed=self.signature(act.by))
        return to, self._heard(head, channel)

    def _named(self, said: str) -> str:
        return self.names().named(said)

    def _called(self, name: str) -> str:
        return self.names().called(name)

    def _standing(self, turn: Turn, act: Act) -> Turn | None:
        placed = self.store.aliases([refs.of_turn(turn.id)], act.now)
        return next((self.store.turn(one.conversation, one.place) for one in placed.values()), None)

    def _last(self, head: Conversation) -> str:
        turns = turns_of(self.store, head, acts.LOOKED_AT)
        return next((one.text for one in turns if one.author == "agent" and one.kind == "said"), "")

    def _heard(self, head: Conversation, channel: str) -> Turn | None:
        """The customer's last turn on a channel: an answer by mail goes below it."""
        turns = turns_of(self.store, head, acts.LOOKED_AT) if channel == "email" else []
        return next((one for one in turns if one.author == "customer" and one.channel == channel), None)


def _seen(conversation: str, head: Conversation, act: Act) -> Act:
    """The act as the head is asked for it: a version of what was merged into it says nothing of its own."""
    return replace(act, version=acts.OLDEST) if act.version and head.id != conversation else act
