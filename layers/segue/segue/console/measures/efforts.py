"""The page of effort: how easy customers found it, by agent, channel, topic and queue, and how sure that is."""

from collections.abc import Callable
from typing import Any

from segue.api.roles import ADMIN
from segue.console.charts import columns
from segue.console.desk import Desk
from segue.console.measures import effort_charts
from segue.console.measures.measure_words import PERCENT
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import channel, counted, date, label
from segue.conversations.effort.sums import FEW, Sum, Told
from segue.conversations.scoring import GROUPS, By
from segue.languages.numbers import least, number
from segue.languages.texts import _
from segue.times import DAY, from_text, to_text
from segue.wiring.efforts import effort_span, efforts

NAMES: dict[By, str] = {"agent": _("Agent"), "channel": _("Channel"), "topic": _("Topic"), "queue": _("Queue")}
BY: dict[By, str] = {"agent": _("By agent"), "channel": _("By channel"), "topic": _("By topic"), "queue": _("By queue")}
CAPTIONS: dict[By, str] = {
    "agent": _("Effort by agent, those with the most answers first"),
    "channel": _("Effort by channel, those with the most answers first"),
    "topic": _("Effort by topic, those with the most answers first"),
    "queue": _("Effort by queue, those with the most answers first"),
}
NONE: dict[By, str] = {"agent": _("Nobody"), "channel": _("No channel"), "topic": _("No topic"), "queue": _("No queue")}
SPANS = (7, 30, 90, 365)
MOST = 100  # rows; those with the most answers come first
UNKNOWN = "–"


def show(visit: Visit, _desk: Desk) -> Shown:
    """The scores of the last days."""
    by = _by(visit.asked("by"))
    days = next((one for one in SPANS if str(one) == visit.asked("days")), 30)
    first = to_text(visit.now // DAY * DAY - (days - 1) * DAY)[:10]
    everybody = ADMIN in visit.roles
    told = efforts(by, effort_span(first, "", visit.now), None if everybody else visit.name)
    return page(
        visit,
        "effort.html",
        by_words=BY[by],
        head=NAMES[by],
        caption=CAPTIONS[by],
        own=by == "agent" and not everybody,
        whole=_row(told.whole, lambda _name: _("All together")),
        rows=[_row(one, _called(visit, by)) for one in told.rows[:MOST]],
        more=len(told.rows) - MOST,
        distribution=effort_charts.distribution(told.whole.scores),
        answers=_by_day(told),
        span=[date(from_text(f"{one.name}T00:00:00Z")) for one in (told.days[0], told.days[-1])],
        bys=[(BY[one], f"?by={one}&days={days}", one == by) for one in NAMES],
        spans=[(counted(one, "day", "days"), f"?by={by}&days={one}", one == days) for one in SPANS],
        few=FEW,
        ticks=effort_charts.TICKS,
    )


def _by(asked: str) -> By:
    known: tuple[By, ...] = tuple(one for one in GROUPS if one == asked)
    return known[0] if known else GROUPS[0]


def _called(visit: Visit, by: By) -> Callable[[str], str]:
    said: dict[By, Callable[[str], str]] = {"agent": visit.called, "channel": channel, "topic": label, "queue": label}
    return lambda name: said[by](name) if name else NONE[by]


def _row(one: Sum, called: Callable[[str], str]) -> dict[str, Any]:
    """A row as it is shown: its numbers in words, and its drawings."""
    low, high = one.interval or (None, None)
    return {
        "name": called(one.name),
        "asked": one.asked,
        "answered": one.answered,
        "unasked": one.unasked,
        "response": _percent(one.response),
        "mean": _number(one.mean),
        "interval": "" if low is None else _("{low} to {high}").format(low=_number(low), high=_number(high)),
        "easy": _percent(one.easy),
        "hard": _percent(one.hard),
        "few": one.few,
        "shares": effort_charts.shares(one.scores),
        "drawn": effort_charts.mean(one),
    }


def _by_day(told: Told) -> dict[str, Any]:
    names = [date(from_text(f"{one.name}T00:00:00Z")) for one in told.days]
    return columns([one.answered for one in told.days], names)


def _number(value: float | None) -> str:
    return UNKNOWN if value is None else number(value, 1)


def _percent(share: float | None) -> str:
    return UNKNOWN if share is None else f"{least(share)}{PERCENT}"
