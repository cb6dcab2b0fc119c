"""Working on a simulation: some people at a time, until everybody that is asked for has been looked at.

A page's counts are saved together with the place behind it, against the version that was read: whatever happens twice,
each page counts once. A run that is out of time sends itself on; where it died before that, the queue brings its
message back.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple, Protocol

from segue.contact_points import ContactPoint
from segue.errors import Conflict, NotFound
from segue.journeys.instances import share_of
from segue.keys import IdentityKey
from segue.profile.profiles import Profile
from segue.simulating.crowds import may_enter, played
from segue.simulating.gates import suppressed
from segue.simulating.jobs import PARTS, Simulation
from segue.simulating.scenes import Scene
from segue.simulating.stories import Known, Said, Story
from segue.simulating.sums import Sums, add, empty, sum_of
from segue.times import MINUTE, SECOND, Millis

LASTS: Millis = 40 * SECOND  # a run; the function may take more for the page that it is at
LEASE: Millis = 3 * MINUTE  # how long a run is taken for alive after it has saved its place


class Simulations(Protocol):
    """Keeps simulations."""

    def find(self, simulation: str, /) -> Simulation:
        """Raises NotFound."""
        ...

    def save(self, simulation: Simulation, /) -> Simulation:
        """As it stands now. Raises Conflict when somebody else has saved it."""
        ...

    def send(self, simulation: Simulation, /) -> None:
        """Wakes its step."""
        ...


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

    simulations: Simulations
    crowd: Crowd
    scenes: Callable[[Simulation], Scenes]
    clock: Callable[[], Millis]

    def work(self, simulation: str, step: int) -> None:
        """One message of the queue; one about a simulation that is no more says nothing. Raises Unavailable: it comes
        again."""
        with suppress(NotFound, Conflict):
            self._step(self.simulations.find(simulation), step)

    def _step(self, known: Simulation, step: int) -> None:
        """Of a step that is behind, the message goes, unless nobody took the next one up."""
        if known.ended or (step < known.step and known.alive > self.clock()):
            return
        if step < known.step:
            self.simulations.send(known)
        else:
            self._run(known)

    def _run(self, known: Simulation) -> None:
        until, one = self.clock() + LASTS, self._saved(replace(known, state="running"))
        scenes = self.scenes(one)
        while one.part < PARTS:
            one = self._saved(self._page(one, scenes))
            if self.clock() >= until:
                break
        if one.part == PARTS:
            self.simulations.save(replace(one, state="done", finished=self.clock()))
        else:
            self.simulations.send(self._saved(replace(one, step=one.step + 1)))

    def _saved(self, one: Simulation) -> Simulation:
        return self.simulations.save(replace(one, alive=self.clock() + LEASE))

    def _page(self, one: Simulation, scenes: Scenes) -> Simulation:
        """Whoever belongs to the share is counted; whoever something can have moved is played."""
        people, further = self.crowd.read(one.part, one.after)
        here = [each for each in people if share_of(each.id, 100) < one.share]
        moved = [each for each in here if may_enter(scenes.own, each)]
        stories = self._decided(played(scenes.own, scenes.others, self.crowd.known(moved)))
        found = [sum_of(story, one.journey, others) for story, others in stories]
        sums: Sums = reduce(add, found, empty()) | {"people": len(here)}
        return one.past(len(people), sums, further)

    def _decided(self, stories: Sequence[tuple[Story, Sequence[Said]]]) -> Sequence[tuple[Story, Sequence[Said]]]:
        """The same, without messages to addresses that take nothing any more."""
        said = [one for story, others in stories for one in (*story.said.values(), *others) if not one.reason]
        points = self.crowd.points(sorted({one.message.contact_point for one in said}))
        for story, _ in stories:
            story.said = {key: suppressed(one, points) for key, one in story.said.items()}
        return [(story, [suppressed(one, points) for one in others]) for story, others in stories]
