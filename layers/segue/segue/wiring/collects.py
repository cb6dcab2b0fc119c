"""`collect`, which is started most often: botocore and msgspec are all that it brings."""

from collections.abc import Callable
from functools import cache, partial

from segue.aws.catalog_statements import CatalogStatements
from segue.aws.contact_points import ContactPoints
from segue.aws.ledger import Ledger, key_of
from segue.aws.quarantine import Quarantine
from segue.aws.settings import checks_plans, class_keys, needed_consent, settings
from segue.aws.source_counts import SourceCounts
from segue.aws.suppressing import Suppress
from segue.deliveries import Parsed
from segue.events import Event
from segue.intake.accepting import Accepting, nothing_held, nothing_sealed
from segue.intake.collecting import Collecting, all_of_it
from segue.wiring.write_keys import write_keys


@cache
def collecting() -> Collecting:
    """Segment's HTTP API."""
    known = settings()
    suppress = Suppress(ContactPoints(known.contact_points), key_of)
    counts, catalog = SourceCounts(known.requests), CatalogStatements(known.catalog)
    accepting = Accepting(
        Ledger(known.ledger), Quarantine(known.requests), suppress, counts, catalog, _held(), _sealing()
    )
    return Collecting(accepting, write_keys(), known.public_url, _allowed())


def _allowed() -> Callable[[Parsed], Parsed]:
    """What may be kept, where consent is asked for."""
    needed = needed_consent()
    if not needed:
        return all_of_it
    from segue.segment_api.consent import consented

    return partial(consented, needed=needed)


def _held() -> Callable[[Event], str]:
    """Where it is asked for, the tracking plan, with all that reading the playbook takes."""
    if not checks_plans():
        return nothing_held
    from segue.wiring.plans import held

    return held


def _sealing() -> Callable[[Parsed], Parsed]:
    """Where a class of sensitive traits has a key, what seals them, with all that reading the playbook takes."""
    if not class_keys():
        return nothing_sealed
    from segue.wiring.sealing import sealing

    return sealing()
