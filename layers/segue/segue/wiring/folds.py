"""`fold_events`."""

from functools import cache

from segue.aws.ledger import Ledger, key_of
from segue.aws.merges import MergeRecords
from segue.aws.people_names import PeopleNames
from segue.aws.placement_counts import PlacementCounts
from segue.aws.reporting import Reporting
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.aws.stored_counts import StoredCounts
from segue.aws.telling import Telling
from segue.aws.turn_orders import TurnOrders
from segue.folding import Folding
from segue.identity.refusing import Refusing
from segue.identity.resolving import Resolving
from segue.keys import PersonId
from segue.messaging.keywords import Answering, Keywords, keywords_policy
from segue.wiring.bus import bus
from segue.wiring.evaluation import evaluating
from segue.wiring.identity import linking, naming
from segue.wiring.people import cart_policies, people, profiles
from segue.wiring.suggestions import suggestions
from segue.wiring.switches import breaking, figures
from segue.wiring.tables import contact_points, live, messages, playbooks


@cache
def folding() -> Folding:
    """From the ledger's stream to profiles."""
    ledger = Ledger(settings().ledger)
    return Folding(
        identities=people().rows,
        ledger=ledger,
        refusing=Refusing(people().rows, ledger, naming()),
        resolving=Resolving(naming(), linking(), suggestions(), MergeRecords(settings().requests)),
        evaluating=evaluating(),
        facts=telling(),
        sums=profiles().sums,
        turns=TurnOrders(settings().conversations_queue),
        names=PeopleNames(settings().requests, derived("names")),
        cart_policy=cart_policies,
    )


def telling() -> Telling:
    """What follows from events themselves."""
    return Telling(
        bus=bus(),
        reporting=Reporting(messages(), ids_of),
        contact_points=contact_points(),
        profiles=profiles(),
        live=live(),
        breaking=breaking(),
        figures=figures(),
        answering=answering(),
        key=key_of,
    )


def ids_of(person: PersonId) -> set[PersonId]:
    """Every id under which there may be messages of the person's."""
    found = people().sets([person])[person]
    return {person, found.id, *found.former}


def answering() -> Answering:
    """Answers to STOP, START and HELP."""
    return Answering(messages(), contact_points(), _keywords, key_of)


def _keywords() -> Keywords:
    return keywords_policy(playbooks().definitions("policy").get("keywords", {}))


@cache
def stored_counts() -> StoredCounts:
    """What was stored of each source."""
    return StoredCounts(settings().requests)


@cache
def placement_counts() -> PlacementCounts:
    """What was seen and clicked in placements."""
    return PlacementCounts(settings().requests)
