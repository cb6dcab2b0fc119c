"""Broadcasts and their runs in the Requests table.

Rows under pk `broadcast#<id>`: sk `broadcast` what was asked for (listed by kind and time), `run#<number>` how far a
run is, `trial#<run>#<place>` which messages a page of a trial has: one partition has all that is asked of a broadcast.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from segue.aws.clients import client, unavailable
from segue.aws.items import to_item
from segue.aws.queries import newest, query
from segue.aws.tables import Lost, get, put_if, save, update_if
from segue.broadcasts.definitions import Broadcast, Trial, Variant
from segue.broadcasts.runs import Run
from segue.errors import NotFound, Refused
from segue.jobs import heard, told
from segue.ledger import KEEP
from segue.messages import BROADCAST
from segue.times import DAY, LATEST, SECOND, Millis

KIND = "broadcast"
LONGEST_ID = 64  # characters; DynamoDB has limits for keys
MOST_RUNS = 20  # that are told of
AHEAD: Millis = 366 * DAY  # a broadcast may be planned


@dataclass(frozen=True)
class Broadcasts:
    """Broadcasts in a table."""

    table: str

    def find(self, broadcast: str) -> Broadcast | None:
        """A broadcast by its id, strongly consistent."""
        row = get(self.table, {"pk": _pk(broadcast), "sk": KIND})
        return broadcast_of(row) if row else None

    def known(self, broadcast: str) -> Broadcast:
        """The same. Raises NotFound, Unavailable."""
        with unavailable("read-failed"):
            found = self.find(broadcast) if len(broadcast) <= LONGEST_ID else None
        if found is None:
            raise NotFound("unknown-broadcast", "there is no broadcast of this id")
        return found

    def segment_of(self, journey: str) -> str:
        """Whose members the broadcast of a message is for; "" where there is none. Raises Refused("cancelled")."""
        found = self.find(journey.removeprefix(BROADCAST))
        if found and found.cancelled:
            raise Refused("cancelled")
        return found.segment if found else ""

    def newest(self, limit: int, before: Millis = LATEST) -> list[Broadcast]:
        """Up to `limit` broadcasts made before a moment, newest first. Raises Unavailable."""
        with unavailable("read-failed"):
            return newest((self.table, KIND), broadcast_of, limit, before)

    def make(self, broadcast: Broadcast) -> Broadcast:
        """Writes it down; answers what stands there where it does already. Raises Unavailable."""
        with unavailable("write-failed"):
            try:
                put_if(self.table, row_of(broadcast), "attribute_not_exists(pk)")
            except Lost as first:
                return broadcast_of(first.row)
        return broadcast

    def cancel(self, broadcast: str, by: str, now: Millis) -> None:
        """In force when this returns; the first time counts. Raises Unavailable."""
        change = "SET cancelled = :now, cancelled_by = :by"
        with unavailable("write-failed"), suppress(Lost):
            update_if(self.table, {"pk": _pk(broadcast), "sk": KIND}, change, "cancelled = :no", now=now, by=by, no=0)

    def keep(self, broadcast: Broadcast, now: Millis) -> None:
        """As long as it runs it is not forgotten."""
        key, until = {"pk": _pk(broadcast.id), "sk": KIND}, (now + AHEAD + KEEP) // SECOND
        with suppress(Lost):
            update_if(self.table, key, "SET #ttl = :until", "attribute_exists(pk)", until=until)

    def run(self, broadcast: str, number: int) -> Run | None:
        """One run, strongly consistent."""
        row = get(self.table, {"pk": _pk(broadcast), "sk": _sk(number)})
        return heard(Run, row) if row else None

    def runs(self, broadcast: str) -> list[Run]:
        """The last runs, newest first. Raises Unavailable."""
        condition = "pk = :pk AND begins_with(sk, :runs)"
        with unavailable("read-failed"):
            rows = query(self.table, condition, MOST_RUNS, newest_first=True, pk=_pk(broadcast), runs="run#")
        return [heard(Run, one) for one in rows]

    def save(self, run: Run) -> Run:
        """The run as it stands now. Raises Conflict when somebody else has saved it."""
        save(self.table, row_of_run(run))
        return replace(run, version=run.version + 1)

    def note(self, run: Run, messages: Sequence[str]) -> None:
        """Which messages of a trial the page at the run's place has."""
        key = {"pk": _pk(run.broadcast), "sk": f"{_trial(run)}{run.wave}#{run.place}"}
        row = {**key, "messages": list(messages), "ttl": (run.begun + KEEP) // SECOND}
        client("dynamodb").put_item(TableName=self.table, Item=to_item(row))

    def noted(self, run: Run) -> tuple[Sequence[str], str | None]:
        """The messages of the first page after the run's place, and that page's place; None after the last one."""
        values = {"pk": _pk(run.broadcast), "after": run.place or _trial(run)}
        rows = query(self.table, "pk = :pk AND sk > :after", 1, newest_first=False, **values)
        found = next((row for row in rows if row["sk"].startswith(_trial(run))), None)
        return (found["messages"], found["sk"]) if found else ((), None)


def row_of(broadcast: Broadcast) -> dict[str, Any]:
    """A broadcast as its item."""
    said = asdict(broadcast) | {"variants": [[one.template, one.share] for one in broadcast.variants]}
    said |= {"on": list(broadcast.on), "trial": list(vars(broadcast.trial).values()) if broadcast.trial else []}
    until = (broadcast.created + AHEAD + KEEP) // SECOND
    return {"pk": _pk(broadcast.id), "sk": KIND, "kind": KIND, "time": broadcast.created, **said, "ttl": until}


def broadcast_of(row: Mapping[str, Any]) -> Broadcast:
    """The inverse."""
    said: dict[str, Any] = {one.name: row[one.name] for one in fields(Broadcast) if one.name in row}
    said["variants"] = tuple(Variant(*one) for one in row["variants"])
    said["trial"] = Trial(*row["trial"]) if row["trial"] else None
    said["on"] = tuple(row["on"])
    return Broadcast(**said)


def row_of_run(run: Run) -> dict[str, Any]:
    """The item of the next version of a run."""
    key = {"pk": _pk(run.broadcast), "sk": _sk(run.number)}
    return {**key, **told(run), "ttl": (run.begun + KEEP) // SECOND}


def _pk(broadcast: str) -> str:
    return f"{KIND}#{broadcast}"


def _sk(number: int) -> str:
    return f"run#{number:06}"


def _trial(run: Run) -> str:
    return f"trial#{run.number:06}#"
