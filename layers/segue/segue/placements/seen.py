"""What became of placements: how often each variant was seen and clicked, by day, out of the events that pages send."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from segue.events import Event
from segue.facets.registers import text
from segue.placements.bandits import Arm, decayed
from segue.times import DAY, Millis, to_text

SEEN, CLICKED, HELD, HELD_CLICKED = "s", "c", "h", "k"  # of a variant; of who sees the page's own instead
WORDS = {"Placement Viewed": (SEEN, HELD), "Placement Clicked": (CLICKED, HELD_CLICKED)}
LONGEST = 100
MOST_AT_ONCE = 99  # rows of one transaction, beside the mark: a batch has a hundred events


class Place(NamedTuple):
    """A placement on a day such as `2026-11-29`."""

    placement: str
    day: str


Counts = Mapping[str, int]  # by "<word>:<variant>"; of the holdout the variant is ""


def is_about(event: Event) -> bool:
    """Whether it says that something was seen or clicked in a placement."""
    return event.event in WORDS and bool(text(event.properties.get("placement"), LONGEST))


def counted(events: Iterable[Event]) -> dict[Place, dict[str, int]]:
    """What some such events add up to."""
    found: dict[Place, Counter[str]] = {}
    for event in events:
        said, variant = WORDS[event.event or ""], text(event.properties.get("variant"), LONGEST)
        word = said[1] if event.properties.get("holdout") is True else said[0]
        place = Place(text(event.properties.get("placement"), LONGEST), to_text(event.timestamp)[:10])
        found.setdefault(place, Counter())[f"{word}:{'' if word == said[1] else variant}"] += 1
    return {place: dict(counts) for place, counts in sorted(found.items())[:MOST_AT_ONCE]}


def arms(days: Mapping[int, Counts], now: Millis) -> dict[str, Arm]:
    """By variant how often it was seen and clicked, with decay; days are numbered since the epoch."""
    variants = {name.partition(":")[2] for counts in days.values() for name in counts if name[0] in (SEEN, CLICKED)}
    return {one: decayed(_of(days, one), now) for one in sorted(variants - {""})}


def _of(days: Mapping[int, Counts], variant: str) -> dict[int, tuple[int, int]]:
    return {
        day: (counts.get(f"{SEEN}:{variant}", 0), counts.get(f"{CLICKED}:{variant}", 0)) for day, counts in days.items()
    }


def first_day(now: Millis, length: Millis) -> str:
    """The day so long before a moment."""
    return to_text((now - length) // DAY * DAY)[:10]
