"""Moments in the data: a trait that is a date, when an order was placed, a time that the signal named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from segue.errors import Invalid
from segue.journeys.clocks import next_anniversary
from segue.journeys.instances import Instance
from segue.profile.profiles import Profile
from segue.spelling import meant, only
from segue.times import Millis, duration, from_text, to_millis

PLACES = ("trait", "order", "data")
EARLIEST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Moment:
    """`place` and `name` say where it stands; `plus` is added (it may be negative), `yearly` takes the next
    anniversary."""

    place: str
    name: str
    plus: Millis = 0
    yearly: bool = False

    def found(self, profile: Profile, instance: Instance, now: Millis) -> Millis | None:
        """The moment; None where there is none or what stands there is no time."""
        moment = as_moment(self._value(profile, instance))
        if moment is None:
            return None
        if self.yearly:
            moment = next_anniversary(moment, now - self.plus)
        return to_millis(moment) + self.plus

    def _value(self, profile: Profile, instance: Instance) -> Any:
        if self.place == "trait":
            return profile.traits.get(self.name)
        if self.place == "data":
            return instance.data.get(self.name)
        placed = [one["placed"] for one in profile.orders if instance.key in (one["id"], "person") and one["placed"]]
        return next(iter(placed), None)


def as_moment(value: Any) -> datetime | None:
    """A date, an ISO 8601 time or milliseconds since the epoch, as a time of the years 1900 to 9000; else None."""
    try:
        if isinstance(value, bool) or not isinstance(value, str | int):
            return None
        millis = from_text(value) if isinstance(value, str) else value
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=millis)
    except (Invalid, OverflowError):
        return None
    return moment if EARLIEST <= moment < LAST else None


def moment_of(given: Mapping[str, Any]) -> Moment:
    """`{trait: birthday, plus: -1d, yearly: true}`; or `order: placed`, or `data: <field>` of the signal that began the
    run. Raises Invalid("bad-journey", "bad-duration")."""
    named = [one for one in PLACES if one in given]
    if len(named) != 1 or not set(given) <= {*named, "plus", "yearly"} or not isinstance(given[named[0]], str):
        only(given, (*PLACES, "plus", "yearly", "missing"), "`until` a moment")
        raise Invalid("bad-journey", f"`until` a moment takes one of {', '.join(PLACES)}, and `plus` and `yearly`")
    place, name, yearly = named[0], given[named[0]], given.get("yearly", False)
    if place == "order" and name != "placed":
        raise Invalid("bad-journey", f"of an order only `placed` is a moment{meant(name, ('placed',))}")
    if not isinstance(yearly, bool):
        raise Invalid("bad-journey", "`yearly` is true or false")
    return Moment(place, name, _signed(given.get("plus", "0s")), yearly)


def _signed(given: Any) -> Millis:
    text = str(given).strip()
    return -duration(text[1:]) if text.startswith("-") else duration(text)
