"""Wishes: what somebody changed on the page of preferences.

The page says what it showed (`was`), so that only what was moved is written: a switch that stood on from the beginning
is no consent, and what another window changed meanwhile is not undone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from segue.errors import Invalid
from segue.messaging.preferences import MARKETING, PROFILED, View

MOST = 100  # fields of a form
PAUSES = (7, 30, 90)  # days
KEEP, NO_PAUSE = "keep", "0"
WAS, ON, PAUSE, CHANNEL, LANGUAGE, STOP = "was", "on", "pause", "channel", "language", "stop"


@dataclass(frozen=True)
class Wish:
    """Names of switches that were moved; `pause` in days, 0 ends it; None for what was not touched."""

    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    pause: int | None = None
    channel: str | None = None
    language: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was changed."""
        return self == Wish()


def wish_of(body: bytes, view: View) -> Wish:
    """A posted form, against what may be chosen. Raises Invalid("bad-preferences")."""
    form = _form(body)
    if STOP in form:
        return Wish(off=frozenset(one.name for one in view.switches if one.purpose == MARKETING and one.on))
    was, on = (frozenset(one for one in form.get(name, ()) if one) for name in (WAS, ON))
    movable = {one.name for one in view.switches if not one.locked} | ({PROFILED} if view.profiled else set())
    if (was ^ on) - movable:
        raise _wrong("a switch that cannot be moved here", sorted((was ^ on) - movable))
    return Wish(
        on=on - was,
        off=was - on,
        pause=_pause(_last(form, PAUSE, KEEP)),
        channel=_chosen(_last(form, CHANNEL, view.channel), view.channel, view.channels),
        language=_chosen(_last(form, LANGUAGE, view.language), view.language, view.languages),
    )


def _form(body: bytes) -> Mapping[str, list[str]]:
    try:
        return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST)
    except ValueError as wrong:
        raise _wrong("more fields than there are", MOST) from wrong


def _last(form: Mapping[str, list[str]], name: str, otherwise: str) -> str:
    return form.get(name, [otherwise])[-1]


def _pause(said: str) -> int | None:
    if said == KEEP:
        return None
    if said not in {NO_PAUSE, *map(str, PAUSES)}:
        raise _wrong("a pause of a length that is not offered", said[:40])
    return int(said)


def _chosen(said: str, standing: str, offered: tuple[str, ...]) -> str | None:
    """ "" takes a choice back; None where nothing changes."""
    if said == standing:
        return None
    if said and said not in offered:
        raise _wrong("a choice that is not offered", said[:40])
    return said


def _wrong(what: str, said: object) -> Invalid:
    return Invalid("bad-preferences", f"the form holds {what}: {said}; open the page again and save from there")
