"""Results of measures: kept by `measure`, read by the console; whoever lacks one has it found."""

from functools import cache

from segue.aws.measure_results import MeasureResults
from segue.aws.settings import settings


@cache
def results() -> MeasureResults:
    """Those in the archive's bucket."""
    return MeasureResults(settings().archive_bucket, settings().measure_queue)
