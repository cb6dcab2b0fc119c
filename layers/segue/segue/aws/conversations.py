"""The Conversations table: heads, turns, references and whose they are.

`c_…`/`head` where a conversation stands, `c_…`/`t#<time>#<id>` its turns, `c_…`/`draft#<staff>` what somebody is about
to say; `<identity>`/`c#c_…` whose it is, `<person>`/`c` a version that rises with every beginning; `x#<hash>`/`-` what
a reference leads to; `@<staff>`/`<time>#c_…` where a note calls somebody; `effort`/`…` counts
(`effort_counts`). The index `by_state` has the heads alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.clients import client
from segue.aws.conversation_rows import (
    BEGUN,
    DRAFT,
    HEAD,
    POINTER,
    TURN,
    Row,
    alias_key,
    alias_of,
    alias_row,
    begun_row,
    call_at,
    call_key,
    call_row,
    head_of,
    head_row,
    pointer_row,
    turn_at,
    turn_row,
)
from segue.aws.items import from_item, to_item
from segue.aws.ledger import row_of as event_row
from segue.aws.messages import row_of as message_row
from segue.aws.parallel import side_by_side
from segue.aws.queries import first, query
from segue.aws.tables import batch_get, get, never
from segue.conversations.conversations import Conversation, State, Turn, is_conversation
from segue.conversations.ports import Change, Held, Whose
from segue.conversations.refs import Alias
from segue.conversations.scoring import Addition
from segue.errors import Conflict
from segue.keys import PersonId
from segue.times import Millis

INDEX = "by_state"
MOST = 500  # conversations of one identity
LOST_RACES = {"ConditionalCheckFailed", "TransactionConflict"}
NEW = "attribute_not_exists(pk)"
TALKS, SENT = "conversations", "messages"  # classes of `segue.retention`


@dataclass(frozen=True)
class Conversations:
    """Keeps conversations; what goes out with a change lies in the tables `ledger` and `messages`. `ends` gives a row
    its time to live, by its class and the moment from which it counts."""

    table: str
    ledger: str
    messages: str
    ends: Callable[[str, Millis], dict[str, int]] = never

    def aliases(self, refs: Sequence[str], now: Millis) -> dict[str, Alias]:
        """What those of the references lead to that lead anywhere at this moment."""
        by_key = {alias_key(one)["pk"]: one for one in refs}
        keys = [to_item(alias_key(one)) for one in by_key.values()]
        rows = [from_item(item) for item in batch_get(self.table, keys)] if keys else []
        found = [alias_of(by_key[row["pk"]], row) for row in rows]
        return {one.ref: one for one in found if not one.until or one.until > now}

    def heads(self, ids: Iterable[str]) -> dict[str, Conversation]:
        """Those of these conversations that there are."""
        keys = [to_item({"pk": one, "sk": HEAD}) for one in dict.fromkeys(ids) if is_conversation(one)]
        return {row["pk"]: head_of(row) for row in map(from_item, batch_get(self.table, keys))} if keys else {}

    def head(self, conversation: str) -> Conversation | None:
        """Where one stands."""
        row = get(self.table, {"pk": conversation, "sk": HEAD}) if is_conversation(conversation) else None
        return head_of(row) if row else None

    def turn(self, conversation: str, place: str) -> Turn | None:
        """One turn."""
        row = get(self.table, {"pk": conversation, "sk": place})
        return turn_at(row) if row else None

    def turns(self, conversation: str, limit: int, before: str = "") -> list[Turn]:
        """Up to `limit` turns before a place, newest first."""
        condition = "pk = :pk AND sk BETWEEN :first AND :last"
        last = max(before or f"{TURN}~", TURN)  # nothing is before the first place of all
        rows = query(self.table, condition, limit + 1, True, pk=conversation, first=TURN, last=last)
        return [turn_at(row) for row in rows if row["sk"] != before][:limit]

    def opening(self, conversation: str, limit: int) -> list[Turn]:
        """The first turns, oldest first."""
        condition = "pk = :pk AND begins_with(sk, :turn)"
        return [turn_at(row) for row in query(self.table, condition, limit, False, pk=conversation, turn=TURN)]

    def held(self, whose: Whose) -> Held:
        """The conversations under all ids of a person, newest beginnings first."""
        rows = [row for found in side_by_side(self._under, whose.ids) for row in found]
        version = next((row["v"] for row in rows if row["sk"] == BEGUN and row["pk"] == whose.id), 0)
        began = {row["sk"].removeprefix(POINTER): row["began"] for row in rows if row["sk"] != BEGUN}
        return Held(tuple(sorted(began, key=lambda one: (-began[one], one))), version)

    def _under(self, person: PersonId) -> list[Row]:
        return query(self.table, "pk = :pk AND begins_with(sk, :c)", MOST, True, pk=person, c=BEGUN)

    def newest(self, state: State, limit: int, before: Millis, wanted: Mapping[str, str]) -> list[Conversation]:
        """Up to `limit` heads in a state that changed last before a moment, newest first, as they were a moment ago.

        `wanted` are attributes: those that are lists hold the value, others are it; "" is wanted where none is said.
        """
        said = {name: one for name, one in wanted.items() if one}
        values = {":state": state, ":before": before, **{f":{name}": one for name, one in said.items()}}
        listed = ("channels", "tags", "mentions")
        tests = [f"contains(#{name}, :{name})" if name in listed else f"#{name} = :{name}" for name in said]
        tests += [f"attribute_not_exists(#{name})" for name in wanted if name not in said]
        filters: dict[str, Any] = {"FilterExpression": " AND ".join(tests)} if tests else {}
        names = {"ExpressionAttributeNames": {f"#{name}": name for name in wanted}} if wanted else {}
        asked = {
            "TableName": self.table,
            "IndexName": INDEX,
            "KeyConditionExpression": "state_ = :state AND touched < :before",
            "ExpressionAttributeValues": to_item(values),
            "ScanIndexForward": False,
            **filters,
            **names,
        }
        return [head_of(row) for row in first(limit, asked)]

    def save(self, change: Change) -> Conversation:
        """Writes all of a change, or nothing. Raises Conflict where the head has moved on or a turn stands already."""
        try:
            client("dynamodb").transact_write_items(TransactItems=self._items(change))
        except ClientError as problem:
            reasons = {one.get("Code") for one in problem.response.get("CancellationReasons", [])}
            if not reasons & LOST_RACES:
                raise
            raise Conflict("conflict", "the conversation has changed since it was read") from problem
        return replace(change.head, version=change.head.version + 1)

    def _items(self, change: Change) -> list[dict[str, Any]]:
        head = change.head
        return [
            *(
                _put(self.table, head_row(one) | self.ends(TALKS, one.touched), one.version)
                for one in (head, change.beside)
                if one
            ),
            *(_put(self.table, turn_row(one) | self.ends(TALKS, one.time), 0) for one in change.turns),
            *(_put(self.table, turn_row(one) | self.ends(TALKS, one.time)) for one in change.rewritten),
            *(_put(self.table, alias_row(one), 0 if one.place and not one.until else None) for one in change.aliases),
            *(_put(self.table, pointer_row(one, head)) for one in change.pointers),
            *(_put(self.table, begun_row(*one), one[1]) for one in [change.begun] if one),
            *(_put(self.ledger, event_row(key, event), 0) for key, event in change.events),
            *(_put(self.messages, message_row(one) | self.ends(SENT, one.created), 0) for one in change.messages),
            *(self._counted(change.counts) if change.counts else ()),
            *(_put(self.table, call_row(one, turn)) for turn in change.turns for one in change.called),
        ]

    def _counted(self, counts: Sequence[Addition]) -> list[dict[str, Any]]:
        from segue.aws.effort_counts import update  # one turn in very many counts

        return [{"Update": update(self.table, one)} for one in counts]

    def calls(self, staff: str, limit: int) -> list[tuple[str, Millis]]:
        """Conversations whose notes call one of the staff, and when, newest first; one may stand there twice."""
        rows = query(self.table, "pk = :pk", limit, True, pk=call_key(staff))
        return [call_at(row) for row in rows]

    def draft(self, conversation: str, staff: str) -> str:
        """What somebody is about to say there; "" for nothing."""
        row = get(self.table, {"pk": conversation, "sk": f"{DRAFT}{staff}"})
        return row["text"] if row else ""

    def keep_draft(self, conversation: str, staff: str, text: str) -> None:
        """Keeps it; an empty one takes the place of what was kept."""
        row = {"pk": conversation, "sk": f"{DRAFT}{staff}", "text": text}
        client("dynamodb").put_item(TableName=self.table, Item=to_item(row))

    def promise(self, alias: Alias) -> None:
        """A reference leads to a conversation from now on."""
        client("dynamodb").put_item(TableName=self.table, Item=to_item(alias_row(alias)))


def _put(table: str, row: Mapping[str, Any], version: int | None = None) -> dict[str, Any]:
    """A put in the place of this version (0: of nothing), or of whatever stands there."""
    put: dict[str, Any] = {"TableName": table, "Item": to_item(row)}
    if version == 0:
        put["ConditionExpression"] = NEW
    elif version:
        put |= {"ConditionExpression": "v = :v", "ExpressionAttributeValues": {":v": {"N": str(version)}}}
    return {"Put": put}
