"""The routes that simulate a journey: what it would have done in the last days."""

from typing import Any

import msgspec
from aws_lambda_powertools.event_handler import Request

from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.api.simulation_answers import SimulateBody, SimulationAnswer
from segue.errors import Invalid
from segue.journeys.compiling import compile_journey
from segue.lambdas import now
from segue.simulating.jobs import Asked, Simulation
from segue.simulating.results import result
from segue.wiring.simulations import begin, simulations


def simulate_journey(body: SimulateBody, request: Request) -> SimulationAnswer:
    """Plays the last days of the ledger through a journey; nothing is sent, and nobody enters it."""
    if not body.id and not body.text:
        raise Invalid("no-journey", "say the `id` of a journey, or the `text` of its file")
    event, moment = event_of(request), now()
    asked = Asked(body.id, body.text, body.days, body.share, caller_of(event).name)
    return _answer(begin(occasion(event, moment), asked, moment))


def read_simulation(job: str) -> SimulationAnswer:
    """How far a simulation is, and what it comes to."""
    return _answer(simulations().find(job))


def _answer(one: Simulation) -> SimulationAnswer:
    names = ("id", "journey", "state", "percent", "people", "days", "share", "since", "created", "by")
    said: dict[str, Any] = {name: getattr(one, name) for name in names}
    told = result(one, compile_journey(one.journey, msgspec.json.decode(one.spec))) if one.ended else None
    more = {"until": one.created, "finished": one.finished or None, "result": told}
    return SimulationAnswer.model_validate(said | more)
