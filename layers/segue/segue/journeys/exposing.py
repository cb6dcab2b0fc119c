"""Exposing: that somebody takes part in an experiment, written down once, and who is held out of a whole journey."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from segue.experiments.telling import HOLDOUT, viewed
from segue.experiments.units import held
from segue.journeys.attribution import ids, in_variant, unit, written_under
from segue.journeys.doors import Doors
from segue.journeys.flows import Journey, Seen, Taken
from segue.journeys.instances import NO_ADDRESS, Instance
from segue.profile.profiles import Profile

TREATED = "journey"  # the variant of who is not held out of a journey
OUT = "held out"  # why such a run has ended


@dataclass(frozen=True)
class Expose:
    """Tell the ledger of the variant of an experiment of this journey, where it does not know. The event's id follows
    from person and experiment, and its time from what woke the run, so that a second try is the same event."""

    experiment: str
    variant: str

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Writes the event under one of the person's identities."""
        experiment = f"journey:{instance.journey}:{self.experiment}"
        if in_variant(seen.profile, experiment) == self.variant:
            return
        moments = min(seen.moment or seen.now, seen.now), seen.now
        event = viewed(experiment, self.variant, unit(seen.profile), moments)
        doors.ledger.append_under([written_under(seen.profile, instance.person)], event)


def with_arm(journey: Journey, run: Instance, profile: Profile) -> Instance:
    """A run that begins, which remembers whether it is held out; as it was where nobody is."""
    if not journey.holdout:
        return run
    out = held(ids(profile, past=False), journey.holdout, f"journey:{journey.id}|{HOLDOUT}")
    return replace(run, variants={**run.variants, HOLDOUT: HOLDOUT if out else TREATED})


def held_or_taken(run: Instance, taken: Sequence[Taken]) -> Sequence[Taken]:
    """What becomes of a run that begins: what would, and the ledger is told; or its end where it is held out. Both are
    told where the journey could begin, so that those who are compared differ in nothing else."""
    arm = run.variants.get(HOLDOUT)
    if arm is None:
        return taken
    told = Expose(HOLDOUT, arm)
    return [(run.ended("left", OUT), told)] if arm == HOLDOUT else [(run, told), *taken]


def unborn(taken: Sequence[Taken]) -> bool:
    """Whether a run could not even take its first step, for lack of an address: it is not used up."""
    return bool(taken) and taken[0][0].why == NO_ADDRESS
