"""What became of all that came in: doors count what they do not store, `fold_events` what is stored."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.source_counts import SourceCounts


@cache
def counts() -> SourceCounts:
    """Counts of sources."""
    return SourceCounts(settings().requests)
