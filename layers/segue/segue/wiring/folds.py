"""`fold_events` and `publish_signals`."""

from functools import cache

from segue.aws.bus import Bus
from segue.aws.ledger import Ledger, key_of
from segue.aws.merges import MergeRecords
from segue.aws.settings import settings
from segue.aws.suggestions import Suggestions
from segue.aws.telling import Telling
from segue.folding import Folding
from segue.identity.resolving import Resolving
from segue.wiring.evaluation import evaluating
from segue.wiring.identity import linking, naming
from segue.wiring.tables import cart_policies, contact_points, live, messages, people, profiles


@cache
def bus() -> Bus:
    """The event bus."""
    return Bus(settings().bus)


@cache
def folding() -> Folding:
    """From the ledger's stream to profiles."""
    return Folding(
        identities=people().rows,
        ledger=Ledger(settings().ledger),
        resolving=Resolving(naming(), linking(), Suggestions(settings().requests), MergeRecords(settings().requests)),
        evaluating=evaluating(),
        facts=Telling(bus(), messages(), contact_points(), profiles(), live(), key_of),
        sums=profiles().sums,
        cart_policy=cart_policies,
    )
