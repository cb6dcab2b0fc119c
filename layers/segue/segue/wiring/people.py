"""Whole people: identities, who they are, and the profile that they add up to."""

from functools import cache

from segue.aws.identities import Identities
from segue.aws.people import People
from segue.aws.profiles import Profiles
from segue.aws.settings import settings
from segue.aws.sums import Sums
from segue.carts.policies import CartPolicy, cart_policy
from segue.wiring.tables import playbooks


@cache
def people() -> People:
    """The People table and the Identities table beneath it."""
    return People(settings().people, Identities(settings().identities))


@cache
def profiles() -> Profiles:
    """Whole people."""
    return Profiles(people(), Sums(people()), cart_policies)


@cache
def glanced() -> Profiles:
    """Whole people as they were a moment ago: for what is asked once more before it counts."""
    return Profiles(people(), Sums(people()), cart_policies, strong=False)


def cart_policies() -> CartPolicy:
    """What becomes of several carts, by the playbook in force."""
    return cart_policy(playbooks().definitions("policy").get("carts", {}))
