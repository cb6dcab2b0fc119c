"""How a placement stands: what is live, how often each variant was seen and clicked, and how sure its rate is. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import NamedTuple

from segue.placements.bandits import Arm
from segue.placements.odds import odds
from segue.placements.placements import BANDIT, Placement, Variant
from segue.placements.seen import CLICKED, HELD, HELD_CLICKED, SEEN, Counts, arms
from segue.times import DAY, Millis, from_text, to_text

DAYS = 28  # that results are of, today with them
SURE = 1.959964  # standard deviations on either side that 95 % lie within


class Tally(NamedTuple):
    """How often something was seen and clicked."""

    seen: int = 0
    clicked: int = 0

    @property
    def rate(self) -> float | None:
        """Clicks for each view, at most 1: a view is told once, a click as often as it happens. None without views."""
        return min(self.clicked, self.seen) / self.seen if self.seen else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the rate lies with 95 % certainty (Wilson 1927), which also holds where there is little."""
        if self.rate is None:
            return None
        spread, middle = SURE**2 / self.seen, self.rate + SURE**2 / (2 * self.seen)
        half = SURE * sqrt(self.rate * (1 - self.rate) / self.seen + spread / (4 * self.seen))
        return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


@dataclass(frozen=True)
class Standing:
    """A placement at a moment with its counts by day, such as `2026-11-29`."""

    placement: Placement
    days: Mapping[str, Counts]
    now: Millis

    @property
    def live(self) -> list[Variant]:
        """The variants whose time it is."""
        return [one for one in self.placement.variants if one.since <= self.now < one.until]

    @cached_property
    def lately(self) -> dict[str, Counts]:
        """The counts of each of the last days, the oldest first."""
        last = self.now // DAY
        names = [to_text(day * DAY)[:10] for day in range(last - DAYS + 1, last + 1)]
        return {one: self.days.get(one, {}) for one in names}

    @property
    def whole(self) -> Tally:
        """All that we have shown."""
        return _added(self.lately.values(), (SEEN, CLICKED))

    @property
    def held(self) -> Tally:
        """What those have seen and clicked who see the page's own."""
        return _added(self.lately.values(), (HELD, HELD_CLICKED))

    def of(self, variant: str) -> Tally:
        """A variant."""
        return _added(self.lately.values(), (f"{SEEN}:{variant}", f"{CLICKED}:{variant}"))

    def by_day(self, variant: str = "") -> list[Tally]:
        """Each of the last days; of a variant, or of all that we have shown."""
        words = (f"{SEEN}:{variant}", f"{CLICKED}:{variant}") if variant else (SEEN, CLICKED)
        return [_added((counts,), words) for counts in self.lately.values()]

    @property
    def gone(self) -> list[str]:
        """Variants that were seen in these days and no longer stand in the text."""
        known = {one.id for one in self.placement.every}
        seen = {name[2:] for counts in self.lately.values() for name in counts if name[0] in (SEEN, CLICKED)}
        return sorted(seen - known - {""})

    @cached_property
    def arms(self) -> Mapping[str, Arm]:
        """What a bandit goes by."""
        return arms({from_text(f"{day}T00:00:00Z") // DAY: counts for day, counts in self.days.items()}, self.now)

    @cached_property
    def draws(self) -> Mapping[str, float]:
        """Of a bandit the share of draws that each live variant gets now, among those of its priority; else nothing."""
        if self.placement.strategy != BANDIT:
            return {}
        levels = {one.priority for one in self.live}
        groups = ([one.id for one in self.live if one.priority == level] for level in levels)
        return {key: share for group in groups for key, share in odds(self.arms, group).items()}


def _added(days: Iterable[Counts], words: tuple[str, str]) -> Tally:
    """Counts whose names are these words, or begin with them where a word is one letter."""
    found: Counter[str] = Counter()
    for counts in days:
        for name, number in counts.items():
            found[name] += number
            found[name[0]] += number
    return Tally(found[words[0]], found[words[1]])
