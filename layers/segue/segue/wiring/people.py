"""Whole people: identities, who they are, and the profile that they add up to."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from segue.aws.identities import Identities
from segue.aws.people import People
from segue.aws.profiles import Profiles
from segue.aws.settings import settings
from segue.aws.sums import Sums
from segue.carts.policies import CartPolicy, cart_policy
from segue.profile.minors import Minors, minors_policy
from segue.wiring.tables import playbooks


@cache
def people() -> People:
    """The People table and the Identities table beneath it."""
    return People(settings().people, Identities(settings().identities))


@cache
def profiles() -> Profiles:
    """Whole people."""
    return Profiles(people(), Sums(people()), cart_policies, minors=minors)


@cache
def glanced() -> Profiles:
    """Whole people as they were a moment ago: for what is asked once more before it counts."""
    return Profiles(people(), Sums(people()), cart_policies, strong=False, minors=minors)


def cart_policies() -> CartPolicy:
    """What becomes of several carts, by the playbook in force."""
    return cart_policy(playbooks().definitions("policy").get("carts", {}))


def minors() -> Minors:
    """Who is too young, by the playbook in force."""
    return playbooks().made_of("minors", ("policy",), _minors)


def _minors(policies: Mapping[str, Mapping[str, Any]]) -> Minors:
    return minors_policy(policies.get("minors", {}))
