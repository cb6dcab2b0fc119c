"""`run_journeys`."""

from segue.aws.journeys import Instances
from segue.aws.settings import settings
from segue.journeys.compiling import compile_journey
from segue.journeys.doors import Doors
from segue.journeys.running import Running
from segue.journeys.waking import Waking
from segue.wiring.evaluation import evaluating, segments, timers
from segue.wiring.links import links
from segue.wiring.people import profiles
from segue.wiring.tables import messages, playbooks


def running() -> Running:
    """Journeys as the playbook in force has them."""
    return Running(
        profiles=profiles(),
        instances=Instances(settings().journeys),
        doors=Doors(outbox=messages(), alarms=timers(), address=links().key),
        journeys=playbooks().compiled("journey", compile_journey),
        segments=segments(),
    )


def waking() -> Waking:
    """What looks at somebody for a reason."""
    return Waking(timers(), evaluating(), running)
