"""`policies/caps.yaml`, compiled and checked."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from segue.contact_points import ADDRESSES, ATTEMPT, CHANNELS, PURPOSES
from segue.errors import Invalid, every, inside
from segue.messaging.caps import ALL, USUAL_PRIORITY, Cap, Caps
from segue.spelling import choice, only
from segue.times import DAY, MINUTE, Millis, duration

FIELDS = ("caps", "reserve", "priorities")
CAP_FIELDS = ("most", "within", "channel", "purpose")
PRIORITY_FIELDS = ("journeys", "templates", "broadcasts")
COUNTED = (*PURPOSES, ALL)
KNOWN = tuple(dict.fromkeys((*CHANNELS, *ADDRESSES)))
MOST_CAPS, MOST_MESSAGES, HIGHEST = 12, 50, 100
SHORTEST: Millis = 10 * MINUTE
LONGEST: Millis = 60 * DAY


def caps_policy(spec: Mapping[str, Any]) -> Caps:
    """The policy; a file that is not there caps nothing. Raises Invalid("bad-policy", "bad-duration")."""
    given = only(spec, FIELDS, "the policy of caps")
    caps, reserve, priorities = every(
        partial(_caps, given.get("caps", {})),
        partial(_whole, given.get("reserve", 0), ("reserve",), 0, MOST_MESSAGES),
        partial(_priorities, given.get("priorities", {})),
    )
    return Caps((*caps, *_reserved(caps, reserve)), **priorities)


def _caps(given: Any) -> list[Cap]:
    with inside("caps"):
        if not isinstance(given, Mapping) or len(given) > MOST_CAPS:
            raise Invalid(
                "bad-policy", f"`caps` has at most {MOST_CAPS} caps by name: `a-week: {{most: 3, within: 7d}}`"
            )
        return every(*(partial(_cap, str(name), spec) for name, spec in given.items()))


def _cap(name: str, given: Any) -> Cap:
    with inside(name):
        spec = only(given, CAP_FIELDS, f"the cap {name}")
        most, within, channel, purpose = every(
            partial(_whole, spec.get("most"), ("most",), 1, MOST_MESSAGES),
            partial(_within, spec.get("within")),
            partial(_word, spec, "channel", KNOWN),
            partial(_word, spec, "purpose", COUNTED),
        )
    # The provider is called after the slot was taken, by as much as an attempt lasts.
    return Cap(name, most, within + ATTEMPT, channel, purpose or "marketing")


def _reserved(caps: list[Cap], reserve: int) -> list[Cap]:
    """What is kept free for other messages, marketing may not take: a cap more for each that counts all."""
    found = [one for one in caps if one.purpose == ALL] if reserve else []
    narrow = next((one.name for one in found if one.most <= reserve), "")
    if narrow:
        with inside("reserve"):
            raise Invalid("bad-policy", f"`reserve` leaves no room for marketing under the cap {narrow}")
    return [Cap(one.name, one.most - reserve, one.within, one.channel) for one in found]


def _priorities(given: Any) -> dict[str, Any]:
    with inside("priorities"):
        spec = only(given, PRIORITY_FIELDS, "the list of priorities")
        named, of_broadcasts = ("journeys", "templates"), spec.get("broadcasts", USUAL_PRIORITY)
        found = every(*(partial(_by_name, name, spec.get(name, {})) for name in named))
        broadcasts = _whole(of_broadcasts, ("broadcasts",), 1, HIGHEST)
    return dict(zip(named, found, strict=True)) | {"broadcasts": broadcasts}


def _by_name(name: str, given: Any) -> dict[str, int]:
    if not isinstance(given, Mapping):
        with inside(name):
            raise Invalid("bad-policy", f"`{name}` has priorities by id: `welcome: 80`")
    made = every(*(partial(_whole, one, (name, str(key)), 1, HIGHEST) for key, one in given.items()))
    return dict(zip(map(str, given), made, strict=True))


def _whole(given: Any, place: tuple[str, ...], least: int, most: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
        with inside(*place):
            raise Invalid(
                "bad-policy", f"`{place[-1]}` is a whole number from {least} to {most}, not {str(given)[:20]!r}"
            )
    return given


def _within(given: Any) -> Millis:
    with inside("within"):
        found = duration(given)
        if not SHORTEST <= found <= LONGEST:
            raise Invalid("bad-policy", "`within` is a time from 10m to 60d")
    return found


def _word(spec: Mapping[str, Any], name: str, known: tuple[str, ...]) -> str:
    with inside(name):
        return choice(spec[name], known, name, "bad-policy") if name in spec else ""
