"""Working on a simulation: some people at a time, until everybody that is asked for has been looked at.

A page's counts are saved together with the place behind it: whatever happens twice, each page counts once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple, Protocol

from segue.contact_points import ContactPoint
from segue.jobs import Jobs
from segue.keys import IdentityKey, share_of
from segue.profile.profiles import Profile
from segue.simulating.crowds import may_enter, played
from segue.simulating.gates import suppressed
from segue.simulating.jobs import Simulation
from segue.simulating.scenes import Scene
from segue.simulating.stories import Known, Said, Story
from segue.simulating.sums import Sums, add, empty, sum_of
from segue.times import MINUTE, Millis
from segue.touring import Touring

LEASE: Millis = 3 * MINUTE  # how long a run is taken for alive after it has saved its place


class Crowd(Protocol):
    """Everybody, a page at a time, and what is in the ledger of whom."""

    def read(self, part: int, after: str, /) -> tuple[list[Profile], str | None]:
        """People, as they stand now, and the key behind which the part goes on; None at its end."""
        ...

    def known(self, people: Sequence[Profile], /) -> list[Known]:
        """The same people with all their events."""
        ...

    def points(self, keys: Sequence[IdentityKey], /) -> dict[IdentityKey, ContactPoint]:
        """What is known of addresses today."""
        ...


class Scenes(NamedTuple):
    """The journey that is simulated, and all others of the playbook."""

    own: Scene
    others: Scene


@dataclass(frozen=True)
class Working:
    """The collaborators of `simulate`."""

    simulations: Jobs[Simulation]
    crowd: Crowd
    scenes: Callable[[Simulation], Scenes]
    clock: Callable[[], Millis]

    def work(self, simulation: str, step: int) -> None:
        """One message of the queue. Raises Unavailable: it comes again."""
        self._touring.work(simulation, step, self._run)

    @property
    def _touring(self) -> Touring[Simulation]:
        return Touring(self.simulations, self.clock, LEASE)

    def _run(self, known: Simulation) -> None:
        scenes = self.scenes(known)
        one = self._touring.run(known, lambda each: self._page(each, scenes))
        if one.through:
            self._touring.end(one)

    def _page(self, one: Simulation, scenes: Scenes) -> Simulation:
        """Whoever belongs to the share is counted; whoever something can have moved is played."""
        people, further = self.crowd.read(one.part, one.after)
        here = [each for each in people if share_of(each.id, 100) < one.share]
        moved = [each for each in here if may_enter(scenes.own, each)]
        stories = self._decided(played(scenes.own, scenes.others, self.crowd.known(moved)))
        found = [sum_of(story, one.journey, others, scenes.own.policy) for story, others in stories]
        sums: Sums = reduce(add, found, empty()) | {"people": len(here)}
        return replace(one.past(len(people), further), sums=add(one.sums, sums))

    def _decided(self, stories: Sequence[tuple[Story, Sequence[Said]]]) -> Sequence[tuple[Story, Sequence[Said]]]:
        """The same, without messages to addresses that take nothing any more."""
        said = [one for story, others in stories for one in (*story.said.values(), *others) if not one.reason]
        points = self.crowd.points(sorted({one.message.contact_point for one in said}))
        for story, _ in stories:
            story.said = {key: suppressed(one, points) for key, one in story.said.items()}
        return [(story, [suppressed(one, points) for one in others]) for story, others in stories]
