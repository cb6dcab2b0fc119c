"""`preferences`: what the customer says about being written to."""

from functools import cache

from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.http import Answer, Request
from segue.messaging.case_links import BEGINS
from segue.messaging.changing import Changing
from segue.messaging.preferring import Preferring
from segue.messaging.unsubscribing import Unsubscribing
from segue.times import Millis
from segue.wiring.links import links
from segue.wiring.people import profiles
from segue.wiring.policies import policy
from segue.wiring.tables import contact_points


def answered(request: Request, now: Millis) -> Answer:
    """What a link out of a message leads to, by its path."""
    if f"/preferences/{BEGINS}" in request.path:
        from segue.wiring.case_codes import entering  # few links lead there

        return entering().answer(request, now)
    if "/preferences/" in request.path:
        return preferring().answer(request, now)
    return unsubscribing().answer(request, now)


@cache
def unsubscribing() -> Unsubscribing:
    """One-click links."""
    return Unsubscribing(links().opt_out, contact_points(), _ledger())


@cache
def preferring() -> Preferring:
    """The preference centre."""
    changing = Changing(contact_points(), _ledger())
    return Preferring(links().opt_out, links().key, profiles(), changing, policy)


def _ledger() -> Ledger:
    return Ledger(settings().ledger)
