"""What came in beside the tracking plan: events that nobody planned, properties too, and what was wrong. Pure.

Nothing is noted before there is a plan. What is noted is about right: a batch of the Ledger that comes again is noted
again. Of events that wait in quarantine nothing is noted: they are counted as `off-plan` by source.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from segue.events import Event
from segue.intake.plans import ALLOW, Plan, Plans, called
from segue.times import Millis

SEEN, VIOLATION, UNPLANNED = "seen", "violation", "unplanned"


class Note(NamedTuple):
    """`what` is seen, violation or unplanned; `detail` a reason or the name of a property."""

    event: str
    what: str
    detail: str = ""


class Noted(NamedTuple):
    """How often something was noted, and when last."""

    note: Note
    times: int
    last: Millis


@dataclass(frozen=True)
class Tracked:
    """An event by name: its plan, how often it was seen, reasons and unplanned properties with counts."""

    event: str
    plan: Plan | None = None
    seen: int = 0
    last: Millis = 0
    violations: Mapping[str, int] = field(default_factory=dict)
    unplanned: Mapping[str, int] = field(default_factory=dict)


def notes(plans: Plans, events: Iterable[Event]) -> Counter[Note]:
    """What is to be noted of events; nothing where there is no plan at all."""
    return Counter(note for event in events for note in _notes(plans, event)) if plans else Counter()


def tracked(plans: Plans, noted: Iterable[Noted]) -> list[Tracked]:
    """Every event that was planned or seen, by name."""
    found: dict[str, list[Noted]] = {name: [] for name in plans}
    for one in noted:
        found.setdefault(one.note.event, []).append(one)
    return [_tracked(name, plans.get(name), listed) for name, listed in sorted(found.items())]


def _notes(plans: Plans, event: Event) -> Iterator[Note]:
    name = called(event)
    yield Note(name, SEEN)
    plan = plans.get(name)
    if plan:
        wrong = plan.violations(event) if plan.mode_of(event.source) != ALLOW else []
        yield from (Note(name, VIOLATION, reason) for reason in wrong)
        yield from (Note(name, UNPLANNED, unplanned) for unplanned in plan.unplanned(event))


def _tracked(name: str, plan: Plan | None, noted: list[Noted]) -> Tracked:
    seen = sum(one.times for one in noted if one.note.what == SEEN)
    last = max((one.last for one in noted), default=0)
    return Tracked(name, plan, seen, last, _details(noted, VIOLATION), _details(noted, UNPLANNED))


def _details(noted: list[Noted], what: str) -> dict[str, int]:
    return {one.note.detail: one.times for one in sorted(noted) if one.note.what == what}
