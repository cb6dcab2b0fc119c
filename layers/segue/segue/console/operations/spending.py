"""The page of costs: modelled dollars of counted events and messages, by day and part."""

from typing import Any

from segue.console.charts import columns
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import counted, date
from segue.costs.metering import MODELLED, NAMES, Costs
from segue.languages.numbers import number, with_sign
from segue.languages.texts import _
from segue.messaging.figures import span_of
from segue.times import DAY, from_text, to_text

CALLED = {
    "database": _("Database"),
    "functions": _("Functions"),
    "doors": _("HTTP API"),
    "queues": _("Queues, bus and timers"),
    "archive": _("Archive"),
    "mails": _("E-mail (SES)"),
    "standing": _("What stands there anyway"),
}
SPANS = (7, 30, 60)
MICRO = 1_000_000


def show(visit: Visit, _desk: Desk) -> Shown:
    """The last days."""
    from segue.wiring.metering import metered

    days = next((one for one in SPANS if str(one) == visit.asked("days")), 30)
    begin = to_text(visit.now // DAY * DAY - (days - 1) * DAY)[:10]
    found = metered(span_of(begin, "", visit.now), visit.now)
    return page(
        visit,
        "costs.html",
        tiles=_tiles(found),
        charts=[_chart(name, found) for name in sorted(NAMES, key=lambda one: -found.parts[one])],
        span=[_date(found.days[0].counted.day), _date(found.days[-1].counted.day)],
        rows=[_row(one) for one in reversed(found.days)],
        spans=[(counted(one, "day", "days"), f"?days={one}", one == days) for one in SPANS],
        found=found,
        read=_date(found.prices.read),
        total=dollars(found.total),
        modelled=MODELLED,
    )


def dollars(much: float) -> str:
    """Dollars as they are read: small ones with as many digits as say something."""
    if not much:
        return with_sign("0", "USD")
    return with_sign(number(much, 2 if much >= 1 else 4 if much >= 0.0001 else 6), "USD")


def _tiles(found: Costs) -> list[tuple[str, str]]:
    month = _("Nothing to go by yet") if found.month is None else dollars(found.month)
    return [
        (_("This month, forecast"), month),
        (_("A thousand events"), dollars(found.per_thousand_events)),
        (_("A thousand messages"), dollars(found.per_thousand_sends)),
        (_("A thousand e-mails"), dollars(found.per_thousand_mails)),
    ]


def _chart(part: str, found: Costs) -> dict[str, Any]:
    spent = [one.parts[part] for one in found.days]
    names = [f"{_date(one.counted.day)}: {dollars(one.parts[part])}" for one in found.days]
    chart = columns([round(MICRO * much) for much in spent], names)
    return {
        "name": CALLED[part],
        "total": dollars(found.parts[part]),
        "most": dollars(max(spent, default=0)),
        "chart": chart,
    }


def _row(one: Any) -> dict[str, Any]:
    return {
        "day": _date(one.counted.day),
        "events": one.counted.events,
        "sent": one.counted.sent,
        "total": dollars(one.total),
    }


def _date(day: str) -> str:
    return date(from_text(f"{day}T00:00:00Z"))
