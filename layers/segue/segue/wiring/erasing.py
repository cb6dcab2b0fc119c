"""`privacy`: the places where something of people lies, told by exports and emptied by erasures."""

from functools import cache

from segue.aws.archive import Archive
from segue.aws.erasing import telling
from segue.aws.erasing.closing import Closing
from segue.aws.erasing.feed import Feed
from segue.aws.erasing.kept_exports import Exports
from segue.aws.erasing.kept_requests import KeptRequests
from segue.aws.erasing.lists import Awaiting, Members
from segue.aws.erasing.mails import Mails
from segue.aws.erasing.references import References
from segue.aws.erasing.stores import ContactPoints, Identities, Partitions
from segue.aws.erasing.talks import Attachments, Conversations
from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.erasing.erasing import Erasing
from segue.erasing.runs import Erasure
from segue.erasing.stores import Store
from segue.lambdas import now
from segue.staging import Working
from segue.wiring.bus import bus
from segue.wiring.erasure_journal import journal
from segue.wiring.exporting import exports
from segue.wiring.people import people
from segue.wiring.privacy_requests import erasures, receipts
from segue.wiring.tables import messages, playbooks


@cache
def working() -> Working[Erasure]:
    """What each stage does."""
    return Working(erasures(), erasing().stages(), now)


@cache
def erasing() -> Erasing:
    """Everything that lies about a person, taken away."""
    return Erasing(closing(), stores(), receipts(), bus().publish)


@cache
def closing() -> Closing:
    """Who somebody is, and what keeps them away."""
    return Closing(people(), settings().contact_points, journal().note)


def stores() -> tuple[Store, ...]:
    """Every place where something lies about people, in the order in which they are emptied: what leads to others goes
    after them, who somebody is goes last. An export tells of all of them. To add one: its line here;
    `tests/template/test_erasing.py` says what lacks.
    """
    named, talks = settings(), Conversations(settings().conversations)
    return (
        Exports(Archive(named.exports_bucket), named.requests, exports()),
        KeptRequests(named.requests, people().rows),
        Feed(named.requests),
        Attachments(talks, Archive(named.attachments_bucket)),
        Mails(talks, people().rows, Archive(named.mail_bucket)),
        References(talks, Ledger(named.ledger), messages()),
        talks,
        Awaiting(named.catalog, Ledger(named.ledger)),
        Partitions("messages", named.messages, lambda whole: whole.persons, telling.message),
        Partitions("journeys", named.journeys, lambda whole: whole.persons, telling.journey),
        ContactPoints(named.contact_points),
        Partitions("ledger", named.ledger, lambda whole: whole.keys, telling.event),
        Partitions("people", named.people, lambda whole: (*whole.persons, *whole.sums), telling.person),
        Members(named.members, lambda: playbooks().definitions("segment")),
        Identities(named.identities),
    )
