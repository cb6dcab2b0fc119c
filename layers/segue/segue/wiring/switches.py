"""What is paused of sending, and who pauses it."""

from functools import cache

from segue.aws.outcome_counts import OutcomeCounts
from segue.aws.settings import settings
from segue.aws.switches import Switches
from segue.messaging.breakers import Breaker, Breaking, sending_policy
from segue.messaging.figures import Figures
from segue.messaging.switching import Switching
from segue.wiring.tables import playbooks


@cache
def switches() -> Switches:
    """The row of the Journeys table."""
    return Switches(settings().journeys)


@cache
def glanced() -> Switches:
    """The same as it was a moment ago."""
    return Switches(settings().journeys, strong=False)


@cache
def switching() -> Switching:
    """Pausing and letting go on."""
    return Switching(switches(), OutcomeCounts(settings().requests))


@cache
def breaking() -> Breaking:
    """The breaker."""
    return Breaking(OutcomeCounts(settings().requests), switches(), _breaker)


@cache
def figures() -> Figures:
    """How messages arrive, by template, domain and channel."""
    return Figures(OutcomeCounts(settings().requests))


def _breaker() -> Breaker:
    return sending_policy(playbooks().definitions("policy").get("sending", {}))
