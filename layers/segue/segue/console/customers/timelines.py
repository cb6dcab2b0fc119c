"""A timeline as the page shows one: moments by day, with icons, and what leads on to the older ones."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode

from segue.api.masks import masked
from segue.api.timeline import Moment, Place, Wanted, cursor, of_membership, place_of
from segue.console.icons import icon_of, tone_of
from segue.console.label_words import CALLED
from segue.console.visits import Visit
from segue.console.words import day, label
from segue.events import PREDICTION, TURNS
from segue.languages.texts import _
from segue.profile.summaries import summary
from segue.segments.membership import Membership
from segue.segments.verdicts import ALWAYS
from segue.times import Millis
from segue.tracing import trace_of

PAGE = 40
FILTERS = (
    (_("Everything"), "", ""),
    (_("Events"), "event", "live"),
    (_("Conversations"), "turn", "talk"),
    (_("Messages"), "message", "mail"),
    (_("Not sent"), "decision", "stop"),
    (_("Surveys"), "survey", "star"),
    (_("Segments"), "segment", "segments"),
    (_("Merges"), "merge", "merge"),
    (_("Predictions"), PREDICTION, "clock"),
)
HIDDEN = (PREDICTION,)  # unless it is asked for: of most nights there is one, and nothing has happened
ANYWHERE = (_("All channels"), "", "")
USUAL = ("web", "email")  # channels to choose from where nothing is known of a person's contacts
TRACK = "track"
SEGMENT = "segment"
SENT = ("message", "decision")
TURN = TURNS[0]


def wanted(visit: Visit) -> Wanted:
    """The part of a timeline that the page was asked for. Raises Invalid("bad-cursor", "bad-time")."""
    return Wanted(PAGE, place_of(visit.asked("before")), visit.asked("channel"), visit.asked("kind"), HIDDEN)


def memberships(membership: Membership, names: Callable[[str], str]) -> list[Moment]:
    """The segments that somebody is in as moments; those since always are of no day."""
    return [of_membership(key, names(key), since) for key, since in membership.segments.items() if since > ALWAYS]


def told(visit: Visit, moments: Sequence[Moment], further: Place) -> dict[str, Any]:
    """The moments by day, and the query that leads on from the last of them."""
    kept = {name: visit.asked(name) for name in ("kind", "channel")}
    asked = {**kept, "before": cursor(further), "day": day(moments[-1].time, visit.now) if moments else ""}
    query = _query(asked) if further else ""
    days = [{"day": name, "moments": list(group)} for name, group in _by_day(visit, moments)]
    return {"days": days, "next": query, "before": visit.asked("before")}


def _by_day(visit: Visit, moments: Sequence[Moment]) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    for name, group in groupby(moments, key=lambda one: day(one.time, visit.now)):
        yield name, (_moment(visit, one) for one in group)


def _moment(visit: Visit, one: Moment) -> dict[str, Any]:
    named = _named(one)
    said = _said(visit, one)
    return {
        **vars(one),
        "title": named,
        "summary": said or (one.title if one.title not in (one.act, named) and one.act != TRACK else ""),
        "detail": masked(one.detail, visit.roles),
        "icon": icon_of(one.title, one.channel, one.kind),
        "tone": tone_of(one.title, one.kind),
        "trace": "" if one.kind in (*SENT, SEGMENT) else trace_of(one.id),
        "why": f"messages/{one.id}" if one.kind in SENT else quote(one.id) if one.kind == SEGMENT else "",
    }


def _said(visit: Visit, one: Moment) -> str:
    """What became of a message, and of anything else what it was about."""
    if one.kind == SEGMENT:
        return _("in this segment since then")
    if one.kind in SENT:
        return label(one.detail["state"])
    return summary(one.title, _by_name(visit, one.detail))


def _by_name(visit: Visit, detail: Mapping[str, Any]) -> Mapping[str, Any]:
    """With what the visitor calls who of the staff did it."""
    return {**detail, "actor": visit.called(str(detail["actor"]), _("you"))} if "actor" in detail else detail


def _named(one: Moment) -> str:
    """What it is called; a message without a subject by its template."""
    if one.kind in SENT and one.title == one.detail["template"]:
        return label(one.title)
    if one.title == TURN:
        return _("The shop answered") if one.detail.get("author") in ("agent", "bot") else _("The customer wrote")
    return CALLED.get(one.title, one.title) if one.act == TRACK or one.kind != "event" else label(one.act)


def watching(visit: Visit, until: Place, seen: Millis) -> str:
    """The query with which the browser asks what is new: down to a place, after a moment that it has seen."""
    kept = {one: visit.asked(one) for one in ("kind", "channel")}
    return _query({**kept, "seen": str(seen), "until": cursor(until)})


def filters(visit: Visit, channels: Collection[str] = ()) -> list[dict[str, Any]]:
    """What to choose from, as groups of links that each keep what the other chose: kinds, and channels where there are
    any."""
    known = sorted({*USUAL, *channels, *filter(None, [visit.asked("channel")])}) if channels else []
    places = [ANYWHERE, *((label(one), one, icon_of("", one)) for one in known)]
    groups = [_group(visit, _("Show"), "kind", FILTERS), _group(visit, _("On"), "channel", places)]
    return groups if known else groups[:1]


def _group(visit: Visit, name: str, part: str, offered: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    kept = {one: visit.asked(one) for one in ("kind", "channel")}
    choices = [
        {"name": title, "icon": icon, "chosen": kept[part] == value, "query": _query({**kept, part: value})}
        for title, value, icon in offered
    ]
    return {"name": name, "choices": choices}


def _query(asked: Mapping[str, Any]) -> str:
    text = urlencode({name: value for name, value in asked.items() if value})
    return f"?{text}" if text else ""
