"""What the facet of activity knows of one event, as operators look at it: the last times one by one, and the counts of
what was before. What they say of it is exact where the last times suffice, and by whole days of UTC where not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from segue.errors import Invalid, inside
from segue.facets.activity import COUNT, LAST, LONGEST, USUAL, Done, whole
from segue.facets.registers import Entry
from segue.money import EXPONENTS
from segue.profile.profiles import Profile
from segue.segments.asking import settings, word, words
from segue.segments.shapes import WORDS, Schema
from segue.segments.shapes import settings as settings_of
from segue.segments.timelines import Counts
from segue.segments.verdicts import ALWAYS, Fact, Verdict
from segue.times import DAY, SECOND, Millis

FACETS = frozenset({"activity"})
WHERE = ("product", "category", "channel")  # places 1, 2 and 3 of an entry
WHERE_SCHEMA: Schema = settings_of(dict.fromkeys(WHERE, WORDS))
LONGEST_WINDOW: Millis = 90 * DAY
LEAST_UNITS = 3  # digits of the currency that has most: money of several is added up in thousandths
TOLD = 5


@dataclass(frozen=True)
class Happening:
    """Times of one event. `where`: what the entry has to say at a place; only the last times can be asked for that."""

    event: str
    where: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def known(self, profile: Profile) -> Done | None:
        """What the facet holds of the event; None where it never happened."""
        return profile.whole.get("activity", {}).get(self.event)

    def last(self, done: Done) -> list[Entry]:
        """The last times, oldest first, as the facet has them: empty ends are left out."""
        entries: list[Entry] = done["l"]
        for place, wanted in self.where.items():
            entries = [one for one in entries if (one[place] if len(one) > place else "") in wanted]
        return entries

    def entries(self, done: Done) -> Iterator[Entry]:
        """The last times, oldest first, with all places."""
        return map(whole, self.last(done))

    def facts(self, profile: Profile, _now: Millis) -> tuple[Fact, ...]:
        """The last times, newest first."""
        done = self.known(profile)
        last = [*self.entries(done)][: -TOLD - 1 : -1] if done else []
        told = (Fact(" ".join(filter(None, one[1:3])) or self.event, one[0] * SECOND, self.event) for one in last)
        return tuple(told) or (Fact(f"no such {self.event!r}"),)


def happening(given: Mapping[str, Any]) -> Happening:
    """The settings `event` and `where`. Raises Invalid("bad-condition")."""
    if "event" not in given:
        raise Invalid("bad-condition", "say which `event`, such as `Product Viewed`")
    with inside("where"):
        where = settings(given, "where", WHERE) if "where" in given else {}
        wanted = {WHERE.index(name) + 1: _wanted(name, words(one, name)) for name, one in where.items()}
    return Happening(named(given["event"], "event"), wanted)


def named(given: Any, name: str) -> str:
    """The name of an event as the facet has it. Raises Invalid("bad-condition")."""
    return word(given, name).strip()[: LONGEST * 2]


class Window(NamedTuple):
    """How long a time counts (None: for ever), and the moment of asking."""

    within: Millis | None
    now: Millis


def spans(found: Happening, done: Done, window: Window, currency: str | None = None) -> list[Counts]:
    """Each time for as long as it counts: as one, or as the money of a currency ("" for all) where one is asked for.

    What is before the last times has no where; it counts by days while all of a day is in the window.
    """
    within = window.within
    known: list[Counts] = []
    for entry in found.last(done) if currency is None else found.entries(done):
        time = entry[0] * SECOND
        weight = 1 if currency is None else _weight({COUNT: 1, entry[5]: entry[4]}, currency)
        known.append((time, time + within if within else None, weight))
    return [*known, *_before(done, window, currency)] if "f" in done and not found.where else known


def _before(done: Done, window: Window, currency: str | None) -> Iterator[Counts]:
    """Days that count no more could only say since when, and `certain` takes that away from whatever they decide."""
    if window.within:
        begun = (window.now - window.within) // DAY
        days = [(day * DAY, counts) for day, counts in done["d"].items() if day > begun]
        yield from ((start, start + window.within, _weight(counts, currency)) for start, counts in days)
        return
    first = int(currency is None)  # of the money nobody knows when it came
    yield done["f"] * SECOND, None, first
    yield done["l"][0][0] * SECOND, None, _weight(done["t"], currency) - first


def certain(verdict: Verdict, found: Happening, done: Done, within: Millis | None) -> Verdict:
    """The verdict without its `since` where events that are only counted may have changed the answer meanwhile."""
    if "f" not in done:
        return verdict
    oldest, first = done["l"][0][0] * SECOND, done["f"] * SECOND

    def mend(since: Millis | None) -> Millis | None:
        if since is None or within:
            return since if since is not None and within and since - within > oldest else None
        always = verdict.holds and since == ALWAYS
        return since if not found.where and (always or since > oldest or since == first) else None

    return verdict.mended(mend)


def _weight(counts: Mapping[str, int], currency: str | None) -> int:
    if currency is None:
        return counts[COUNT]
    if currency:
        return counts.get(currency, 0)
    return sum(thousandths(cents, code) for code, cents in counts.items() if code != COUNT)


def thousandths(cents: int, code: str) -> int:
    """Minor units of a currency in thousandths of its major unit."""
    return cents * 10 ** (LEAST_UNITS - EXPONENTS.get(code, 2))


def _wanted(name: str, given: frozenset[str]) -> frozenset[str]:
    """As the facet writes it down."""
    if name == "category":
        return frozenset(one.strip().lower()[:LONGEST] for one in given)
    clipped = frozenset(one.strip()[:LONGEST] for one in given)
    return frozenset("" if name == "channel" and one == USUAL else one for one in clipped)


def enough(count: float, within: Millis | None, found: Happening) -> None:
    """Refuses a count that nobody can know. Raises Invalid("bad-condition")."""
    if count > LAST and found.where:
        raise Invalid(
            "bad-condition", f"`where` looks at the last {LAST} of an event; more than that cannot be counted"
        )
    if count > LAST and within is not None and not DAY <= within <= LONGEST_WINDOW:
        raise Invalid("bad-condition", f"more than {LAST} are counted by days: `within` is from 1d to 90d then")
