"""A new broadcast: a form, how many it would reach, and then the word."""

from collections.abc import Mapping
from typing import Any

from segue.broadcasts.asking import Origin, asked
from segue.broadcasts.definitions import Broadcast
from segue.broadcasts.foreseeing import Foresight
from segue.broadcasts.managing import Standing
from segue.console.broadcasting import entry_of, row
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import label
from segue.contact_points import CHANNELS
from segue.errors import Invalid
from segue.keys import digest
from segue.messaging.reasons import explained
from segue.occasions import LOCAL, NOW
from segue.trailing import on_trail
from segue.wiring.managing import managing, shop_zone

FIELDS = ("segment", "template", "second", "share", "after", "by", "channel", "purpose", "at", "zone", "every", "pace")
LONGEST = 256


def show(visit: Visit, desk: Desk) -> Shown:
    """An empty form; a segment may be chosen already."""
    return _page(visit, desk, {"segment": visit.asked("segment")}, {"occasion": desk.fresh_token()})


def announce(visit: Visit, desk: Desk) -> Shown:
    """Counts, and with the word makes it. A form that is sent twice makes one."""
    typed = {name: visit.typed(name, LONGEST) for name in FIELDS}
    occasion = visit.typed("occasion", LONGEST) or desk.fresh_token()
    origin = Origin(f"b_{digest(b'broadcast', f'{visit.name} {occasion}')}", visit.name, visit.now, shop_zone())
    try:
        wanted = asked(said(typed), origin)
        if visit.form.get("do") == "make":
            return _made(managing().planned(wanted).broadcast, visit, desk)
        planned = managing().foreseen(wanted)
    except Invalid as wrong:
        return _page(visit, desk, typed, {"status": 422, "wrong": wrong.detail, "occasion": occasion})
    return _page(visit, desk, typed, {"planned": planned, "occasion": occasion})


def _made(wanted: Broadcast, visit: Visit, desk: Desk) -> Shown:
    with on_trail(desk.trail, entry_of(wanted, "broadcast.make", visit)):
        made = managing().make(wanted).broadcast
    return redirect(f"{visit.base}/broadcasts/{made.id}?said=made")


def foreseen(standing: Standing) -> dict[str, Any]:
    """To how many it would go, who is left out and why, and how many were looked at to know that."""
    found, count = standing.foresight or Foresight(), standing.count or 0
    share = count / found.looked if found.looked and not found.whole else 1
    about = "" if found.whole else "about "
    return {
        "about": about,
        "reachable": round(found.reachable * share),
        "left_out": round(sum(found.left_out.values()) * share),
        "reasons": [(explained(reason), round(people * share)) for reason, people in found.left_out.items()],
        "words": (
            "Everybody in the segment was looked at just now."
            if found.whole
            else f"Worked out from {found.looked:,} of {count:,} people, taken by chance."
        ),
    }


def said(typed: Mapping[str, str]) -> dict[str, Any]:
    """What a form says, as the API would say it. Raises Invalid where a number is none."""
    plain = {name: typed.get(name, "") for name in ("segment", "channel", "purpose", "zone", "every")}
    asking = {**plain, "at": typed.get("at") or NOW, "pace": _number(typed.get("pace", ""), "messages a minute")}
    second = typed.get("second", "")
    if not second:
        return {**asking, "template": typed.get("template", "")}
    variants = [{"template": typed.get("template", "")}, {"template": second}]
    share = _number(typed.get("share", ""), "the share that is tried first")
    trial = {"share": share, "after": typed.get("after") or "4h", "by": typed.get("by") or "clicked"}
    return {**asking, "variants": variants, "ab": trial if share else None}


def _number(text: str, what: str) -> int:
    if text and not (text.isascii() and text.isdigit()):
        raise Invalid("bad-number", f"{what}: that is no whole number")
    return int(text or 0)


def _page(visit: Visit, desk: Desk, typed: Mapping[str, str], outcome: Mapping[str, Any]) -> Shown:
    specs = desk.playbooks.definitions("segment")
    planned: Standing | None = outcome.get("planned")
    facts: dict[str, Any] = {
        "typed": {name: typed.get(name, "") for name in FIELDS},
        "segments": sorted(((key, str(spec.get("name") or label(key))) for key, spec in specs.items()), key=_called),
        "templates": sorted(desk.playbooks.definitions("template")),
        "channels": list(CHANNELS),
        "zones": [("", f"The shop’s clock ({shop_zone()})"), (LOCAL, "Each person’s own clock")],
        "wrong": "",
        "occasion": outcome["occasion"],
        "planned": {**row(planned, desk), **foreseen(planned)} if planned else None,
    }
    more = {name: one for name, one in outcome.items() if name in ("status", "wrong")}
    return page(visit, "broadcast_new.html", **(facts | more))


def _called(option: tuple[str, str]) -> str:
    return option[1].casefold()
