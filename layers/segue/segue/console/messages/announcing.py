"""A new broadcast: a form, how many it would reach, and then the word, which holds for what was counted alone."""

import json
from collections.abc import Mapping
from typing import Any

from segue.broadcasts.asking import Origin, asked
from segue.broadcasts.definitions import Broadcast, says
from segue.broadcasts.foreseeing import Foresight
from segue.broadcasts.managing import Standing
from segue.console.desk import Desk
from segue.console.label_words import own
from segue.console.messages.broadcasting import entry_of, row
from segue.console.messages.consent_words import UNASKED
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import counted, plural
from segue.contact_points import CHANNELS
from segue.errors import Invalid
from segue.keys import digest
from segue.languages.numbers import number
from segue.languages.texts import _
from segue.messaging.reasons import explained
from segue.occasions import LOCAL, NOW
from segue.trailing import on_trail
from segue.wiring.audiences import shop_zone
from segue.wiring.managing import managing

FIELDS = ("segment", "template", "second", "share", "after", "by", "channel", "purpose", "at", "zone", "every", "pace")
LONGEST = 256
CHOSEN = ("segment", "template", "channel")
UNCHOSEN = _("Choose to whom it goes, the message, and by which channel.")
CHANGED = _("This is not what was counted. See how many it would be once more; nothing was sent.")
# What is wrong with a form, as the broadcasts say it; the catalogues learn it from here.
REFUSED = (
    _("each variant has a template of its own"),
    _("what recurs needs a time of the day: 2026-12-01T09:00"),
    _("a broadcast is planned for at most a year ahead"),
    _("`at` is `now`, or a time such as 2026-12-01T09:00"),
    _("`zone` is `local` or the name of a time zone such as Europe/Berlin"),
)


def show(visit: Visit, desk: Desk) -> Shown:
    """An empty form; a segment may be chosen already."""
    return _page(visit, desk, {"segment": visit.asked("segment")}, {"occasion": desk.fresh_token()})


def announce(visit: Visit, desk: Desk) -> Shown:
    """Counts, and with the word makes it. A form that is sent twice makes one."""
    typed = {name: visit.typed(name, LONGEST) for name in FIELDS}
    occasion = visit.typed("occasion", LONGEST) or desk.fresh_token()
    mark = _mark(typed, occasion)
    origin = Origin(f"b_{digest(b'broadcast', f'{visit.name} {mark}')}", visit.name, visit.now, shop_zone())
    try:
        wanted = asked(said(typed), origin)
        if visit.form.get("do") == "make":
            _must_be_counted(visit, mark)
            return _made(managing().planned(wanted).broadcast, visit, desk)
        planned = managing().foreseen(wanted)
    except Invalid as wrong:
        return _page(visit, desk, typed, {"status": 422, "wrong": wrong.detail, "occasion": occasion})
    more = {"sample": _sampled(visit, desk, planned), "occasion": occasion, "counted": mark}
    return _page(visit, desk, typed, {"planned": planned, **more})


def _sampled(visit: Visit, desk: Desk, planned: Standing) -> dict[str, Any] | None:
    from segue.console.messages.sampling import sampled  # with what shows people, for who is about to send

    return sampled(visit, desk, planned)


def _mark(typed: Mapping[str, str], occasion: str) -> str:
    """Stands for all that was counted: whatever is changed has another one."""
    return digest(b"counted", json.dumps([occasion, *(typed[name] for name in FIELDS)]))


def _must_be_counted(visit: Visit, mark: str) -> None:
    """Raises Invalid where what is posted is not what the result was of."""
    if visit.typed("counted", LONGEST) != mark:
        raise Invalid("not-counted", CHANGED)


def _made(wanted: Broadcast, visit: Visit, desk: Desk) -> Shown:
    with on_trail(desk.trail, entry_of(wanted, "broadcast.make", visit)):
        made = managing().make(wanted).broadcast
    return redirect(f"{visit.base}/broadcasts/{made.id}?said=made")


def foreseen(standing: Standing) -> dict[str, Any]:
    """To how many it would go, who is left out and why, and how many were looked at to know that."""
    found, count = standing.foresight or Foresight(), standing.count or 0
    share = count / found.looked if found.looked and not found.whole else 1
    some = _("Worked out from {looked} of {count} people, taken by chance.")
    return {
        "reachable": _people(round(found.reachable * share), found.whole),
        "left_out": _people(round(sum(found.left_out.values()) * share), found.whole),
        "unasked": (_people(round(found.unasked * share), found.whole), UNASKED) if found.unasked else None,
        "reasons": [(explained(one), round(people * share)) for one, people in found.left_out.items()],
        "words": (
            _("Everybody in the segment was looked at just now.")
            if found.whole
            else some.format(looked=number(found.looked), count=number(count))
        ),
    }


def _people(count: int, whole: bool) -> str:
    """So many, or about so many where not everybody was looked at."""
    if whole:
        return counted(count, "person", "people")
    return plural("about {count} person", "about {count} people", count)


def said(typed: Mapping[str, str]) -> dict[str, Any]:
    """What a form says, as the API would say it. Raises Invalid where something is not chosen or a number is none."""
    if not all(typed.get(name) for name in CHOSEN):
        raise Invalid("not-chosen", UNCHOSEN)
    plain = {name: typed.get(name, "") for name in ("segment", "channel", "purpose", "zone", "every")}
    pace = _number(typed.get("pace", ""), _("messages a minute: that is no whole number"))
    asking = {**plain, "at": typed.get("at") or NOW, "pace": pace}
    second = typed.get("second", "")
    if not second:
        return {**asking, "template": typed.get("template", "")}
    variants = [{"template": typed.get("template", "")}, {"template": second}]
    share = _number(typed.get("share", ""), _("the share that is tried first: that is no whole number"))
    trial = {"share": share, "after": typed.get("after") or "4h", "by": typed.get("by") or "clicked"}
    return {**asking, "variants": variants, "ab": trial if share else None}


def _number(text: str, wrong: str) -> int:
    if text and not (text.isascii() and text.isdigit()):
        raise Invalid("bad-number", wrong)
    return int(text or 0)


def _page(visit: Visit, desk: Desk, typed: Mapping[str, str], outcome: Mapping[str, Any]) -> Shown:
    specs, templates = desk.playbooks.definitions("segment"), desk.playbooks.definitions("template")
    ways = {key: [one for one in CHANNELS if says(templates, key, one)] for key in sorted(templates)}
    planned: Standing | None = outcome.get("planned")
    facts: dict[str, Any] = {
        "typed": {name: typed.get(name, "") for name in FIELDS},
        "segments": sorted(((key, str(spec.get("name") or own(key))) for key, spec in specs.items()), key=_called),
        "templates": {key: there for key, there in ways.items() if there},
        "channels": [one for one in CHANNELS if any(one in there for there in ways.values())],
        "zones": [("", _("The shop’s clock ({zone})").format(zone=shop_zone())), (LOCAL, _("Each person’s own clock"))],
        "wrong": "",
        "occasion": outcome["occasion"],
        "planned": {**row(planned, desk), **foreseen(planned)} if planned else None,
        "counted": outcome.get("counted", ""),
        "sample": outcome.get("sample"),
    }
    more = {name: one for name, one in outcome.items() if name in ("status", "wrong")}
    return page(visit, "broadcast_new.html", **(facts | more))


def _called(option: tuple[str, str]) -> str:
    return option[1].casefold()
