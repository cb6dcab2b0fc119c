"""The hour of a person's week at which a channel is answered most, within the time that a message has."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from segue.messaging.channel_policies import ChannelPolicy
from segue.messaging.local_clocks import clock
from segue.messaging.patterns import DAY_HOURS, WEEK, Known, expected, shrunk
from segue.messaging.reasons import Reason
from segue.profile.profiles import Profile
from segue.profile.rhythm import DAYS, hours_of
from segue.times import DAY, HOUR, MINUTE, Millis

LONGEST: Millis = 7 * DAY  # how far is looked ahead
MARGIN: Millis = 5 * MINUTE  # before the deadline: the message still has to be sent
MONDAY = 4 * DAY_HOURS  # 1970-01-01 was a Thursday
WEIGHED = "best-hour"  # the reason of whatever was chosen here
OWN = ("opened", "clicked", "replied")


class Window(NamedTuple):
    """The moments that a message may go at: from `start` to `end`, by the clocks of `zone`."""

    start: Millis
    end: Millis
    zone: str


class Moment(NamedTuple):
    """When, and why then."""

    at: Millis
    why: Reason


class Habit(NamedTuple):
    """How somebody answers a channel: `weights` of the hours of the week, out of `own` answers by hour and of
    `rest`, in words: whose pattern stands behind them."""

    weights: tuple[int, ...]
    own: dict[int, int]
    rest: str


def habit(profile: Profile, place: tuple[str, str], known: Known, policy: ChannelPolicy) -> Habit:
    """Own answers without machines, drawn to what people of the segment, and of the shop, do; `place`: the channel, and
    the zone of what named none itself."""
    channel, _ = place
    counts = hours_of(profile.whole.get("engagement", {}), *place)
    own = {hour: sum(counts[kind][hour] for kind in OWN) for kind in OWN for hour in counts[kind]}
    segment, strengths = known.pattern.nearest(channel, known.segments), policy.strengths
    prior = expected(known.pattern, channel, segment, strengths.segment)
    return Habit(shrunk(own, prior, strengths.hour), own, _behind(known, channel, segment))


def best(found: Habit, channel: str, window: Window, free: Callable[[Millis], bool]) -> Moment:
    """The best moment that is free: `start`, or the beginning of an hour. Of equally good ones the earliest; `start`
    where none is free."""
    ranked = sorted(moments(window), key=lambda one: (-found.weights[hour_of(one, window.zone)], one))
    at = next((one for one in ranked if free(one)), window.start)
    return Moment(at, Reason(WEIGHED, {"channel": channel, "until": at, **_about(found, hour_of(at, window.zone))}))


def moments(window: Window) -> Iterator[Millis]:
    """`start`, and every full hour by the person's clock after it, in time for the deadline."""
    at, end = window.start, min(window.end - MARGIN, window.start + LONGEST)
    yield at
    while (at := _next_hour(at, window.zone)) <= end:
        yield at


def hour_of(moment: Millis, zone: str) -> int:
    """The hour of the local week: 0 from Monday midnight on."""
    return ((moment + clock(zone, moment)[0]) // HOUR - MONDAY) % WEEK


def _next_hour(moment: Millis, zone: str) -> Millis:
    """Clocks that are changed between two full hours begin another stretch."""
    ahead, until = clock(zone, moment)
    return min(((moment + ahead) // HOUR + 1) * HOUR - ahead, max(until, moment + 1))


def _about(found: Habit, hour: int) -> dict[str, str | int]:
    near = {(hour + beside) % DAY_HOURS for beside in (-1, 0, 1)}
    own = sum(count for one, count in found.own.items() if one % DAY_HOURS in near)
    said = {"day": DAYS[hour // DAY_HOURS], "hour": hour % DAY_HOURS, "rest": found.rest}
    return {**said, "own": own, "of": sum(found.own.values())}


def _behind(known: Known, channel: str, segment: str) -> str:
    if segment:
        return f"how the segment {segment} answers"
    return "how this shop's customers answer" if known.pattern.shop.answers(channel) else "a usual day"
