"""What became of placements: how often each variant was seen and clicked, by day, out of the events that pages send."""

from collections import Counter
from collections.abc import Iterable, Mapping

from segue.events import Event
from segue.facets.registers import text
from segue.placements.bandits import Arm, decayed
from segue.times import DAY, Millis, to_text

SEEN, CLICKED, HELD, HELD_CLICKED = "s", "c", "h", "k"  # of a variant; of who sees the page's own instead
WORDS = {"Placement Viewed": (SEEN, HELD), "Placement Clicked": (CLICKED, HELD_CLICKED)}
LONGEST = 100
MOST_AT_ONCE = 99  # rows of one transaction, beside the mark: a batch has a hundred events


Counts = Mapping[str, int]  # by "<word>:<variant>"; of the holdout the variant is ""
Numbers = Mapping[str, Counts]  # by "<day>#<placement>", a day such as `2026-11-29`


def is_about(event: Event) -> bool:
    """Whether it says that something was seen or clicked in a placement."""
    return event.event in WORDS and bool(text(event.properties.get("placement"), LONGEST))


def counted(events: Iterable[Event]) -> dict[str, dict[str, int]]:
    """What some such events add up to."""
    found: dict[str, Counter[str]] = {}
    for event in events:
        said, variant = WORDS[event.event or ""], text(event.properties.get("variant"), LONGEST)
        word = said[1] if event.properties.get("holdout") is True else said[0]
        place = f"{to_text(event.timestamp)[:10]}#{text(event.properties.get('placement'), LONGEST)}"
        found.setdefault(place, Counter())[f"{word}:{'' if word == said[1] else variant}"] += 1
    return {place: dict(counts) for place, counts in sorted(found.items())[:MOST_AT_ONCE]}


def lacking(wanted: Numbers, there: Numbers) -> dict[str, dict[str, int]]:
    """What has to be added to what is there; less than nothing where too much is."""
    found = {place: Counter(counts) for place, counts in wanted.items()}
    for place, counts in there.items():
        found.setdefault(place, Counter()).subtract({name: int(number) for name, number in counts.items()})
    kept = {place: {name: number for name, number in counts.items() if number} for place, counts in found.items()}
    return {place: counts for place, counts in kept.items() if counts}


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
