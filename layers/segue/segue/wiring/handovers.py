"""`handover`, and what staff hand carts over with."""

from functools import cache
from typing import TYPE_CHECKING

from segue.aws.handovers import Handovers
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.handover.handing_over import HandingOver
from segue.handover.handovers import Seals
from segue.messaging.policies import Policy, policy_of
from segue.wiring.people import cart_policies, profiles
from segue.wiring.tables import playbooks

if TYPE_CHECKING:
    from segue.handover.taking_over import TakingOver


def policy() -> Policy:
    """The policies in force."""
    return policy_of(playbooks().definitions("policy"))


def handing_over(public_url: str) -> HandingOver:
    """For staff; links lead to this address."""
    return HandingOver(Seals(derived("handovers"), public_url), Handovers(settings().requests), cart_policies)


@cache
def taking_over() -> "TakingOver":
    """For whoever has a link or a code; its pages are no matter of who hands over."""
    from segue.handover.taking_over import TakingOver

    return TakingOver(Seals(derived("handovers")), Handovers(settings().requests), profiles(), policy)
