"""How values are put for people: times, names, counts. Pure; the templates use them as filters."""

import json
import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from segue.console.label_words import CALLED, own, spaced
from segue.contact_points import CHANNELS, named
from segue.languages.numbers import money, number
from segue.languages.texts import _, ngettext, translated
from segue.profile.names import full_name
from segue.times import DAY, HOUR, MINUTE, Millis, from_text, to_text

HUES, PLAIN = 8, str | int | float
UNKNOWN = _("Unknown visitor")
MONTHS = (
    *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
    *(_("Jul"), _("Aug"), _("Sept"), _("Oct"), _("Nov"), _("Dec")),
)
WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def millis(time: Millis | str) -> Millis:
    """A time as the product keeps it, from ISO text or as it is."""
    return from_text(time) if isinstance(time, str) else time


def iso(time: Millis | str) -> str:
    """ISO 8601 in UTC, for machines."""
    return to_text(millis(time))


def date(time: Millis | str) -> str:
    """`22 Nov 2026`."""
    return _("{day} {month} {year}").format(**_parts(time))


def clock(time: Millis | str) -> str:
    """`14:03`, UTC."""
    return iso(time)[11:16]


def plain(time: Millis | str) -> str:
    """`22 Nov 2026, 14:03 UTC`."""
    return f"{date(time)}, {clock(time)} UTC"


def day(time: Millis | str, now: Millis) -> str:
    """`Today`, `Yesterday`, `Monday 16 Nov` or, in another year, `16 Nov 2025`; days are UTC's."""
    moment = millis(time)
    age = now // DAY - moment // DAY
    if age in (0, 1):
        return str((_("Today"), _("Yesterday"))[age])
    if iso(moment)[:4] != iso(now)[:4]:
        return date(moment)
    weekday = WEEKDAYS[(moment // DAY + 3) % 7]  # the epoch was a Thursday
    return _("{weekday} {day} {month}").format(weekday=weekday, **_parts(moment))


def _parts(time: Millis | str) -> dict[str, str]:
    text = iso(time)
    return {"day": str(int(text[8:10])), "month": str(MONTHS[int(text[5:7]) - 1]), "year": text[:4]}


def ago(time: Millis | str, now: Millis) -> str:
    """`just now`, `3 min ago`, `2 h ago`, `5 days ago`, or the date after a month."""
    age = now - millis(time)
    if age < MINUTE:
        return _("just now")
    if age < HOUR:
        return _("{minutes} min ago").format(minutes=age // MINUTE)
    if age < DAY:
        return _("{hours} h ago").format(hours=age // HOUR)
    return plural("{count} day ago", "{count} days ago", age // DAY) if age < 31 * DAY else date(time)


def counted(count: int, one: str, many: str = "") -> str:
    """`1 day`, `2 days`, `1,200 people`: of `"day", "days"`, as a text of its own or in a list. In a sentence a noun
    may take another form: there the sentence itself is told for one and for many (`plural`)."""
    return f"{number(count)} {ngettext(one, many or one + 's', count)}"


def plural(one: str, many: str, count: int, **fields: Any) -> str:
    """The sentence for one or for many with its fields filled; `{count}` is written as numbers are."""
    return ngettext(one, many, count).format(count=number(count), **fields)


def initials(name: str) -> str:
    """Two letters of a name; of an e-mail address its first."""
    words = re.findall(r"\w+", name.partition("@")[0])
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def hue(text: str) -> int:
    """One of eight colours, always the same for the same text."""
    return zlib.crc32(text.encode("utf-8", "replace")) % HUES


def label(name: str) -> str:
    """`first_name` and `firstName` as `First name`; what has a name for people by that."""
    return translated(str.__str__(CALLED.get(name, "")) or sentence_case(spaced(name).lower()))


def channel(name: str) -> str:
    """What people call a channel: `E-mail`, `In-app`, `Phone`."""
    return sentence_case(by_channel(name)) if name in CHANNELS else label(name)


def sentence(said: str) -> str:
    """What went wrong as a sentence; one that begins with somebody's address keeps it as it is."""
    text = str(said)
    words, first = text.removesuffix("."), text.partition(" ")[0]
    return f"{words}." if "@" in first else f"{words[:1].upper()}{words[1:]}."


def sentence_case(said: str) -> str:
    """The same with a capital at its beginning."""
    text = str(said)
    return text[:1].upper() + text[1:]


def by_channel(name: str) -> str:
    """The same within a sentence: `e-mail`, `SMS`, `phone`."""
    return translated(named(name)) if name in CHANNELS else translated(spaced(name).lower())


def by_purpose(name: str) -> str:
    """What a message is for, within a sentence: `marketing`; what a shop has named itself by that."""
    return translated(name)


def shown(value: Any) -> str:
    """A trait or property as text: yes and no, lists with commas, anything deeper as JSON."""
    match value:
        case bool():
            return str(_("Yes") if value else _("No"))
        case None:
            return "–"
        case list() if all(isinstance(one, PLAIN) for one in value):
            return ", ".join(map(str, value))
        case Mapping() if all(isinstance(one, PLAIN) for one in value.values()):
            return ", ".join(map(str, value.values()))
        case Mapping() | list():
            return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def pretty(value: Any) -> str:
    """JSON over several lines, for those who want the whole of it."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def by_name(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in the order of what stands first in each for people: its name."""
    return sorted(rows, key=lambda row: str(row["name"]).casefold())


def called(traits: Mapping[str, Any], identifiers: list[dict[str, Any]]) -> str:
    """What to call a customer: the name, else the e-mail address, else the phone number."""
    known = {one["type"]: one["value"] for one in reversed(identifiers)}
    name = full_name(traits) or known.get("email") or known.get("phone")
    return str(name) if name else UNKNOWN


FILTERS = (
    iso,
    date,
    clock,
    plain,
    day,
    ago,
    counted,
    money,
    initials,
    hue,
    label,
    own,
    channel,
    by_channel,
    by_purpose,
    shown,
    pretty,
    sentence_case,
)
