"""`inbox`, and who asks for it."""

from collections.abc import Callable, Iterable
from functools import cache

from segue.aws.identities import Identities
from segue.aws.inbox import Inbox as Kept
from segue.aws.ledger import key_of
from segue.aws.people import People
from segue.aws.secrets import proves_user
from segue.aws.settings import settings
from segue.keys import PersonId
from segue.messages import Message
from segue.messaging.inbox_requests import Inbox
from segue.messaging.visitors import Visitors
from segue.wiring.write_keys import write_keys


@cache
def inbox() -> Inbox:
    """What a visitor has got."""
    return Inbox(visitors(), kept())


def people() -> People:
    """Whose an identity is, without all that a profile takes."""
    return People(settings().people, Identities(settings().identities))


def visitors() -> Visitors:
    """Who asks, and what proves it."""
    return Visitors(write_keys().valid, proves_user, key_of, people())


def kept() -> Callable[[Iterable[PersonId]], list[Message]]:
    """The messages that keep their words."""
    return Kept(settings().messages).kept
