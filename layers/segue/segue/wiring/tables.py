"""The tables and keys that most jobs share."""

from functools import cache

from segue.aws.contact_points import ContactPoints
from segue.aws.identities import Identities
from segue.aws.live import Live
from segue.aws.messages import Messages
from segue.aws.people import People
from segue.aws.playbooks import Playbooks
from segue.aws.profiles import Profiles
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.aws.sums import Sums
from segue.carts.policies import CartPolicy, cart_policy
from segue.messaging.links import Links


@cache
def people() -> People:
    """The People table and the Identities table beneath it."""
    return People(settings().people, Identities(settings().identities))


@cache
def profiles() -> Profiles:
    """Whole people."""
    return Profiles(people(), Sums(people()), cart_policies)


def cart_policies() -> CartPolicy:
    """What becomes of several carts, by the playbook in force."""
    return cart_policy(playbooks().definitions("policy").get("carts", {}))


@cache
def contact_points() -> ContactPoints:
    """The ContactPoints table."""
    return ContactPoints(settings().contact_points)


@cache
def messages() -> Messages:
    """The Messages table."""
    return Messages(settings().messages)


@cache
def playbooks() -> Playbooks:
    """The Playbook table."""
    return Playbooks(settings().playbook)


@cache
def live() -> Live:
    """The live feed in the Requests table."""
    return Live(settings().requests)


@cache
def links() -> Links:
    """Signed links."""
    return Links(derived("links"), derived("identity"), settings().public_url)
