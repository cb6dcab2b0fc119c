"""The routes that read journeys: which there are, how many went in, where everybody stands."""

from typing import Any

from segue.api.answers import Page
from segue.api.flow_answers import FlowAnswer, JourneyAnswer, StepAnswer
from segue.errors import NotFound
from segue.journeys.drawing import stations
from segue.journeys.flows import Journey
from segue.journeys.steering import ALL, Order, strictest
from segue.lambdas import now
from segue.times import MINUTE
from segue.wiring.flows import journeys
from segue.wiring.steering import counted, orders
from segue.wiring.tables import playbooks

STATES = ("running", "done", "exited", "left")


def list_journeys() -> Page[JourneyAnswer]:
    """The journeys in force, each with how many entered, go on and ended."""
    known = journeys()
    said = orders().of(known)
    return Page(items=[JourneyAnswer.model_validate(_told(one, said)) for _, one in sorted(known.items())])


def read_journey(journey: str) -> FlowAnswer:
    """One journey: its steps with how many stand at each, and its text."""
    found = in_force(journey)
    said = orders().of([journey])
    moment = now()
    steps = [
        StepAnswer(id=one.id, kind=one.kind, next=[*one.next], running=counted(journey, f"running#{one.id}#", moment))
        for one in stations(found)
    ]
    told = _told(found, said)
    last = max((one for one in said.values()), key=lambda one: one.time, default=Order(journey))
    more = {
        "steps": steps,
        "elsewhere": max(0, told["running"] - sum(one.running for one in steps)),
        "changed": found.changed,
        "exits": [one.name for one in found.exits],
        "definition": playbooks().definitions("journey").get(journey, {}),
        "by": last.by,
        "since": last.time or None,
    }
    return FlowAnswer.model_validate(told | more)


def in_force(journey: str) -> Journey:
    """A journey of the playbook in force. Raises NotFound("unknown-journey")."""
    found = journeys().get(journey)
    if found is None:
        raise NotFound("unknown-journey", f"the playbook has no journey {journey!r}")
    return found


def _told(journey: Journey, said: dict[str, Order]) -> dict[str, Any]:
    """A journey with its counts."""
    moment = now()
    counts = {state: counted(journey.id, f"{state}#", moment) for state in STATES}
    about = tuple(order for key, order in said.items() if key in (journey.id, ALL))
    return {
        "id": journey.id,
        "name": journey.name,
        "description": journey.description,
        "entry": journey.entry.kind,
        "each": journey.each,
        "state": strictest(about),
        "entered": sum(counts.values()),
        **counts,
        "counted_at": moment // MINUTE * MINUTE,
    }
