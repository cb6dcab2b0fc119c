"""Results of measures: kept by `measure`, read by the console; whoever lacks one has it found."""

from functools import cache

from segue.aws.behind import Answers
from segue.aws.jobs import StoredJobs
from segue.aws.measure_results import MeasureResults
from segue.aws.settings import settings
from segue.measures.runs import RUNS, Run
from segue.staging import Nights


@cache
def results() -> MeasureResults:
    """Those in the archive's bucket."""
    return MeasureResults(settings().archive_bucket, settings().measure_queue)


@cache
def runs() -> StoredJobs[Run]:
    """Nights in the Requests table."""
    return StoredJobs(settings().requests, settings().measure_queue, RUNS)


@cache
def nights() -> Nights[Run]:
    """Begins them."""
    return Nights(runs(), Run, b"measures")


@cache
def answers() -> Answers:
    """Who stands behind a part, in the Requests table."""
    return Answers(settings().requests, settings().measure_queue)
