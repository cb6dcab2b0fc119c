"""The Journeys table: one row per person, journey and key; ended runs that another followed; and what staff say of each
journey (`!`).

The index `by_journey` finds the runs of a journey: `shard` (one of eight, by person) and `standing`, the state and the
step. It holds keys and `due` alone. A move of a run writes it twice more (the old place out, the new one in): $1.25 for
a million moves; a count reads what it counts at half a unit for 4 KB, some 40 runs, $0.125 for a million units.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from segue.aws.clients import client
from segue.aws.items import from_item, to_item
from segue.aws.parallel import side_by_side
from segue.aws.queries import count, query
from segue.aws.steered import ORDERS, order_of
from segue.aws.tables import batch_get, put_if, update_if
from segue.errors import Conflict
from segue.journeys.instances import SHARDS, Instance, shard_of
from segue.journeys.running import Found
from segue.journeys.steering import ALL, Order
from segue.journeys.sweeping import Inside, Place
from segue.keys import PersonId
from segue.times import Millis, to_text
from segue.tracing import hop

MOST = 500  # runs of one person in an answer
ALL_RUNS = 5_000
PAGE = 100  # of those inside, to be looked at by one message
MOST_LOOKED_AT = 50  # runs of a part of the index, where it is asked whether any began in some time
INDEX = "by_journey"
# Left out of a row where there is nothing in them.
SPARSE = ("each", "why", "data", "variants", "outcomes", "heard", "trace")
SAID = frozenset(one.name for one in fields(Instance)) - {"person", "state"}


@dataclass(frozen=True)
class Instances:
    """Running and ended instances."""

    table: str

    def find(self, persons: Iterable[PersonId], journey: str, key: str) -> Found:
        """The runs for this key under any of the ids that the person has had, and what staff say of the journey; one
        request, strongly consistent."""
        keys = [{"pk": one, "sk": f"{journey}#{key}"} for one in sorted(set(persons))]
        asked = [*keys, {"pk": ORDERS, "sk": journey}, {"pk": ORDERS, "sk": ALL}]
        rows = [from_item(item) for item in batch_get(self.table, [to_item(one) for one in asked])]
        runs = tuple(_instance(row) for row in rows if row["pk"] != ORDERS)
        return Found(runs, tuple(order_of(row) for row in rows if row["pk"] == ORDERS))

    def of_people(self, persons: Iterable[PersonId]) -> list[Instance]:
        """The last instances under these ids, newest first; by journey and key they lie in no order of time."""
        rows = [row for one in persons for row in query(self.table, "pk = :pk", ALL_RUNS, newest_first=True, pk=one)]
        return sorted(map(_instance, rows), key=lambda one: -one.entered)[:MOST]

    def running(self, persons: Iterable[PersonId]) -> list[Instance]:
        """Those of them that go on."""
        rows = [row for one in persons for row in query(self.table, "pk = :pk", ALL_RUNS, newest_first=True, pk=one)]
        return [run for run in map(_instance, rows) if run.running]

    def save(self, instance: Instance) -> None:
        """Replaces the version that was read. Raises Conflict when it has moved on."""
        row = _row(instance) | {"version": instance.version + 1}
        if instance.version == 0:
            put_if(self.table, row, "attribute_not_exists(pk)")
        else:
            put_if(self.table, row, "version = :version", version=instance.version)
        _told(instance)

    def shelve(self, instance: Instance) -> None:
        """Keeps an ended run beside the one that follows it; again is once."""
        row = _row(instance)
        try:
            put_if(self.table, row | {"sk": f"{row['sk']}#~{instance.run}"}, "attribute_not_exists(pk)")
        except Conflict:
            return

    def answered(self, instance: Instance, step: str, said: str) -> None:
        """Notes what a call of a step was answered. Raises Conflict when the run has moved on: read it again."""
        outcomes = {**instance.outcomes, step: said}
        key = {"pk": instance.person, "sk": _row(instance)["sk"]}
        update = "SET outcomes = :outcomes, version = :next"
        was = instance.version
        update_if(self.table, key, update, "version = :version", outcomes=outcomes, version=was, next=was + 1)


@dataclass(frozen=True)
class Crowds:
    """Runs by journey, through the index, which is a moment behind."""

    table: str

    def count(self, journey: str, standing: str) -> int:
        """How many runs stand so: `running#<step>#` at a step, `running#` or `done#` at any."""
        asked = [standing_so(self.table, shard_of(journey, number), standing) for number in range(SHARDS)]
        return sum(side_by_side(count, asked))

    def came_in(self, journey: str, since: Millis, until: Millis) -> tuple[int, bool]:
        """How many runs began in that time, of the first MOST_LOOKED_AT at each part of the index; and whether those
        are all."""
        parts = [standing_so(self.table, shard_of(journey, number), "") for number in range(SHARDS)]
        asked = [{**one, "Limit": MOST_LOOKED_AT} for one in parts]
        found = side_by_side(lambda one: client("dynamodb").query(**one), asked)
        keys = [{"pk": item["pk"], "sk": item["sk"]} for answer in found for item in answer["Items"]]
        runs = [from_item(item) for item in batch_get(self.table, keys, strong=False, only="entered")]
        count = sum(since <= run["entered"] <= until for run in runs)
        return count, not any("LastEvaluatedKey" in answer for answer in found)

    def inside(self, journey: str, shard: str, after: Place | None) -> tuple[Sequence[Inside], Place | None]:
        """A page of those whose runs go on, and the place of its last row where there may be more."""
        question = {**standing_so(self.table, shard, "running#"), "Limit": PAGE}
        start = {"ExclusiveStartKey": to_item(after)} if after else {}
        answer = client("dynamodb").query(**question, **start)
        rows = [from_item(item) for item in answer["Items"]]
        found = [Inside(row["pk"], row["sk"].removeprefix(f"{journey}#"), row.get("due")) for row in rows]
        last = answer.get("LastEvaluatedKey")
        return found, from_item(last) if last else None


def standing_so(table: str, shard: str, standing: str) -> dict[str, Any]:
    """The query of the index for the runs of a part that stand so; all of them where it is empty."""
    values = {":shard": shard} | ({":standing": standing} if standing else {})
    return {
        "TableName": table,
        "IndexName": INDEX,
        "KeyConditionExpression": "#shard = :shard" + (" AND begins_with(standing, :standing)" if standing else ""),
        "ExpressionAttributeNames": {"#shard": "shard"},
        "ExpressionAttributeValues": to_item(values),
    }


@dataclass(frozen=True)
class Orders:
    """What staff say of journeys."""

    table: str

    def order(self, order: Order) -> None:
        """The last word counts."""
        row = {"pk": ORDERS, "sk": order.journey, "word": order.word, "time": order.time, "by": order.by}
        client("dynamodb").put_item(TableName=self.table, Item=to_item(row))

    def of(self, journeys: Iterable[str]) -> dict[str, Order]:
        """The orders that there are, by journey; strongly consistent."""
        keys = [to_item({"pk": ORDERS, "sk": one}) for one in sorted({*journeys, ALL})]
        return {row["sk"]: order_of(row) for row in map(from_item, batch_get(self.table, keys))}


def _row(instance: Instance) -> dict[str, Any]:
    row: dict[str, Any] = {name: value for name, value in asdict(instance).items() if value or name not in SPARSE}
    row |= {"pk": row.pop("person"), "sk": f"{instance.journey}#{instance.key}", "state_": row.pop("state")}
    return row | {"shard": instance.shard(), "standing": f"{instance.state}#{instance.step}#"}


def _instance(row: Mapping[str, Any]) -> Instance:
    """Also of rows from before steps had names: their number is the name. What a later version has added is not looked
    at."""
    known = {name: value for name, value in row.items() if name in SAID}
    known |= {"step": str(row["step"]), "heard": tuple(row.get("heard", ()))}
    return Instance(person=row["pk"], state=row["state_"], **known)


def _told(run: Instance) -> None:
    """A line of where it stands now; neither whose it is nor its key, which may be a word of theirs, is in it."""
    what = "run-moved" if run.version else "run-entered"
    said = {"journey": run.journey, "run": run.run, "state": run.state, "step": run.step, "why": run.why}
    hop(what, run.trace, due=to_text(run.due) if run.due else "", **said)
