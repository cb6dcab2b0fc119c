"""Ears: all that a run may hear, by any text that was ever in force, so that a signal that no run hears costs no read.

They are gathered when a version of the playbook is put in force: its own, and those of the version before it, since
runs may go on with the text that they began with. What begins a run is no ear: the texts in force say that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.journeys.patterns import matches

Pattern = Mapping[str, Any]  # EventBridge's
Kept = Mapping[str, Mapping[str, Any]]
HEARD, PATTERNS = "heard", "patterns"
UNASKED = ("call", "until", "when", "where")  # parts of a text in which no step stands


@dataclass(frozen=True)
class Ears:
    """Patterns of signals that move a run on or end it."""

    patterns: Sequence[Pattern]

    def hear(self, signal: Mapping[str, Any]) -> bool:
        """Whether any run may hear this signal."""
        return any(matches(one, signal) for one in self.patterns)


EVERYTHING = Ears(({},))


def ears_of(kept: Kept) -> Ears:
    """The ears that `gathered` has kept; of a version that was put in force before there were any: everything."""
    return Ears(tuple(kept[HEARD][PATTERNS])) if HEARD in kept else EVERYTHING


def gathered(before: Kept, journeys: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What is kept of the texts of these journeys beside what was kept before, each pattern once."""
    found = list(before[HEARD][PATTERNS]) if HEARD in before else []
    for pattern in (one for spec in journeys for one in heard_by(spec)):
        found += [] if pattern in found else [pattern]
    return {HEARD: {PATTERNS: found}}


def heard_by(spec: Mapping[str, Any]) -> Iterator[Pattern]:
    """What runs by this text hear: exits, what holds wait for, and what began the run where that begins a hold anew."""
    yield from (one["signal"] for one in spec.get("exits", ()) if "signal" in one)
    for hold in _holds(spec.get("steps")):
        yield _awaited(hold["until"])
        yield from _begun(spec["entry"]) if hold.get("reset") else ()


def entering(segment: str) -> Pattern:
    """Somebody enters the segment."""
    return {"source": ["segue"], "detail-type": ["SegmentEntered"], "detail": {"segment": [segment]}}


def _awaited(until: Mapping[str, Any]) -> Pattern:
    return until["signal"] if "signal" in until else entering(until["segment"])


def _begun(entry: Any) -> Iterator[Pattern]:
    match entry:
        case {"segment": str(segment)}:
            yield entering(segment)
        case {"schedule": _} | {"api": _}:
            return
        case {**pattern}:
            yield pattern


def _holds(given: Any) -> Iterator[Mapping[str, Any]]:
    """The holds of a list of steps, and of those within them."""
    for one in given if isinstance(given, list) else ():
        yield from _holds(one)
    for name, one in given.items() if isinstance(given, Mapping) else ():
        if name == "hold" and isinstance(one, Mapping):
            yield one
        if name not in UNASKED:
            yield from _holds(one)
