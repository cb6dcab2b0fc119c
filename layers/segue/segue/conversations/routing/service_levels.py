"""Within how many open hours an answer is due, by the channel that the customer wrote by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from segue.contact_points import CHANNELS
from segue.errors import Invalid, every, inside
from segue.spelling import meant, only
from segue.times import DAY, HOUR, MINUTE, Millis, duration

DEFAULT, NEVER = "default", "never"
# Channels that customers speak by; a source may give its own another name.
SPOKEN = (*(one for one in CHANNELS if one not in ("custom", "webhook", "push", "inapp")), "chat", "phone", "helpdesk")
LIMITS = ("first", "next")
LONGEST: Millis = 30 * DAY
MOST_CHANNELS, LONGEST_NAME = 50, 40


@dataclass(frozen=True)
class Within:
    """After how many open ms the first answer of a conversation is due, and each further one; 0: no clock runs."""

    first: Millis = 0
    next: Millis = 0


Levels = Mapping[str, Within]
USUAL: Levels = {
    "chat": Within(2 * MINUTE, 2 * MINUTE),
    "phone": Within(30 * MINUTE, 30 * MINUTE),
    DEFAULT: Within(8 * HOUR, 8 * HOUR),
}


def levels_of(given: Any) -> dict[str, Within]:
    """`{chat: 2m, email: {first: 8h, next: 4h}, x: never, default: 1d}`. Raises Invalid."""
    spec = by_channel(given, (*SPOKEN, DEFAULT))
    found = every(*(partial(_within, name, one) for name, one in spec.items()))
    return dict(zip(spec, found, strict=True))


def by_channel(given: Any, known: Iterable[str] = SPOKEN) -> Mapping[str, Any]:
    """A mapping by channels, as it is: any name, as sources have their own, that is no known one misspelt.

    Raises Invalid("bad-policy").
    """
    if not isinstance(given, Mapping) or len(given) > MOST_CHANNELS:
        raise Invalid("bad-policy", f"this is a mapping by channel: {', '.join(known)}, at most {MOST_CHANNELS}")
    every(*(partial(channel, one, one, known) for one in given))
    return given


def channel(given: Any, place: str | int, known: Iterable[str] = SPOKEN) -> str:
    """The name of a channel, as it is; `place` is where it stands. Raises Invalid("bad-policy")."""
    words = tuple(known)
    with inside(place):
        if not isinstance(given, str) or not 0 < len(given) <= LONGEST_NAME:
            raise Invalid("bad-policy", f"a channel is {', '.join(words)} or what a source calls its own")
        if given not in words and (hint := meant(given, words)):
            raise Invalid("bad-policy", f"there is no channel {given!r}{hint}")
    return given


def _within(name: str, given: Any) -> Within:
    with inside(name):
        if not isinstance(given, Mapping):
            return Within(_limit(given), _limit(given))
        spec = only(given, LIMITS, f"`{name}`")
        if "first" not in spec:
            raise Invalid("bad-policy", f"`{name}` says when the `first` answer is due: {{first: 2m, next: 5m}}")
        return Within(*every(*(partial(_named, one, spec.get(one, spec["first"])) for one in LIMITS)))


def _named(name: str, given: Any) -> Millis:
    with inside(name):
        return _limit(given)


def _limit(given: Any) -> Millis:
    span = 0 if given == NEVER else duration(given)
    if span > LONGEST or (not span and given != NEVER):
        raise Invalid("bad-policy", f"an answer is due within 1s to {LONGEST // DAY}d of open hours, or `{NEVER}`")
    return span
