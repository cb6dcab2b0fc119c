"""Simulations: begun by staff, carried out by `simulate`."""

from functools import cache
from typing import Any

import msgspec

from segue.aws.jobs import StoredJobs
from segue.aws.settings import settings
from segue.errors import Invalid, NotFound, TooLarge
from segue.languages.texts import _
from segue.simulating.jobs import MOST_TEXT, SIMULATIONS, UNNAMED, Asked, Simulation, begun
from segue.times import Millis
from segue.wiring.tables import playbooks


@cache
def simulations() -> StoredJobs[Simulation]:
    """Simulations in the Requests table."""
    return StoredJobs(settings().requests, settings().simulate_queue, SIMULATIONS)


def begin(occasion: str, asked: Asked, now: Millis) -> Simulation:
    """A journey of the playbook in force, or a file's text in its stead, over the last days; begun once for one
    occasion. Raises NotFound, Invalid, TooLarge, BadPlaybook with line and column, Unavailable."""
    version = playbooks().in_force()
    journey = asked.journey or UNNAMED
    spec = _read(journey, asked.text, version.place) if asked.text else playbooks().at(version.place, "journey")
    if journey not in spec:
        raise NotFound("unknown-journey", f"the playbook has no journey {journey!r}")
    made = msgspec.json.encode(spec[journey]).decode()
    known = simulations().noted(begun(occasion, asked, (journey, made, version.place), now))
    if not known.ended:
        simulations().send(known)
    return known


def _read(journey: str, text: str, place: str) -> dict[str, Any]:
    """The journeys of the playbook with this one's text in it."""
    from segue.playbook import compile_playbook  # heavy: only who brings a text waits for it

    if len(text) > MOST_TEXT:
        raise TooLarge("too-large", _("a journey's file has at most {most} characters").format(most=MOST_TEXT))
    path = f"journeys/{journey}.yaml"
    if "/" in journey:
        raise Invalid("bad-journey", _("the id of a journey is a short text in small letters"))
    return compile_playbook({**playbooks().texts(place), path: text})["journey"]
