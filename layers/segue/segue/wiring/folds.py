"""`fold_events` and `publish_signals`."""

from functools import cache

from segue.aws.bus import Bus
from segue.aws.ledger import Ledger, key_of
from segue.aws.settings import settings
from segue.aws.telling import Telling
from segue.events import Event
from segue.folding import Folding
from segue.identifiers import Identifier
from segue.keys import IdentityKey
from segue.linking import Linking
from segue.normalising import normalised
from segue.wiring.evaluation import evaluating
from segue.wiring.tables import contact_points, live, messages, people, profiles


@cache
def bus() -> Bus:
    """The event bus."""
    return Bus(settings().bus)


def keys(one: Identifier, event: Event) -> tuple[IdentityKey, ...]:
    """The frozen key, and the key of the right spelling."""
    return key_of(one), key_of(normalised(one, event))


@cache
def folding() -> Folding:
    """From the ledger's stream to profiles."""
    return Folding(
        identities=people().rows,
        ledger=Ledger(settings().ledger),
        linking=Linking(people()),
        evaluating=evaluating(),
        facts=Telling(bus(), messages(), contact_points(), profiles(), live(), key_of),
        keys=keys,
    )
