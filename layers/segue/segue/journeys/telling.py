"""What the bus is told of runs: that one has begun, and how one has ended."""

from segue.journeys.exposing import OUT
from segue.journeys.instances import Instance
from segue.profile.signals import Signal
from segue.times import Millis


def told(before: Instance | None, after: Instance, moment: Millis) -> list[Signal]:
    """`JourneyEntered` and `JourneyExited` between two states of a run; ids are the run's own. Of who is held out
    nobody is told: what follows upon a journey is a part of it."""
    if after.why == OUT:
        return []
    begun = before is None or before.run != after.run
    detail = {"journey": after.journey, "key": after.key, "run": after.run}
    entered = Signal("JourneyEntered", after.person, moment, after.token("entered"), detail, after.trace)
    signals = [entered] if begun else []
    if not after.running and (begun or (before and before.running)):
        end = {**detail, "state": after.state, "why": after.why, "step": after.step}
        signals.append(Signal("JourneyExited", after.person, moment, after.token("exited"), end, after.trace))
    return signals
