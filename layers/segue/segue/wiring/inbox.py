"""`inbox`."""

from functools import cache

from segue.aws.identities import Identities
from segue.aws.inbox import Inbox as Kept
from segue.aws.ledger import key_of
from segue.aws.people import People
from segue.aws.secrets import proves_user, valid
from segue.aws.settings import settings
from segue.messaging.inbox_requests import Inbox


@cache
def inbox() -> Inbox:
    """What a visitor has got."""
    known = settings()
    people = People(known.people, Identities(known.identities))
    return Inbox(valid, proves_user, key_of, people, Kept(known.messages).kept)
