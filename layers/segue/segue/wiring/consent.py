"""`preferences`: what the customer says about being written to."""

from functools import cache

from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.messaging.unsubscribing import Unsubscribing
from segue.wiring.links import links
from segue.wiring.tables import contact_points


@cache
def unsubscribing() -> Unsubscribing:
    """One-click links."""
    return Unsubscribing(links().opt_out, contact_points(), Ledger(settings().ledger))
