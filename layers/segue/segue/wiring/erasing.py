"""`privacy`: requests of people about what is held of them."""

from functools import cache

from segue.aws.archive import Archive
from segue.aws.erasing.closing import Closing
from segue.aws.erasing.kept_requests import KeptRequests
from segue.aws.erasing.lists import Awaiting, Members
from segue.aws.erasing.stores import ContactPoints, Identities, Partitions
from segue.aws.erasing.talks import Attachments, Conversations
from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.erasing.erasing import Erasing, Store
from segue.erasing.runs import Erasure
from segue.lambdas import now
from segue.staging import Working
from segue.wiring.bus import bus
from segue.wiring.erasure_journal import journal
from segue.wiring.people import people
from segue.wiring.privacy_requests import erasures, receipts
from segue.wiring.tables import playbooks


@cache
def working() -> Working[Erasure]:
    """What each stage does."""
    return Working(erasures(), erasing().stages(), now)


@cache
def erasing() -> Erasing:
    """Everything that lies about a person, taken away."""
    return Erasing(Closing(people(), settings().contact_points, journal().note), stores(), receipts(), bus().publish)


def stores() -> tuple[Store, ...]:
    """Every place where something lies about people, in the order in which they are emptied: what leads to others goes
    after them, who somebody is goes last. To add one: its line here; `tests/template/test_erasing.py` says what lacks.
    """
    named, talks = settings(), Conversations(settings().conversations)
    return (
        KeptRequests(named.requests, people().rows),
        Attachments(talks, Archive(named.attachments_bucket)),
        talks,
        Awaiting(named.catalog, Ledger(named.ledger)),
        Partitions("messages", named.messages, lambda whole: whole.persons),
        Partitions("journeys", named.journeys, lambda whole: whole.persons),
        ContactPoints(named.contact_points),
        Partitions("ledger", named.ledger, lambda whole: whole.keys),
        Partitions("people", named.people, lambda whole: (*whole.persons, *whole.sums)),
        Members(named.members, lambda: playbooks().definitions("segment")),
        Identities(named.identities),
    )
