"""The quarantine pages: what could not be understood, one record of it, and again."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from segue.api.cursors import page as page_of
from segue.api.cursors import time_of
from segue.api.emptying import Emptied
from segue.console.desk import Desk
from segue.console.operations.reasons import reason_of
from segue.console.rendering import page
from segue.console.visits import SOUGHT, Shown, Visit, redirect
from segue.console.words import plural
from segue.errors import Conflict, Invalid, NotFound
from segue.intake.quarantine import OPEN, REPLAYED, SET_ASIDE, Record, Waiting
from segue.intake.setting_aside import LONGEST
from segue.languages.texts import _
from segue.ledger import KEEP
from segue.times import Millis

PAGE = 30
AT_ONCE = 200  # records that one press tries
MOST_BODY = 100_000  # bytes of a body on its page
EVERY = {"source": _("Every source"), "reason": _("Every reason")}
STATES = {"": OPEN, REPLAYED: REPLAYED, SET_ASIDE: SET_ASIDE}
NO_REASON = _("Say in a few words why nobody needs to wait for it.")
ASIDE = _("Set aside. It counts as left out by that name, and nobody waits for it any more.")
TOO_LATE = _("It was replayed meanwhile, so it was not set aside.")
STILL = _("Still not understood. Mend what the reason says, then replay.")


def show(visit: Visit, desk: Desk) -> Shown:
    """What is held back, newest first: all, or of one source or reason."""
    picked = {name: visit.asked(name)[:SOUGHT] for name in ("source", "reason")}
    state = STATES.get(visit.asked("state"), "open")

    def read(most: int, before: Millis) -> list[Record]:
        return desk.quarantine.newest(most, before, **picked, state=state)

    found, further = page_of(read, _received, PAGE, time_of(visit.asked("before")))
    waiting = desk.quarantine.waiting()
    facts = {"items": [_row(one) for one in found], "next": _query(picked, before=further) if further else ""}
    facts |= {"picked": picked, "state": state, "filters": _filters(waiting, picked), "waits": waiting.of(**picked)}
    return page(visit, "quarantine.html", **facts, whole=waiting.whole, said=_said(visit))


def show_one(visit: Visit, desk: Desk) -> Shown:
    """One record with all that was kept of it, and what to do about it."""
    record = desk.quarantine.one(visit.args["record"])
    came = record.delivery
    told = {"still": ("bad", STILL), "replayed": ("", _stored(visit)), "aside": ("", ASIDE)}
    told |= {"no-reason": ("bad", NO_REASON), "late": ("bad", TOO_LATE)}
    said = told.get(visit.asked("said"))
    facts = {"parser": came.parser, "headers": sorted(came.headers.items()), "whole": record.whole}
    facts |= {"aside": record.set_aside, "goes": came.received_at + KEEP}
    facts |= {"size": record.size, "replayed_at": record.replayed_at, "why": reason_of(record.reason)}
    facts |= {"raw": _pretty(record)}
    return page(visit, "held.html", one={**_row(record), **facts}, said=said, unreasoned=said == told["no-reason"])


def replay(visit: Visit, desk: Desk) -> Shown:
    """Understands one record again, and to its page with what became of it."""
    record = visit.args["record"]
    try:
        done = desk.replay(record, visit.now)
    except Invalid:
        return redirect(f"{visit.base}/quarantine/{record}?said=still")
    return redirect(f"{visit.base}/quarantine/{record}?said=replayed&stored={done.stored}&duplicate={done.duplicate}")


def set_aside(visit: Visit, desk: Desk) -> Shown:
    """Nobody waits for one record any more, for a reason that is typed, and to its page."""
    record = visit.args["record"]
    try:
        desk.set_aside(record, visit.name, visit.typed("why", LONGEST), visit.now)
    except Conflict:
        return redirect(f"{visit.base}/quarantine/{record}?said=late")
    except NotFound:
        raise
    except Invalid:
        return redirect(f"{visit.base}/quarantine/{record}?said=no-reason")
    return redirect(f"{visit.base}/quarantine/{record}?said=aside")


def replay_all(visit: Visit, desk: Desk) -> Shown:
    """Understands all that the filter shows again, as many as there is time for, and back with what became of them."""
    picked = {name: visit.typed(name, SOUGHT) for name in ("source", "reason")}
    done = desk.emptying.empty(picked, AT_ONCE, time_of(visit.typed("before", SOUGHT)))
    return redirect(f"{visit.base}/quarantine{_query(picked, **_outcome(done))}")


def _outcome(done: Emptied) -> dict[str, str]:
    return {
        "said": "many",
        "replayed": str(done.replayed),
        "still": str(sum(done.still.values())),
        "stored": str(done.stored),
        "further": done.next or "",
    }


def _said(visit: Visit) -> dict[str, str] | None:
    """What became of the last replay of many; `further`: where pressing again goes on."""
    if visit.asked("said") != "many":
        return None
    replayed, still, stored = (_number(visit, name) for name in ("replayed", "still", "stored"))
    text = [
        plural("{count} record understood.", "{count} records understood.", replayed),
        plural("{count} event stored.", "{count} events stored.", stored),
    ]
    if still:
        unclear = plural(
            "{count} record still not: the cause is not mended yet.",
            "{count} records still not: the cause is not mended yet.",
            still,
        )
        text.append(unclear)
    return {"tone": "bad" if still else "", "text": " ".join(text), "further": visit.asked("further")}


def _stored(visit: Visit) -> str:
    stored, known = _number(visit, "stored"), _number(visit, "duplicate")
    text = [plural("Replayed: {count} event stored.", "Replayed: {count} events stored.", stored)]
    if known:
        text.append(plural("{count} event was known before.", "{count} events were known before.", known))
    return " ".join([*text, str(_("Profiles follow within seconds."))])


def _number(visit: Visit, name: str) -> int:
    text = visit.asked(name)
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _filters(waiting: Waiting, picked: Mapping[str, str]) -> list[dict[str, Any]]:
    """Two rows of choices with how many records each would show: sources, and reasons."""
    return [_choices(name, waiting, picked) for name in ("source", "reason")]


def _choices(name: str, waiting: Waiting, picked: Mapping[str, str]) -> dict[str, Any]:
    values = {one[0 if name == "source" else 1] for one in waiting.counted} | {picked[name]} - {""}
    made = [_choice(name, value, waiting, picked) for value in ("", *sorted(values))]
    return {"name": name, "every": EVERY[name], "choices": made}


def _choice(name: str, value: str, waiting: Waiting, picked: Mapping[str, str]) -> dict[str, Any]:
    to = {**picked, name: value}
    return {"value": value, "query": _query(to), "count": waiting.of(**to), "picked": picked[name] == value}


def _query(picked: Mapping[str, str], **more: str) -> str:
    given = {name: value for name, value in {**picked, **more}.items() if value}
    return f"?{urlencode(given)}" if given else ""


def _row(record: Record) -> dict[str, Any]:
    came = record.delivery
    return {
        "id": record.id,
        "time": came.received_at,
        "source": came.source,
        "reason": record.reason,
        "detail": record.detail,
        "state": record.state,
    }


def _pretty(record: Record) -> str:
    """The body as JSON over several lines where it is JSON and short enough, else as it came."""
    raw = record.delivery.body
    try:
        return json.dumps(json.loads(raw), ensure_ascii=False, indent=2) if len(raw) <= MOST_BODY else _text(raw)
    except (ValueError, RecursionError):
        return _text(raw)


def _text(raw: bytes) -> str:
    return raw[:MOST_BODY].decode("utf-8", "replace")


def _received(record: Record) -> Millis:
    return record.delivery.received_at
