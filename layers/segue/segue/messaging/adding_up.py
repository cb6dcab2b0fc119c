"""Adding up how everybody answers, for the pattern that is assumed of those of whom little is known."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.messaging.best_times import OWN
from segue.messaging.patterns import WEEK, Habits, Pattern
from segue.messaging.places import where_of
from segue.profile.profiles import Profile
from segue.profile.responses import Responses, by_channel
from segue.profile.rhythm import hours_of
from segue.times import Millis

LEAST_PEOPLE = 20  # of a segment, so that it is no portrait of one of them
LEAST_ANSWERS = 50
MOST_SEGMENTS = 40  # those with the most answers; all of it stands in one row


@dataclass
class Sum:
    """How some people answer, as far as they were added."""

    people: int = 0
    answered: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    hours: dict[str, Counter[int]] = field(default_factory=dict)

    def add(self, responses: Mapping[str, Responses], hours: Mapping[str, Counter[int]]) -> None:
        """One person more."""
        self.people += 1
        for channel, one in responses.items():
            self.answered[channel] += one.answered
            self.sent[channel] += one.sent
        for channel, counts in hours.items():
            self.hours.setdefault(channel, Counter()).update(counts)

    @property
    def answers(self) -> int:
        """Of all channels."""
        return sum(counts.total() for counts in self.hours.values())

    @property
    def habits(self) -> Habits:
        """As the decision reads it."""
        responses = {one: Responses(self.answered[one], sent) for one, sent in self.sent.items()}
        return Habits(self.people, responses, {one: _week(counts) for one, counts in self.hours.items()})


def pattern_of(people: Iterable[tuple[Profile, Iterable[str]]], shop_zone: str, now: Millis) -> Pattern:
    """How these people answer, all of them and by segment; of whom nothing was sent to, and of what is nobody, nothing
    is told. The order in which they come changes nothing."""
    shop, segments = Sum(), dict[str, Sum]()
    for profile, inside in people:
        responses = {} if profile.shared else by_channel(profile.whole.get("engagement", {}))
        hours = _hours(profile, responses, shop_zone)
        for one in (shop, *(segments.setdefault(name, Sum()) for name in inside)) if responses else ():
            one.add(responses, hours)
    return Pattern(now, shop.habits, {name: segments[name].habits for name in _told(segments)})


def _told(segments: Mapping[str, Sum]) -> list[str]:
    known = [one for one, it in segments.items() if it.people >= LEAST_PEOPLE and it.answers >= LEAST_ANSWERS]
    return sorted(known, key=lambda one: (-segments[one].answers, one))[:MOST_SEGMENTS]


def _hours(profile: Profile, channels: Iterable[str], shop_zone: str) -> dict[str, Counter[int]]:
    value, zone = profile.whole.get("engagement", {}), where_of(profile, shop_zone).zone
    found = {one: hours_of(value, one, zone) for one in channels}
    return {one: sum((counts[kind] for kind in OWN), Counter[int]()) for one, counts in found.items()}


def _week(counts: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(counts.get(hour, 0) for hour in range(WEEK))


def row_of(pattern: Pattern) -> dict[str, Any]:
    """Plain values, whole numbers alone."""
    segments = {name: _habits_row(one) for name, one in pattern.segments.items()}
    return {"at": pattern.at, "shop": _habits_row(pattern.shop), "segments": segments}


def made_of(row: Mapping[str, Any]) -> Pattern:
    """The inverse of `row_of`."""
    segments = {name: _habits(one) for name, one in row["segments"].items()}
    return Pattern(row["at"], _habits(row["shop"]), segments)


def _habits_row(one: Habits) -> dict[str, Any]:
    return {"people": one.people, "responses": one.responses, "hours": one.hours}


def _habits(row: Mapping[str, Any]) -> Habits:
    responses = {channel: Responses(*one) for channel, one in row["responses"].items()}
    return Habits(row["people"], responses, {channel: tuple(one) for channel, one in row["hours"].items()})
