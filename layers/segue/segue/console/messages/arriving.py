"""The page of deliverability: how messages arrive, by template, domain and channel, and how that went by day."""

from collections import Counter
from typing import Any

from segue.console.charts import columns
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import channel, counted, date, label
from segue.languages.numbers import least
from segue.languages.texts import _
from segue.messaging.figures import GROUPS, SENT, By, Row, Told, span_of
from segue.times import DAY, from_text, to_text
from segue.wiring.switches import figures

NAMES: dict[By, str] = {"template": _("Template"), "domain": _("Domain"), "channel": _("Channel")}
SPANS = (7, 30, 60)
MOST = 100  # rows; the busiest come first
# What a row tells, as its heading and whether it is a share of what was sent that is better small.
SHOWN = (
    ("delivered", _("Delivered")),
    ("bounced", _("Bounced")),
    ("complained", _("Complaints")),
    ("unsubscribed", _("Unsubscribed")),
    ("opened", _("Opened")),
    ("clicked", _("Clicked")),
)
TOO_MANY = {"bounced": 5.0, "complained": 0.1}  # per cent, at which providers begin to refuse
CHANCE = 2  # so many alone say nothing: one complaint of fifteen mails is no rate of 6 %


def show(visit: Visit, _desk: Desk) -> Shown:
    """The figures of the last days, the busiest first."""
    by = _by(visit.asked("by"))
    days = next((one for one in SPANS if str(one) == visit.asked("days")), 30)
    today = visit.now // DAY * DAY
    asked = span_of(to_text(today - (days - 1) * DAY)[:10], "", visit.now)
    told, silent = figures().between(by, asked), figures().silent(asked, visit.now)
    whole = sum((Counter(one.counts) for one in told.rows), Counter[str]())
    return page(
        visit,
        "deliverability.html",
        rows=[_row(one, by) for one in told.rows[:MOST]],
        more=len(told.rows) - MOST,
        tiles=_row(Row("", "", whole), by),
        silent=sorted(silent.items(), key=lambda one: (-one[1], one[0])),
        charts=_charts(told),
        span=[date(from_text(f"{one}T00:00:00Z")) for one in (min(told.days), max(told.days))],
        bys=[(NAMES[one], f"?by={one}&days={days}", one == by) for one in NAMES],
        spans=[(counted(one, "day", "days"), f"?by={by}&days={one}", one == days) for one in SPANS],
        headings=[NAMES[by], _("Sent"), *(heading for _outcome, heading in SHOWN)],
    )


def _by(asked: str) -> By:
    known: tuple[By, ...] = tuple(one for one in GROUPS if one == asked)
    return known[0] if known else GROUPS[0]


def _row(row: Row, by: By) -> dict[str, Any]:
    """A row as it is shown: the number and the share of each outcome, and whether it is too many."""
    cells = [
        {
            "name": heading,
            "count": row.counts.get(outcome, 0),
            "share": f"{least(row.share(outcome))} %",
            "bad": row.counts.get(outcome, 0) > CHANCE and row.share(outcome) >= TOO_MANY.get(outcome, 101),
        }
        for outcome, heading in SHOWN
    ]
    called = {"domain": str, "channel": channel}.get(by, label)
    return {"name": called(row.name), "channel": channel(row.channel), "sent": row.counts.get(SENT, 0), "cells": cells}


def _charts(told: Told) -> list[tuple[str, dict[str, Any]]]:
    days = sorted(told.days.items())
    names = [date(from_text(f"{day}T00:00:00Z")) for day, _counts in days]
    wanted = {_("Sent"): (SENT,), _("Bounced, complained, unsubscribed"): ("bounced", "complained", "unsubscribed")}
    return [
        (what, columns([sum(counts.get(one, 0) for one in some) for _day, counts in days], names))
        for what, some in wanted.items()
    ]
