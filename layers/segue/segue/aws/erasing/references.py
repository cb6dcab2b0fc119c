"""What leads to a conversation: hashed references (`x#…`), and that its notes call somebody of the staff.

Nobody reads from a reference what it refers to, so those are looked for that the conversation, its messages and its
events make, as `segue.conversations` makes them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from segue.aws.clients import unavailable
from segue.aws.conversation_rows import HEAD, TURN, alias_key, call_row, head_of, turn_at
from segue.aws.erasing.plain import told
from segue.aws.erasing.rows import Row, take_away
from segue.aws.erasing.talks import Conversations
from segue.aws.items import from_item, to_item
from segue.aws.ledger import Ledger
from segue.aws.messages import Messages
from segue.aws.tables import batch_get
from segue.conversations import refs
from segue.conversations.conversations import Conversation, Turn
from segue.erasing.stores import Told
from segue.erasing.whole import Whole
from segue.events import Event
from segue.messages import Message

NAMES = ("turn_id", "message_id")  # by which an event calls what was said


@dataclass(frozen=True)
class References:
    """Rows of the Conversations table that stand under names of their own."""

    conversations: Conversations
    ledger: Ledger
    messages: Messages
    name: str = "references"

    @property
    def table(self) -> str:
        """The same table."""
        return self.conversations.table

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        rows = self.conversations.find(whole)
        heads = [head_of(row) for row in rows if row["sk"] == HEAD]
        turns = [turn_at(row) for row in rows if row["sk"].startswith(TURN)]
        with unavailable("read-failed"):
            events = [one for key in whole.keys for one in self.ledger.partition(key)] if turns else []
            said = self.messages.of_people(whole.persons) if turns else []
            named = {*_of_talks(heads, turns), *_of_events(events), *_of_messages(said), *_of_people(whole)}
            places = [to_item(alias_key(one)) for one in sorted(named)] if turns else []
            places += [to_item(one) for one in _calls(heads, turns)]
            found = [from_item(one) for one in batch_get(self.table, places)] if places else []
        talks = {one.id for one in heads}
        return [row for row in found if row.get("c", "") in talks or row["pk"].startswith("@")]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        take_away(self.table, rows)

    def held(self, whole: Whole) -> Iterator[Told]:
        """Raises Unavailable."""
        for row in self.find(whole):
            to = row.get("c") or row["sk"].partition("#")[2]
            yield told("pointer", {"until": row.get("until", 0)}, to=to)


def _of_talks(heads: Iterable[Conversation], turns: Sequence[Turn]) -> Iterator[str]:
    for head in heads:
        yield from map(refs.of_thread, (*head.threads, *{one.thread for one in turns if one.thread}))
        yield from map(refs.of_address, head.points.values())
        yield from (refs.of_echo(*one) for one in product(head.threads, {one.text for one in turns if one.text}))
    yield from (refs.of_turn(one.id) for one in turns)


def _of_events(events: Iterable[Event]) -> Iterator[str]:
    yield from (refs.of_said(str(one.properties[name])) for one in events for name in NAMES if name in one.properties)


def _of_messages(said: Iterable[Message]) -> Iterator[str]:
    for one in said:
        yield from (refs.of_thread(f"email:{name}") for name in one.data.get("references", ()))
        if one.contact_point:
            yield refs.of_address(one.contact_point)


def _of_people(whole: Whole) -> Iterator[str]:
    yield from map(refs.of_address, whole.keys)


def _calls(heads: Iterable[Conversation], turns: Sequence[Turn]) -> list[Row]:
    """Where notes that call somebody would stand in their lists."""
    called = {staff for one in heads for staff in one.mentions}
    rows = [call_row(staff, one) for staff in sorted(called) for one in turns if one.kind == "note"]
    return [{"pk": one["pk"], "sk": one["sk"]} for one in rows]
