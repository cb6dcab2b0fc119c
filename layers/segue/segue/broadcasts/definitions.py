"""Definitions: what a broadcast is to be, checked against the playbook in force."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.broadcasts.lacking import Lack
from segue.contact_points import CHANNELS, PURPOSES
from segue.errors import Invalid
from segue.keys import digest
from segue.languages.texts import _
from segue.messages import BROADCAST
from segue.occasions import FIRST, LAST, LOCAL, NOW, On, check, first, following, moment, wall, zone_of
from segue.times import DAY, HOUR, MINUTE, Millis

FARTHEST: Millis = 366 * DAY  # ahead of now
MOST_VARIANTS, FASTEST = 10, 100_000
BY = ("clicked", "opened")
Playbook = Mapping[str, Mapping[str, Any]]  # {"segment" | "template": {id: definition}}


@dataclass(frozen=True)
class Variant:
    """One of several templates; `share` of a hundred."""

    template: str
    share: int


@dataclass(frozen=True)
class Trial:
    """A share (of a hundred) of the people gets the variants first; the rest `after` so long the one that was clicked
    or opened most."""

    share: int
    after: Millis
    by: str


@dataclass(frozen=True)
class Broadcast:
    """One broadcast as staff asked for it. `at`: a wall time, or `now`; `zone`: an IANA name, or `local` for each
    person's own. `pace`: messages a minute, 0 for as fast as it goes. `starts`: a journey that begins instead of a
    message: by its schedule, or at once because staff said so, and then `text` is a digest of the journey's, by which
    nobody is brought in twice. `cancelled`: when; 0 while it is not."""

    id: str
    name: str
    by: str
    created: Millis
    segment: str
    channel: str
    purpose: str
    variants: tuple[Variant, ...]
    at: str = NOW
    zone: str = "UTC"
    every: str = ""
    on: On = ()
    pace: int = 0
    trial: Trial | None = None
    starts: str = ""
    text: str = ""
    cancelled: Millis = 0
    cancelled_by: str = ""

    @property
    def journey(self) -> str:
        """What its messages have for a journey."""
        return BROADCAST + self.id

    @property
    def scheduled(self) -> bool:
        """Whether it is the schedule of a journey."""
        return bool(self.starts) and self.at != NOW

    @property
    def local(self) -> bool:
        """Whether it goes out by each person's own clock."""
        return self.zone == LOCAL and self.at != NOW

    @property
    def first(self) -> str:
        """The wall time of its first run, or `now`."""
        return self.at if self.at == NOW else first(wall(self.at), self.every, self.on).isoformat(timespec="minutes")

    @property
    def postponed(self) -> bool:
        """Whether its time was past somewhere when it was made: there it goes out a day later."""
        return self.local and moment(wall(self.first), FIRST) < self.created

    def after(self, at: str) -> str:
        """The wall time of the run after that of this one; "" where none follows."""
        return following(wall(at), self.every, self.on).isoformat(timespec="minutes") if self.every else ""

    def number_after(self, number: int, at: str) -> int:
        """The number of the run of this wall time, after that one. Those of a schedule are dates: wherever it is taken
        up again, a day has one run."""
        return int(at[:10].replace("-", "")) if self.starts else number + 1

    def begins(self, at: str) -> Millis:
        """When the run of this wall time has to be begun. By people's own clocks that is an hour before the first of
        all clocks shows it: who lives where is looked at first."""
        if at == NOW:
            return self.created
        zone = zone_of(self.zone)
        return moment(wall(at), zone) if zone else max(self.created, moment(wall(at), FIRST) - HOUR)

    def page(self, most: int) -> int:
        """How many people are looked at between two saves, so that a pace is kept within ten seconds."""
        return min(most, max(1, self.pace // 6)) if self.pace else most

    def lacks(self, playbook: Playbook) -> Lack | None:
        """What of the playbook it needs that is not there."""
        if self.segment not in playbook["segment"]:
            return Lack("segment", self.segment)
        if self.starts and not self.scheduled:
            return None if self.starts in playbook["journey"] else Lack("journey", self.starts)
        if self.starts:
            return None if self.id == schedule_id(self.starts, playbook) else Lack("such", self.starts)
        gone = (one.template for one in self.variants if not says(playbook["template"], one.template, self.channel))
        return next((Lack("template", one, self.channel) for one in gone), None)


def schedule_id(journey: str, playbook: Playbook) -> str:
    """The id of the schedule that a journey of this playbook begins by; "" where it begins otherwise."""
    entry = playbook["journey"].get(journey, {}).get("entry")
    schedule = entry.get("schedule") if isinstance(entry, Mapping) else None
    told = json.dumps(schedule, sort_keys=True, default=str)
    return f"s_{digest(b'schedule', f'{journey} {told}')}" if schedule else ""


def says(templates: Mapping[str, Any], template: str, channel: str) -> bool:
    """Whether the template is there and has all that a message on the channel is made of."""
    return template in templates and templates[template].keys() >= set(CHANNELS[channel].parts)


def must_fit(asked: Broadcast, playbook: Playbook) -> Broadcast:
    """The broadcast, where it can be. Raises Invalid with what is wrong."""
    if not asked.starts:
        _check_message(asked)
    _check_time(asked)
    gone = asked.lacks(playbook)
    if gone:
        raise Invalid(f"unknown-{gone.kind}", gone.words)
    if not 0 <= asked.pace <= FASTEST:
        raise Invalid("bad-pace", _("`pace` is 1 to {most} messages a minute").format(most=FASTEST))
    return asked


def _check_message(asked: Broadcast) -> None:
    if asked.channel not in CHANNELS:
        raise Invalid("bad-channel", _("`channel` is one of {channels}").format(channels=", ".join(CHANNELS)))
    if asked.purpose not in PURPOSES:
        raise Invalid("bad-purpose", _("`purpose` is one of {purposes}").format(purposes=", ".join(PURPOSES)))
    _check_variants(asked)


def _check_variants(asked: Broadcast) -> None:
    if not 1 <= len(asked.variants) <= MOST_VARIANTS:
        raise Invalid("bad-variants", _("give a `template`, or two to {most} `variants`").format(most=MOST_VARIANTS))
    if len({one.template for one in asked.variants}) < len(asked.variants):
        raise Invalid("bad-variants", _("each variant has a template of its own"))
    if any(one.share < 1 for one in asked.variants) or sum(one.share for one in asked.variants) != 100:
        raise Invalid("bad-variants", _("the shares of the variants are whole numbers that add up to 100"))
    if asked.trial:
        _check_trial(asked.trial, len(asked.variants))


def _check_trial(trial: Trial, variants: int) -> None:
    if variants < 2:
        raise Invalid("bad-ab", _("`ab` compares `variants`: give at least two"))
    if not 1 <= trial.share <= 99 or trial.by not in BY or not MINUTE <= trial.after <= 30 * DAY:
        detail = _("`ab`: a share of 1 to 99, after 1m to 30d, by {ways}")
        raise Invalid("bad-ab", detail.format(ways=str(_(" or ")).join(BY)))


def _check_time(asked: Broadcast) -> None:
    check(asked.every, asked.on)
    if asked.zone != LOCAL and zone_of(asked.zone) is None:
        raise Invalid("bad-zone", _("`zone` is `local` or the name of a time zone such as Europe/Berlin"))
    if asked.at == NOW:
        if asked.every:
            raise Invalid("bad-time", _("what recurs needs a time of the day: 2026-12-01T09:00"))
        return
    at = wall(asked.first)
    if moment(at, zone_of(asked.zone) or LAST) < asked.created:
        detail = _("{time} is past; a recurrence begins with a day that is still to come")
        raise Invalid("bad-time", detail.format(time=asked.first))
    if moment(at, LAST) > asked.created + FARTHEST:
        raise Invalid("bad-time", _("a broadcast is planned for at most a year ahead"))
