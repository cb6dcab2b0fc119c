"""What is paused of sending: one row beside what staff say of journeys, in the Journeys table, read with it: a query of
that partition is one unit for 4 KB of such rows, where each of three rows asked for by its key would be one.

The row: pk `!`, sk `!sending`; under `s <scope>` a switch, under `b <scope>` what was counted of a channel up to the
moment at which staff let it go on; `watched`: when staff last looked at the live feed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.aws.clients import client
from segue.aws.items import to_item
from segue.aws.queries import partition
from segue.aws.steered import ORDERS, order_of
from segue.aws.tables import TAKEN, get
from segue.errors import Conflict
from segue.journeys.steering import ALL
from segue.messaging.switches import Standing, Switch, standing
from segue.times import Millis

SENDING = "!sending"  # no journey is called so
KEY = {"pk": ORDERS, "sk": SENDING}
SWITCH, BASELINE, WATCHED = "s ", "b ", "watched"


@dataclass(frozen=True)
class Switches:
    """Pauses and lets go on; each is one write of its own attribute, in force for whoever reads after it.
    Without `strong` what holds is read as it was a moment ago."""

    table: str
    strong: bool = True

    def standing(self, journey: str) -> Standing:
        """What holds for the messages of a journey; one request."""
        rows = {row["sk"]: row for row in partition(self.table, ORDERS, self.strong)}
        sending = rows.get(SENDING, {})
        orders = [order_of(rows[one]) for one in dict.fromkeys((journey, ALL)) if one in rows]
        return standing(orders, _switches(sending), sending.get(WATCHED, 0))

    def paused(self) -> list[Switch]:
        """All that is paused, what was paused first before the rest."""
        return sorted(_switches(get(self.table, KEY) or {}), key=lambda one: (one.since, one.scope))

    def pause(self, switch: Switch) -> None:
        """Of two words on one scope the last counts."""
        self._set(SWITCH + switch.scope, _row(switch))

    def first(self, switch: Switch) -> bool:
        """The same where it is not paused yet; False where it is."""
        try:
            self._set(SWITCH + switch.scope, _row(switch), "attribute_not_exists(#name)")
        except Conflict:
            return False
        return True

    def resume(self, scope: str, baseline: tuple[str, Mapping[str, int]] | None = None) -> None:
        """Lets it go on; what was counted up to now is not held against it again."""
        if baseline:
            self._set(BASELINE + scope, {"day": baseline[0], "counts": dict(baseline[1])})
        names = {"#name": SWITCH + scope}
        _table().update_item(
            TableName=self.table, Key=to_item(KEY), UpdateExpression="REMOVE #name", ExpressionAttributeNames=names
        )

    def watch(self, now: Millis) -> None:
        """Somebody looks at the live feed at this moment."""
        self._set(WATCHED, now)

    def baseline(self, scope: str) -> tuple[str, Mapping[str, int]]:
        """The day on which staff last let a channel go on, and what was counted on it until then."""
        found = (get(self.table, KEY) or {}).get(BASELINE + scope, {"day": "", "counts": {}})
        return found["day"], found["counts"]

    def _set(self, name: str, value: Any, condition: str = "") -> None:
        try:
            _table().update_item(
                TableName=self.table,
                Key=to_item(KEY),
                UpdateExpression="SET #name = :value",
                ExpressionAttributeNames={"#name": name},
                ExpressionAttributeValues=to_item({":value": value}),
                **({"ConditionExpression": condition} if condition else {}),
            )
        except _table().exceptions.ClientError as problem:
            if problem.response["Error"]["Code"] != TAKEN:
                raise
            raise Conflict("already-paused", "it is paused already") from problem


def _table() -> Any:
    return client("dynamodb")


def _row(switch: Switch) -> dict[str, Any]:
    return {"since": switch.since, "by": switch.by, "reason": switch.reason, "purpose": switch.purpose}


def _switches(row: Mapping[str, Any]) -> list[Switch]:
    said = {name.removeprefix(SWITCH): value for name, value in row.items() if name.startswith(SWITCH)}
    return [Switch(scope, one["since"], one["by"], one["reason"], one["purpose"]) for scope, one in said.items()]
