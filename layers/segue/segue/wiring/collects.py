"""`collect`, which is started most often: botocore and msgspec are all that it brings."""

from functools import cache

from segue.aws.catalog_statements import CatalogStatements
from segue.aws.contact_points import ContactPoints
from segue.aws.ledger import Ledger, key_of
from segue.aws.quarantine import Quarantine
from segue.aws.settings import settings
from segue.aws.source_counts import SourceCounts
from segue.aws.suppressing import Suppress
from segue.aws.write_keys import valid
from segue.intake.accepting import Accepting
from segue.intake.collecting import Collecting


@cache
def collecting() -> Collecting:
    """Segment's HTTP API."""
    known = settings()
    suppress = Suppress(ContactPoints(known.contact_points), key_of)
    counts, catalog = SourceCounts(known.requests), CatalogStatements(known.catalog)
    accepting = Accepting(Ledger(known.ledger), Quarantine(known.requests), suppress, counts, catalog)
    return Collecting(accepting, valid, known.public_url)
