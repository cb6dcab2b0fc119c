"""The dashboards of measures: out of the last results, each figure with its picture."""

from typing import Any

from segue.console.desk import Desk
from segue.console.measures import measure_asking as asking
from segue.console.measures.measure_cards import ask, card, due, last
from segue.console.measures.measure_groups import Group, group_of, groups, members
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import counted
from segue.measures.definitions import definition
from segue.measures.results import PERIODS, Wish
from segue.measures.showing import days_of, together

LONGEST = 60  # characters of a group's name, and of a period


def show(visit: Visit, _: Desk) -> Shown:
    """A dashboard. What was never worked out is asked for, and comes by itself."""
    group, (period, wrong) = group_of(visit.asked("group")), asking.chosen(visit)
    wished = {of.name: asking.wish_of(visit, of, period) for of in members(group)}
    parts = [one for of in members(group) for one in together(of, wished[of.name])]
    found = last(parts)
    lacking = due(visit, parts, found)
    if lacking and not asking.asked_at(visit):
        ask(visit, lacking)
        visit = asking.asked_now(visit)
    cards = [card(visit, of, wished[of.name], found) for of in members(group)]
    return page(
        visit,
        "measures.html",
        group=group,
        groups=[(one.name, _query(one, period), one == group) for one in groups()],
        periods=[(counted(days_of(one), "day", "days"), _query(group, one), one == period) for one in PERIODS],
        period=period,
        said=asking.period_name(period),
        wrong=wrong,
        cards=cards,
        oldest=min((one["made"] for one in cards if not one["nothing"]), default=0),
        again=f"measures{_query(group, period, asked=asking.asked_at(visit))}" if waiting(cards) else "",
    )


def refresh(visit: Visit, _: Desk) -> Shown:
    """Has all of a dashboard worked out anew."""
    group, typed = group_of(visit.typed("group", LONGEST)), visit.typed("period", LONGEST)
    period = typed if typed in PERIODS else asking.USUAL
    parts: list[Wish] = []
    for of in members(group):
        parts += together(of, asking.wish_of(visit, of, period))
    return asked_for(visit, parts, _query(group, period))


def more(visit: Visit, _: Desk) -> Shown:
    """204 while a card is being worked out; the card when it is there, or when that takes too long."""
    of, (period, _wrong) = definition(visit.args["measure"]), asking.chosen(visit)
    wish = asking.wish_of(visit, of, period)
    made = card(visit, of, wish, last(together(of, wish)))
    return Shown(204) if made["waits"] else page(visit, "measure_card.html", one=made)


def asked_for(visit: Visit, wished: list[Wish], query: str, path: str = "/measures") -> Shown:
    """Asks the queue, and shows the page that waits."""
    ask(visit, wished)
    return after(visit, path, query)


def after(visit: Visit, path: str, query: str) -> Shown:
    """To the page that waits for what was asked for just now."""
    return redirect(f"{visit.base}{path}{query}&asked={visit.now}")


def waiting(cards: list[dict[str, Any]]) -> bool:
    """Whether one of them is being worked out."""
    return any(one["waits"] for one in cards)


def _query(group: Group, period: str, **more: Any) -> str:
    return asking.query(period, **({"group": group.key} if group.key else {}), **more)
