"""`collect`, which is started most often: botocore and msgspec are all that it brings."""

from collections.abc import Callable
from functools import cache

from segue.aws.contact_points import ContactPoints
from segue.aws.ledger import Ledger, key_of
from segue.aws.quarantine import Quarantine
from segue.aws.settings import checks_plans, needed_consent, settings
from segue.aws.source_counts import SourceCounts
from segue.aws.suppressing import Suppress
from segue.aws.write_keys import valid
from segue.events import Event
from segue.intake.accepting import Accepting, nothing_held
from segue.intake.collecting import Collecting
from segue.segment_api.consent import categories


@cache
def collecting() -> Collecting:
    """Segment's HTTP API."""
    known = settings()
    suppress = Suppress(ContactPoints(known.contact_points), key_of)
    counts = SourceCounts(known.requests)
    accepting = Accepting(Ledger(known.ledger), Quarantine(known.requests), suppress, counts, _held())
    return Collecting(accepting, valid, known.public_url, categories(needed_consent()))


def _held() -> Callable[[Event], str]:
    """Where it is asked for, the tracking plan, with all that reading the playbook takes."""
    if not checks_plans():
        return nothing_held
    from segue.wiring.plans import held

    return held
