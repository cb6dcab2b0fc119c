"""The tables that most jobs share. Whole people stand in `wiring.people`: they bring all facets with them."""

from functools import cache

from segue.aws.contact_points import ContactPoints
from segue.aws.live import Live
from segue.aws.messages import Messages
from segue.aws.playbooks import Playbooks
from segue.aws.settings import settings
from segue.times import Millis


@cache
def contact_points() -> ContactPoints:
    """The ContactPoints table."""
    return ContactPoints(settings().contact_points)


@cache
def glanced_points() -> ContactPoints:
    """The same as it was a moment ago."""
    return ContactPoints(settings().contact_points, strong=False)


@cache
def messages() -> Messages:
    """The Messages table."""

    def ends(since: Millis) -> dict[str, int]:
        from segue import retention  # for whoever writes one

        return retention.ends(playbooks().definitions("policy"), "messages", since)

    return Messages(settings().messages, ends)


@cache
def playbooks() -> Playbooks:
    """The Playbook table."""
    return Playbooks(settings().playbook)


@cache
def live() -> Live:
    """The live feed in the Requests table."""
    return Live(settings().requests)
