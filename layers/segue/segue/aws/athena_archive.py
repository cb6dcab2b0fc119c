"""The archive read by Athena: a statement is started, asked after until it is through, and its answer is read.

The same statement with another moment of the archive is another one, so nothing is answered from what was found before.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from segue.aws.clients import client, unavailable
from segue.errors import Refused, Unavailable
from segue.measures.athena import Spans, value, whole
from segue.measures.finding import Rows
from segue.measures.reaching import Reach
from segue.times import SECOND, Millis

EVERY: Millis = 400  # between two looks
GOING_ON = ("QUEUED", "RUNNING")


@dataclass(frozen=True)
class Place:
    """Where it is asked: the workgroup, which says where answers go and how much may be read, and the database."""

    workgroup: str
    database: str


@dataclass(frozen=True)
class Clock:
    """The time, and waiting."""

    now: Callable[[], Millis]
    wait: Callable[[Millis], None]


@dataclass
class Asked:
    """A stretch of the archive, to be told until a moment; `scanned` are the bytes that its statements have read."""

    place: Place
    reach: Reach
    spans: Spans
    clock: Clock
    until: Millis
    scanned: int = field(default=0)

    def rows(self, sql: str) -> Rows:
        """What a statement answers. Raises Unavailable("too-slow" or another reason), Refused("athena-failed")."""
        asked = {
            "QueryString": whole(sql, self.reach, self.place.database, self.spans),
            "QueryExecutionContext": {"Database": self.place.database},
            "WorkGroup": self.place.workgroup,
        }
        with unavailable("athena"):
            query = client("athena").start_query_execution(**asked)["QueryExecutionId"]
        self.scanned += self._through(query)
        return [*_answer(query)]

    def _through(self, query: str) -> int:
        """The bytes that it read, once it is through."""
        while (found := _execution(query))["Status"]["State"] in GOING_ON:
            if self.clock.now() >= self.until:
                _stop(query)
                raise Unavailable("too-slow", "it takes longer than there is time for")
            self.clock.wait(EVERY)
        if found["Status"]["State"] != "SUCCEEDED":
            raise Refused("athena-failed", str(found["Status"].get("StateChangeReason", ""))[:300])
        return int(found.get("Statistics", {}).get("DataScannedInBytes", 0))


def _execution(query: str) -> dict[str, Any]:
    with unavailable("athena"):
        return client("athena").get_query_execution(QueryExecutionId=query)["QueryExecution"]


def _stop(query: str) -> None:
    with unavailable("athena"):
        client("athena").stop_query_execution(QueryExecutionId=query)


def _answer(query: str) -> Iterator[dict[str, Any]]:
    """Its rows; the first one is the head."""
    asked, head = {"QueryExecutionId": query}, True
    while True:
        with unavailable("athena"):
            answer = client("athena").get_query_results(**asked)
        columns = [(one["Name"], one["Type"]) for one in answer["ResultSet"]["ResultSetMetadata"]["ColumnInfo"]]
        for row in answer["ResultSet"]["Rows"][head:]:
            texts = [one.get("VarCharValue") for one in row["Data"]]
            yield {name: value(kind, text) for (name, kind), text in zip(columns, texts, strict=True)}
        if "NextToken" not in answer:
            return
        asked, head = {"QueryExecutionId": query, "NextToken": answer["NextToken"]}, False


@dataclass(frozen=True)
class AthenaArchive:
    """`opening`: when somebody answers in a stretch; `seconds`: that all statements about it may take together. Who is
    one person is as it was last night."""

    place: Place
    opening: Callable[[Reach], Spans]
    clock: Clock
    seconds: float
    name: str = "athena"

    def open(self, reach: Reach, fresh: bool = False) -> Asked:
        """That stretch; nothing is read yet. `fresh` or not, who is one person is as the tables have it."""
        del fresh
        until = self.clock.now() + round(self.seconds * SECOND)
        return Asked(self.place, reach, list(self.opening(reach)), self.clock, until)
