"""Who stands where, for a plan: members of segments and running runs of journeys, as their indexes know them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from segue.aws.items import from_item
from segue.aws.journeys import standing_so
from segue.aws.members import Members
from segue.aws.parallel import side_by_side
from segue.aws.queries import pages
from segue.journeys.instances import SHARDS, shard_of
from segue.playbook.affected import Runs

MOST_PAGES = 20  # of a megabyte each and of each of eight parts: more than a million runs
RUNNING = "running#"


@dataclass(frozen=True)
class Standing:
    """Counts, which are a moment behind."""

    journeys: str
    table: Members

    def members(self, segment: str, /) -> int | None:
        """How many are in a segment."""
        return self.table.count(segment)

    def runs(self, journeys: Collection[str], /) -> Runs:
        """Running runs of these journeys by step."""
        found = {one: side_by_side(self._steps, [shard_of(one, n) for n in range(SHARDS)]) for one in journeys}
        steps = {one: sum((part for part, _ in parts), Counter[str]()) for one, parts in found.items()}
        return Runs(steps, all(whole for parts in found.values() for _, whole in parts))

    def _steps(self, shard: str) -> tuple[Counter[str], bool]:
        """Runs of a part by step, and whether these are all."""
        found, last = Counter[str](), None
        for page in islice(pages(standing_so(self.journeys, shard, RUNNING)), MOST_PAGES):
            found.update(from_item(item)["standing"].removeprefix(RUNNING).rstrip("#") for item in page["Items"])
            last = page.get("LastEvaluatedKey")
        return found, last is None
