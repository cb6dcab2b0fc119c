"""Runs: how far one sending of a broadcast has come. Every change answers a new run; `segue.aws.broadcasts` keeps it.

A run looks who lives where (`surveying`, by people's own clocks alone), sends wave by wave, each at one moment to those
whose clocks show the time (`sending`), and where variants are tried counts the answers in between (`deciding`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from segue.broadcasts.definitions import Broadcast
from segue.occasions import due, wall, zone_of
from segue.times import MINUTE, Millis
from segue.tracing import trace_of

# How long who works on a run is taken for alive after it was saved: longer than the function.
LEASE: Millis = 2 * MINUTE
Stage = Literal["surveying", "sending", "deciding", "done", "failed"]
Part = Literal["all", "trial", "rest"]
Turn = tuple[Literal["work", "again", "drop"], int, Millis]  # again: the step, and when


@dataclass(frozen=True)
class Run:
    """One run. `wave`: the moment of the wave that is under way, `past`: that of the one before it; `place` within the
    segment, or among the messages of a trial. `zones` counts people; `reached` are written to, `skipped` are not, by
    reason. `decided`: when the trial ended. Nobody goes on before `ready`; whoever does is `alive` until then. `step`
    counts turns of the function; `version` 0: not written yet."""

    broadcast: str
    number: int
    at: str
    begun: Millis
    expected: int = 0
    stage: Stage = "sending"
    part: Part = "all"
    place: str = ""
    past: Millis = 0
    wave: Millis = 0
    zones: Mapping[str, int] = field(default_factory=dict)
    reached: Mapping[str, int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)
    tally: Mapping[str, Sequence[int]] = field(default_factory=dict)
    winner: str = ""
    decided: Millis = 0
    problem: str = ""
    ready: Millis = 0
    alive: Millis = 0
    step: int = 0
    version: int = 0

    @property
    def trace(self) -> str:
        """That of all its messages (`segue.tracing`)."""
        return trace_of(f"{self.broadcast}#{self.number}")

    @property
    def ended(self) -> bool:
        """Nothing more will happen."""
        return self.stage in ("done", "failed")

    @property
    def seen(self) -> int:
        """People who were written to or left out."""
        return sum(self.reached.values()) + sum(self.skipped.values())

    def turn(self, step: int, now: Millis) -> Turn:
        """What a message of the queue about this step is worth. Of the step before, whoever took it may have died
        before it sent the run on; what is older was followed by a message that saw to it."""
        if self.ended or step < self.step - 1:
            return "drop", 0, 0
        if step < self.step:
            return "again", self.step, max(self.ready, now)
        later = max(self.ready, self.alive)
        return ("again", self.step, later) if later > now else ("work", self.step, now)

    def waves(self, broadcast: Broadcast) -> list[Millis]:
        """The moments of this part's waves, one for each that clocks of the known zones show the time at."""
        return sorted({self.due(broadcast, one) for one in self.zones} or {self.due(broadcast, broadcast.zone)})

    def due(self, broadcast: Broadcast, zone: str) -> Millis:
        """When somebody in this zone is written to in this part."""
        if not broadcast.local or not (known := zone_of(zone)):
            return self.decided or broadcast.begins(self.at)
        return due(wall(self.at), known, max(self.decided, broadcast.created))

    def in_wave(self, broadcast: Broadcast, zone: str) -> bool:
        """Whether somebody in this zone is written to in the wave that is under way."""
        return not broadcast.local or self.past < self.due(broadcast, zone) <= self.wave

    def surveyed(self, zones: Iterable[str], place: str | None) -> "Run":
        """With a page of people who live there; at the end of the segment the first wave waits for its moment."""
        counted = _more(self.zones, zones)
        return replace(self, zones=counted, place=place or "", stage="surveying" if place is not None else "sending")

    def settled(self, broadcast: Broadcast, now: Millis) -> "Run":
        """With its wave, where none is under way; after the last one a trial waits for its answers."""
        if self.stage != "sending" or self.wave > self.past:
            return self
        following = next((one for one in self.waves(broadcast) if one > self.past), 0)
        if following:
            return replace(self, wave=following, ready=max(self.ready, following))
        if self.part == "trial" and broadcast.trial:
            return replace(self, stage="deciding", ready=now + broadcast.trial.after)
        return replace(self, stage="done")

    def sent(self, page: "Paged", pace: int, now: Millis) -> "Run":
        """With a page of the wave behind it; the next one comes when the pace allows."""
        ready = max(self.ready, now) + (len(page.reached) * MINUTE // pace if pace else 0)
        moved = replace(
            self,
            reached=_more(self.reached, page.reached),
            skipped=_more(self.skipped, page.skipped),
            zones={**dict.fromkeys(page.zones, 0), **self.zones} if self.zones else self.zones,
            ready=ready if pace else self.ready,
            place=page.place or "",
        )
        return moved if page.place is not None else replace(moved, past=self.wave)

    def answered(self, tally: Mapping[str, Sequence[int]], place: str | None) -> "Run":
        """With a page of the trial's messages counted."""
        return replace(self, tally=tally, place=place or "")

    def resting(self, template: str, now: Millis) -> "Run":
        """With the winner, which the rest gets from now on."""
        return replace(
            self, stage="sending", part="rest", winner=template, decided=now, past=0, wave=0, place="", ready=now
        )

    def failed(self, problem: str) -> "Run":
        """Ended for good."""
        return replace(self, stage="failed", problem=problem)


@dataclass(frozen=True)
class Paged:
    """What became of a page of people: the templates of those that are written to, the reasons of those that are not,
    and their zones; `place` is where the next page begins, None at the end."""

    reached: Sequence[str]
    skipped: Sequence[str]
    zones: Sequence[str]
    place: str | None


def begun(broadcast: Broadcast, number: int, at: str, now: Millis) -> Run:
    """The run at its beginning."""
    stage: Stage = "surveying" if broadcast.local else "sending"
    return Run(broadcast.id, number, at, now, stage=stage, part="trial" if broadcast.trial else "all")


def _more(counts: Mapping[str, int], found: Iterable[str]) -> dict[str, int]:
    counted = dict(counts)
    for one in found:
        counted[one] = counted.get(one, 0) + 1
    return counted
