"""Model cards: what a model was made of, how good it was on days that it had not seen, and what changed since. One for
all models; plain values that go through JSON."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any, NamedTuple

from segue.judging.scores import calibration, calibration_error, lift
from segue.times import Millis

# A prediction falls between two of these: a card says how many do, so that two cards can be compared.
EDGES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 2, 5, 10, 20, 50, 100, 1e3, 1e4, 1e5, 1e6)
HALF = 0.5  # added to each count: an empty bin is no proof that nobody can fall into it
Lacks = Mapping[str, tuple[int, int]]  # by name: (how many there are, how many it takes)


class Data(NamedTuple):
    """Of how many people and purchases, from when until when a model was made; `held`: days that it was judged on."""

    people: int
    purchases: int
    since: Millis
    until: Millis
    held: int


@dataclass(frozen=True)
class Card:
    """`data`: counts of what it was made of; `metrics` by name, None where there was too little to tell; `calibration`:
    rows {"predicted", "observed", "count"}; `lift`: of tenths, the highest first; `spread`: how many predictions fall
    between `EDGES`; `lacks`: what there is too little of for it to say anything; `drift` from the card before."""

    model: str
    made: Millis
    data: Mapping[str, int]
    metrics: Mapping[str, float | None]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    calibration: Sequence[Mapping[str, float]] = ()
    lift: Sequence[float] = ()
    spread: Sequence[int] = ()
    lacks: Lacks = field(default_factory=dict)
    run: str = ""
    drift: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """What was predicted of each person, what came, and what that says."""

    predicted: Sequence[float] = ()
    came: Sequence[float] = ()
    metrics: Mapping[str, float | None] = field(default_factory=dict)


def card_of(model: str, made: Millis, data: Data, found: tuple[Judged, Mapping[str, Any]]) -> Card:
    """Of what a model was judged by, and its parameters."""
    judged, parameters = found
    bins = calibration(judged.predicted, judged.came)
    metrics = {**judged.metrics, "calibration_error": calibration_error(bins)}
    spread = spread_of(judged.predicted)
    return Card(model, made, data._asdict(), metrics, parameters, bins, lift(bins), spread)


def drift(before: Card | None, now: Card) -> dict[str, Any]:
    """{"metrics" and "data": {name: by how much it changed}, "stability": index, "since": when the card before was
    made}; {} where there is none.

    The population stability index of the predictions: below 0.1 little has changed, above 0.25 much has; None where
    either card has no predictions.
    """
    if before is None:
        return {}
    changed = {part: _changed(getattr(before, part), getattr(now, part)) for part in ("metrics", "data")}
    return {**changed, "stability": stability(before.spread, now.spread), "since": before.made}


def _changed(before: Mapping[str, float | None], now: Mapping[str, float | None]) -> dict[str, float]:
    pairs = ((name, before[name], now[name]) for name in sorted(before.keys() & now.keys()))
    return {name: round(two - one, 4) for name, one, two in pairs if one is not None and two is not None}


def stability(before: Sequence[int], now: Sequence[int]) -> float | None:
    """The population stability index of two rows of counts."""
    if not sum(before) or not sum(now) or len(before) != len(now):
        return None
    shares = zip(*([(one + HALF) / (sum(row) + HALF * len(row)) for one in row] for row in (before, now)), strict=True)
    return round(sum((two - one) * log(two / one) for one, two in shares), 4)


def spread_of(predicted: Sequence[float]) -> list[int]:
    """How many fall between each two `EDGES`."""
    counts = [0] * (len(EDGES) + 1)
    for one in predicted:
        counts[bisect_right(EDGES, one)] += 1
    return counts


def to_plain(card: Card) -> dict[str, Any]:
    """Ready for JSON."""
    listed = {name: [*getattr(card, name)] for name in ("calibration", "lift", "spread")}
    said = {name: dict(getattr(card, name)) for name in ("data", "metrics", "parameters", "drift")}
    lacks = {name: [*counts] for name, counts in card.lacks.items()}
    return {"model": card.model, "run": card.run, "made": card.made, "lacks": lacks, **said, **listed}


def of_plain(said: Mapping[str, Any]) -> Card:
    """The card that `to_plain` wrote."""
    return Card(**{**said, "lacks": lacks_of(said["lacks"])})


def lacks_of(said: Mapping[str, Sequence[int]]) -> Lacks:
    """Pairs again, that went through JSON as lists."""
    return {name: (has, wants) for name, (has, wants) in said.items()}
