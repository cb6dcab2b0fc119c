"""Ranking: what is sure to be lost more than is usual, by the revenue that it costs at least.

    lost revenue = excess loss x cases x chance x mean order

`excess loss` is the difference of the shares lost; `chance` the share of the others, who were not lost, that ordered;
the mean order is that of the period. The lower end of the excess makes the rank, so that luck does not come first.
What has no price stands behind what has one; last, channels that answer late, by how long all waited there more than
elsewhere together.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from segue.friction.candidates import Candidate, Rows, candidates
from segue.friction.sentences import sentence
from segue.keys import digest
from segue.measures.results import Result
from segue.times import DAY, Millis

MONTH = 30 * DAY
MOST_SAMPLES = 10
LOST = "lost:"  # before the id of a finding, where people behind a part are asked for
LEAST_EXCESS = 0.01  # of what was lost: less is nothing to act on
LEAST_WAIT = 60.0  # seconds more than elsewhere: the same of answers


class Sample(msgspec.Struct, frozen=True):
    """Somebody who was lost there, by pseudonym, and when (UTC)."""

    person: int
    time: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One finding. `id` is the same as long as kind, place, page and device are. Shares from 0 to 1; money in minor
    units of the period's currency, None where it cannot be told (`policy`, `answers`, no orders); `revenue_low` by
    the lower end of the excess, `month` what `revenue` is in 30 days. `also`: other kinds found at the same place.
    Of `answers` those are lost who waited longer than is usual elsewhere; `wait` and `usual_wait` are mean seconds."""

    id: str
    kind: str
    place: str
    page: str
    device: str
    people: int
    cases: int
    lost: int
    usual_cases: int
    usual_lost: int
    share: float
    usual: float
    excess: float
    low: float
    high: float
    chance: float | None = None
    order_value: float | None = None
    revenue: float | None = None
    revenue_low: float | None = None
    revenue_high: float | None = None
    month: float | None = None
    wait: float | None = None
    usual_wait: float | None = None
    sentence: str = ""
    also: Sequence[str] = ()
    samples: Sequence[Sample] = ()


def ranked(rows: Rows, since: Millis, until: Millis, currency: str) -> list[Found]:
    """What is found in the rows of `frictions`, that which costs most at least first; what has no price behind it."""
    sure = [one for one in candidates(rows) if one.certain and _matters(one)]
    found = sorted((_found(one, since, until) for one in sure), key=_rank)
    return [msgspec.structs.replace(one, sentence=sentence(one, currency)) for one in _joined(found)]


def _matters(of: Candidate) -> bool:
    waits = of.row["kind"] != "answers" or of.row["wait"] - of.row["usual_wait"] >= LEAST_WAIT
    return waits and of.excess.value >= LEAST_EXCESS


def part_of(of: Found) -> str:
    """What somebody asks for who wants to know who was lost there."""
    return f"{LOST}{of.id}"


def behind_part(result: Result | None, part: str) -> Found | None:
    """The finding of a result that is asked for so; None where it has none."""
    rows = (result.rows, result.since, result.until, result.currency) if result else ((), 0, 1, "")
    return next((one for one in ranked(*rows) if part_of(one) == part), None)


def _found(of: Candidate, since: Millis, until: Millis) -> Found:
    row, excess = of.row, of.excess
    return Found(
        id=digest(b"friction", "|".join(str(row[name]) for name in ("kind", "place", "page", "device"))),
        **{name: str(row[name] or "") for name in ("kind", "place", "page", "device")},
        people=int(row["people"]),
        cases=of.own.cases,
        lost=of.own.lost,
        usual_cases=of.usual.cases,
        usual_lost=of.usual.lost,
        share=of.own.value,
        usual=of.usual.value,
        excess=excess.value,
        low=excess.low,
        high=excess.high,
        chance=row["chance_rate"],
        order_value=row["order_value"],
        **_price(of, until - since),
        wait=row.get("wait"),
        usual_wait=row.get("usual_wait"),
        samples=_samples(row),
    )


def _price(of: Candidate, span: Millis) -> dict[str, Any]:
    """What it costs, at least and at most, and in 30 days; {} where nobody can tell."""
    if (worth := _worth(of)) is None:
        return {}
    value = worth * of.excess.value
    ends = {"revenue_low": worth * of.excess.low, "revenue_high": worth * of.excess.high}
    return {"revenue": value, **ends, "month": value * MONTH / span}


def _worth(of: Candidate) -> float | None:
    """What would have been ordered, had all of these been lost for this alone."""
    chance, value = of.row["chance_rate"], of.row["order_value"]
    return None if chance is None or value is None else of.own.cases * float(chance) * float(value)


def _samples(row: Mapping[str, Any]) -> tuple[Sample, ...]:
    pairs = zip(row.get("seen") or (), row.get("seen_at") or (), strict=False)
    return tuple(Sample(int(person), str(time)[:19].replace("T", " ")) for person, time in pairs)[:MOST_SAMPLES]


def _rank(one: Found) -> tuple[int, float, str]:
    if one.revenue_low is not None:
        return 0, -one.revenue_low, one.id
    if one.wait is None or one.usual_wait is None:
        return 1, -one.low * one.cases, one.id
    return 2, -(one.wait - one.usual_wait) * one.cases, one.id


def _joined(found: Sequence[Found]) -> list[Found]:
    """A place that several kinds point to stands once, by the one that costs most."""
    kept: dict[tuple[str, ...], Found] = {}
    for one in found:
        place = (one.place or one.kind, one.page, one.device)
        if (first := kept.get(place)) is None:
            kept[place] = one
        else:
            kept[place] = msgspec.structs.replace(first, also=(*first.also, one.kind))
    return list(kept.values())
