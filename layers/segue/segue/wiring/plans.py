"""The tracking plan in force."""

from segue.events import Event
from segue.intake import plans
from segue.wiring.tables import playbooks


def plans_in_force() -> plans.Plans:
    """Plans of the playbook in force, by event."""
    return playbooks().made_of("plans", ("plan",), plans.plans_of)


def held(event: Event) -> str:
    """Why an event must wait in quarantine; "" where it need not."""
    return plans.held(plans_in_force(), event)
