"""`collect`, which is started most often: botocore and msgspec are all that it brings."""

from functools import cache

from segue.aws.contact_points import ContactPoints
from segue.aws.ledger import Ledger, key_of
from segue.aws.quarantine import Quarantine
from segue.aws.settings import needed_consent, settings
from segue.aws.source_counts import SourceCounts
from segue.aws.suppressing import Suppress
from segue.aws.write_keys import valid
from segue.intake.accepting import Accepting
from segue.intake.collecting import Collecting
from segue.segment_api.consent import categories


@cache
def collecting() -> Collecting:
    """Segment's HTTP API."""
    known = settings()
    suppress = Suppress(ContactPoints(known.contact_points), key_of)
    counts = SourceCounts(known.requests)
    accepting = Accepting(Ledger(known.ledger), Quarantine(known.requests), suppress, counts)
    return Collecting(accepting, valid, known.public_url, categories(needed_consent()))
