"""Quiet hours: at which moment a message may go, by the clocks of the person who gets it."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle

from segue.messaging.atlas import Zones, country_of, zones_in
from segue.messaging.local_clocks import BLOCK, alike
from segue.messaging.opening_hours import Wall, Week, next_open
from segue.messaging.places import Where
from segue.times import DAY, LATEST, Millis

NEVER: Millis = LATEST
HORIZON: Millis = 60 * DAY
Kind = tuple[str, str]  # channel, purpose


@dataclass(frozen=True, eq=False)
class Rule:
    """Hours of channels (none: of all) for purposes, everywhere or in a country or one of its regions. `name`, `says`
    and `source` are for people."""

    name: str
    week: Week
    purposes: frozenset[str]
    channels: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    says: str = ""
    source: str = "policies/quiet-hours.yaml"


Bound = tuple[Rule, Wall]


@dataclass(frozen=True, eq=False)
class QuietHours:
    """All rules that hold; a message goes when all that are about it are open."""

    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Opening:
    """The first moment, from when it was asked on, at which a message may go; `NEVER` where none comes within 60 days.
    Where it has to wait, `rule` says in words for whose hours, `source` where they stand, `zone` by whose clock."""

    at: Millis
    rule: str = ""
    source: str = ""
    zone: str = ""


def opening(policy: QuietHours, where: Where, kind: Kind, now: Millis) -> Opening:
    """When a message of this channel and purpose may go to somebody there. Of several possible zones all are open
    then, of several rules all."""
    bounds, end = _bounds(policy, where, kind, now >> BLOCK), now + HORIZON
    found, agreed = Opening(now), 0
    for rule, wall in cycle(bounds):
        at = next_open(rule.week, wall, found.at, end)
        agreed = agreed + 1 if at == found.at else 1
        if at > found.at:
            found = Opening(at if at < end else NEVER, rule.says, rule.source, wall.zone)
        if agreed == len(bounds) or found.at == NEVER:
            break
    return found


@lru_cache(maxsize=4096)
def _bounds(policy: QuietHours, where: Where, kind: Kind, block: int) -> tuple[Bound, ...]:
    """Every rule that is about this message, by every clock that may be the person's, at every place."""
    channel, purpose = kind
    about = [one for one in policy.rules if purpose in one.purposes and (not one.channels or channel in one.channels)]
    found = [
        (rule, Wall(zone, rule.country or place.country))
        for place in (where, *where.also)
        for rule in about
        if not rule.country or rule.country in _lands(place)
        for zone in alike(_zones(rule, place), block)
    ]
    return tuple({(rule.week.said, wall): (rule, wall) for rule, wall in reversed(found)}.values())[::-1]


def _lands(where: Where) -> set[str]:
    return {where.country, *map(country_of, where.zones)}


def _zones(rule: Rule, where: Where) -> Zones:
    """The zones in which a rule holds for the person: of a state's, where the state is not known, those it lies in."""
    if not rule.region or (where.country, where.region) == (rule.country, rule.region):
        return where.zones
    there = () if where.region else zones_in(rule.country, rule.region)
    return tuple(one for one in where.zones if one in there)
