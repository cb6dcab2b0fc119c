"""Who stands where, read from the Journeys table: whole, up to a bound, since a run stands under its person."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from segue.aws.clients import client
from segue.aws.items import from_item
from segue.playbook.affected import Runs

MOST_PAGES = 20  # of a megabyte each: some 100,000 runs, and about two seconds


@dataclass(frozen=True)
class Standing:
    """Counts for a plan; members of segments are not counted here."""

    journeys: str

    def members(self, _segment: str, /) -> int | None:
        """Nobody has counted."""
        return None

    def runs(self, journeys: Collection[str], /) -> Runs:
        """Running runs of these journeys by step."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        pages = list(self._pages())
        for row in [row for page in pages for row in map(from_item, page["Items"])]:
            if row.get("state_") == "running" and row["journey"] in journeys:
                found[row["journey"]][str(row["step"])] += 1
        return Runs(found, whole="LastEvaluatedKey" not in pages[-1])

    def _pages(self) -> Iterator[dict[str, Any]]:
        asked: dict[str, Any] = {"TableName": self.journeys, "ProjectionExpression": "journey, step, state_"}
        for _ in range(MOST_PAGES):
            answer = client("dynamodb").scan(**asked)
            yield answer
            if "LastEvaluatedKey" not in answer:
                return
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
