"""`simulate`."""

from functools import cache

import msgspec

from segue.aws.everybody import Everybody
from segue.aws.histories import Histories
from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.journeys.compiling import compile_journey, compile_journeys
from segue.lambdas import now
from segue.messaging.policies import policy_of
from segue.segments.compiler import Compiler
from segue.segments.compiling import compile_segments
from segue.simulating.jobs import Simulation
from segue.simulating.scenes import Scene
from segue.simulating.working import Scenes, Working
from segue.wiring.links import links
from segue.wiring.people import profiles
from segue.wiring.simulations import simulations
from segue.wiring.tables import contact_points, playbooks


@cache
def working() -> Working:
    """Everybody, played."""
    crowd = Histories(Everybody(profiles()), Ledger(settings().ledger), contact_points())
    return Working(simulations(), crowd, scenes, now)


def scenes(one: Simulation) -> Scenes:
    """The journey that is simulated, beside the others of the playbook that was in force when it was asked for."""
    journeys, specs, policies = (playbooks().at(one.place, kind) for kind in ("journey", "segment", "policy"))
    segments = compile_segments(specs, policies)
    own = compile_journey(one.journey, msgspec.json.decode(one.spec), Compiler(specs, policies))
    rest = compile_journeys({key: spec for key, spec in journeys.items() if key != one.journey}, specs, policies)
    time = one.since, one.created
    found = (Scene(each, segments, *time, links().key, policy_of(policies)) for each in ({own.id: own}, rest))
    return Scenes(*found)
