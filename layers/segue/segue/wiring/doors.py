"""`receive_commerce`, `receive_email`, and the way out of quarantine."""

from functools import cache

from segue.aws.ledger import Ledger, key_of
from segue.aws.quarantine import Quarantine
from segue.aws.settings import settings
from segue.aws.source_secrets import source_secrets
from segue.aws.suppressing import Suppress
from segue.aws.topics import confirm
from segue.intake.accepting import Accepting
from segue.intake.noticing import Noticing
from segue.intake.receiving import Receiving
from segue.intake.replaying import Replaying, parse
from segue.wiring.tables import contact_points, playbooks


@cache
def quarantine() -> Quarantine:
    """Quarantine in the Requests table."""
    return Quarantine(settings().requests)


@cache
def accepting() -> Accepting:
    """Opt-outs, Ledger, quarantine."""
    return Accepting(Ledger(settings().ledger), quarantine(), Suppress(contact_points(), key_of))


@cache
def receiving() -> Receiving:
    """Webhooks of configured sources."""
    return Receiving(accepting(), playbooks().source, source_secrets)


@cache
def noticing() -> Noticing:
    """What providers of AWS report."""
    return Noticing(receiving(), confirm)


@cache
def replaying() -> Replaying:
    """The way out of quarantine."""
    return Replaying(accepting(), quarantine(), parse)
