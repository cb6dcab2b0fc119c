"""What became of all that came in: `fold_events` counts it, `people` and `console` show it."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.source_counts import SourceCounts


@cache
def counts() -> SourceCounts:
    """Counts of sources."""
    return SourceCounts(settings().requests)
