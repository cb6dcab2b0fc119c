"""When a snoozed conversation may come back, by the shop's own clock: what the page offers, and what its form says."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from segue.console.visits import Visit
from segue.console.words import WEEKDAYS
from segue.errors import Invalid
from segue.languages.texts import _
from segue.occasions import moment, wall, zone_of
from segue.times import HOUR, MINUTE, SECOND, Millis, from_text, to_text
from segue.wiring.audiences import shop_zone

BEGINS = time(9)  # of a day at the desk
MONDAY, LONGEST = 0, 40  # characters of a time
GIVEN = "at"  # that the moment is the one that was typed


class Choice(NamedTuple):
    """A moment that is offered: what it is called, its time of the day, and itself as ISO 8601."""

    words: str
    clock: str
    until: str


def choices(now: Millis, zone: tzinfo) -> list[Choice]:
    """In an hour, in three, tomorrow morning, and on the next Monday morning where that is another one."""
    here = datetime.fromtimestamp(now / SECOND, zone)
    morning = datetime.combine(here.date() + timedelta(days=1), BEGINS)
    monday = morning + timedelta(days=(MONDAY - morning.weekday()) % 7)
    later = [(words, _minute(now + hours * HOUR)) for words, hours in ((_("In an hour"), 1), (_("In 3 hours"), 3))]
    days = [(_("Tomorrow"), moment(morning, zone))]
    days += [(WEEKDAYS[MONDAY], moment(monday, zone))] if monday != morning else []
    return [Choice(str(words), _clock(at, zone), to_text(at)) for words, at in (*later, *days)]


def offered(visit: Visit) -> dict[str, object]:
    """What the page offers, and by which clock."""
    name = shop_zone()
    return {"snoozes": choices(visit.now, zone_of(name) or UTC), "snooze_zone": name}


def until(visit: Visit) -> Millis:
    """The moment of the button, or the one that was typed; 0 without either: now. Raises Invalid("bad-time")."""
    said = visit.typed("until", LONGEST)
    if said != GIVEN:
        return from_text(said) if said else 0
    try:
        return moment(wall(visit.typed("at", LONGEST)), zone_of(shop_zone()) or UTC)
    except Invalid as wrong:
        raise Invalid("bad-time", _("choose the day and the time at which it comes back")) from wrong


def _minute(at: Millis) -> Millis:
    return at // MINUTE * MINUTE


def _clock(at: Millis, zone: tzinfo) -> str:
    return datetime.fromtimestamp(at / SECOND, zone).strftime("%H:%M")
