"""`policies/quiet-hours.yaml`, compiled and checked: what stands in it is never a rule under which nothing is sent."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from segue.contact_points import ADDRESSES, CHANNELS, PURPOSES
from segue.errors import Invalid, inside
from segue.messaging.opening_hours import KEYS, Week, common, week_of
from segue.messaging.presets import PRESETS
from segue.messaging.quiet_hours import QuietHours, Rule
from segue.spelling import meant, only

ALL, NONE = "all", "none"
# Channels that ring, vibrate or light up, until the shop says otherwise; an e-mail makes no sound.
LOUD = ("sms", "push", "whatsapp", "messenger", "instagram", "x", "phone")
USUAL: Mapping[str, Mapping[str, Any]] = {name: {"every_day": "08:00-21:00"} for name in LOUD}
KNOWN = tuple(dict.fromkeys((*LOUD, *ADDRESSES, *CHANNELS)))
FIELDS = ("presets", "except", "waits", "days_off", "channels")
MARKETING = frozenset({"marketing"})
MOST_DAYS_OFF = 30  # less than the days that are looked ahead
DAY_OFF = re.compile(r"(?:\d{4}-)?\d\d-\d\d", re.ASCII)


def quiet_policy(spec: Mapping[str, Any]) -> QuietHours:
    """The policy; what it leaves out is usual: all presets, 8 to 21 on what rings, marketing alone waits. The same
    text gives the same value, so that what is worked out of it is kept.

    Raises Invalid("bad-policy", "bad-hours").
    """
    return _compiled(json.dumps(dict(only(spec, FIELDS, "the policy of quiet hours"))))


@lru_cache(maxsize=64)
def _compiled(written: str) -> QuietHours:
    spec = json.loads(written)
    waits = _purposes(spec.get("waits", [*MARKETING]))
    own = [_own(name, given, waits) for name, given in _channels(spec).items()]
    presets, off = _presets(spec), closed_days(spec.get("days_off", []), "days_off")
    for rule in own:
        with inside("channels", rule.name):
            _check(rule, [one for one in presets if rule.name in one.channels])
    closed = [Rule("days-off", Week(off=off), waits, says="the shop's days off")] if off else []
    return QuietHours((*own, *presets, *closed))


def _check(own: Rule, presets: Sequence[Rule]) -> None:
    """Refuses hours that have no minute of the week in common with what a preset allows together with its country's."""
    for one in presets:
        national = [other.week for other in presets if (other.country, other.region) == (one.country, "")]
        if own.purposes & MARKETING and not common([own.week, one.week, *national]):
            detail = f"{own.name}: nothing could be sent, for the preset {one.name} says {one.says}"
            raise Invalid("bad-policy", detail)


def _own(name: str, given: Any, waits: frozenset[str]) -> Rule:
    with inside("channels", name):
        spec = only(given, (*KEYS, "waits"), f"the hours of {name}")
        purposes = _purposes(spec["waits"]) if "waits" in spec else waits
        week = week_of({key: one for key, one in spec.items() if key != "waits"}, f"the week of {name}")
    return Rule(name, week, purposes, (name,), says=f"the shop's hours for {name}")


def _channels(spec: Mapping[str, Any]) -> Mapping[str, Any]:
    with inside("channels"):
        return {**USUAL, **only(spec.get("channels", {}), KNOWN, "the list of channels")}


def _presets(spec: Mapping[str, Any]) -> list[Rule]:
    asked, without = spec.get("presets", ALL), _listed("except", spec.get("except", []), PRESETS)
    named = [*PRESETS] if asked == ALL else [] if asked == NONE else _listed("presets", asked, PRESETS)
    return [preset_rule(one) for one in named if one not in without]


@cache
def preset_rule(name: str) -> Rule:
    """The rule of a preset: about marketing alone."""
    one = PRESETS[name]
    return Rule(name, week_of(one.hours, name), MARKETING, one.channels, one.country, one.region, one.says, one.source)


def _purposes(given: Any) -> frozenset[str]:
    return frozenset(_listed("waits", given, PURPOSES))


def _listed(field: str, given: Any, known: Iterable[str]) -> list[str]:
    words = tuple(known)
    if not isinstance(given, list):
        with inside(field):
            raise Invalid("bad-policy", f"`{field}` is a list of {', '.join(words)}{meant(given, (*words, ALL, NONE))}")
    for place, one in _strange(given, words):
        with inside(field, place):
            raise Invalid("bad-policy", f"`{field}` lists {', '.join(words)}{meant(one, words)}")
    return given


def _strange(given: Sequence[Any], words: Sequence[str]) -> Iterator[tuple[int, Any]]:
    return ((place, one) for place, one in enumerate(given) if one not in words)


def closed_days(given: Any, name: str) -> frozenset[str]:
    """Days on which nothing is open: `2026-12-31` or, every year, `12-31`; `name` is where they stand. Raises
    Invalid("bad-policy")."""
    if not isinstance(given, list) or len(given) > MOST_DAYS_OFF:
        with inside(name):
            raise Invalid("bad-policy", f"`{name}` is a list of at most {MOST_DAYS_OFF} days")
    for place, one in enumerate(given):
        with inside(name, place):
            _day_off(one)
    return frozenset(given)


def _day_off(given: Any) -> None:
    written = given if isinstance(given, str) and DAY_OFF.fullmatch(given) else ""
    try:
        date.fromisoformat(written if len(written) > len("12-24") else f"2024-{written}")
    except ValueError as wrong:
        detail = f"a day off is 12-24, every year, or 2026-12-24, not {str(given)[:20]!r}"
        raise Invalid("bad-policy", detail) from wrong
