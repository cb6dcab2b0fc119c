"""Queues: who takes which conversations, under hours and clocks of their own where they have some."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from segue.conversations.routing.hours import Hours, hours_of
from segue.conversations.routing.service_levels import Levels, channel, levels_of
from segue.errors import Invalid, every, inside
from segue.messaging.locales import tag
from segue.spelling import choice, only

FIELDS = ("id", "topics", "languages", "channels", "assign", "hours", "answer_within")
BY_HAND, AUTOMATIC = "by-hand", "automatic"
ASSIGN = (BY_HAND, AUTOMATIC)
MOST, MOST_NAMED, LONGEST = 50, 100, 40


@dataclass(frozen=True)
class Queue:
    """Whom it takes: what is empty takes any. `topics` and `languages` are in small letters. `hours` and `levels` are
    its own, where it has some; `automatic`: who is there and has least to do gets what comes."""

    id: str
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    automatic: bool = False
    hours: Hours | None = None
    levels: Levels = field(default_factory=dict)


def queues_of(given: Any, zone: str) -> tuple[Queue, ...]:
    """Queues in their order; `zone` is the shop's. Raises Invalid."""
    if not isinstance(given, list) or len(given) > MOST:
        raise Invalid("bad-policy", f"`queues` is a list of at most {MOST}, each with an `id`")
    found = tuple(every(*(partial(_queue, place, one, zone) for place, one in enumerate(given))))
    ids = [one.id for one in found]
    every(*(partial(_twice, place, ids) for place in range(len(ids))))
    return found


def automatic(spec: Mapping[str, Any]) -> bool:
    """What `assign` says. Raises Invalid("bad-policy")."""
    with inside("assign"):
        return choice(spec.get("assign", BY_HAND), ASSIGN, "assign", "bad-policy") == AUTOMATIC


def _queue(place: int, given: Any, zone: str) -> Queue:
    with inside(place):
        spec = only(given, FIELDS, "a queue")
        parts = (
            partial(_id, spec.get("id")),
            partial(_named, spec, "topics"),
            partial(_languages, spec),
            partial(_channels, spec),
            partial(automatic, spec),
            partial(_hours, spec, zone),
            partial(_levels, spec),
        )
        return Queue(*every(*parts))


def _id(given: Any) -> str:
    with inside("id"):
        if not isinstance(given, str) or not 0 < len(given) <= LONGEST:
            raise Invalid("bad-policy", f"a queue has an `id` of at most {LONGEST} characters, not {str(given)[:40]!r}")
    return given


def _twice(place: int, ids: list[str]) -> None:
    with inside(place, "id"):
        if ids[place] in ids[:place]:
            raise Invalid("bad-policy", f"there is a queue {ids[place]!r} already")


def names(spec: Mapping[str, Any], name: str) -> list[str]:
    """A list of names. Raises Invalid("bad-policy")."""
    given = spec.get(name, [])
    if not isinstance(given, list) or len(given) > MOST_NAMED or not all(isinstance(one, str) and one for one in given):
        with inside(name):
            raise Invalid("bad-policy", f"`{name}` is a list of at most {MOST_NAMED} names")
    return given


def _named(spec: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(one.casefold() for one in names(spec, name))


def _languages(spec: Mapping[str, Any]) -> frozenset[str]:
    every(*(partial(_language, place, one) for place, one in enumerate(names(spec, "languages"))))
    return _named(spec, "languages")


def _language(place: int, given: str) -> None:
    with inside("languages", place):
        if tag(given) != given:
            raise Invalid("bad-policy", f"a language is written such as de or de-AT, not {given[:40]!r}")


def _channels(spec: Mapping[str, Any]) -> frozenset[str]:
    given = names(spec, "channels")
    with inside("channels"):
        return frozenset(every(*(partial(channel, one, place) for place, one in enumerate(given))))


def _hours(spec: Mapping[str, Any], zone: str) -> Hours | None:
    with inside("hours"):
        return hours_of(spec["hours"], zone, "a queue") if "hours" in spec else None


def _levels(spec: Mapping[str, Any]) -> Levels:
    with inside("answer_within"):
        return levels_of(spec.get("answer_within", {}))
