"""What every door but `collect` hands its events to."""

from functools import cache

from segue.aws.catalog_statements import CatalogStatements
from segue.aws.ledger import Ledger, key_of
from segue.aws.settings import settings
from segue.aws.suppressing import Suppress
from segue.intake.accepting import Accepting
from segue.wiring.counting import counts
from segue.wiring.plans import held
from segue.wiring.quarantine import quarantine
from segue.wiring.sealing import sealing
from segue.wiring.tables import contact_points


@cache
def accepting() -> Accepting:
    """Opt-outs, Ledger, catalog, quarantine, the tracking plan."""
    suppress = Suppress(contact_points(), key_of)
    catalog = CatalogStatements(settings().catalog)
    return Accepting(Ledger(settings().ledger), quarantine(), suppress, counts(), catalog, held, sealing())
