"""The calculator: how many people an experiment needs, before it begins."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import plural
from segue.errors import Invalid
from segue.judging.power import Plan, Planned, plan
from segue.languages.numbers import figures, number
from segue.languages.texts import _

EFFECTS = (5, 10, 20, 30, 50)  # per cent, beside what was asked
LONGEST = 12  # digits of a number


@dataclass(frozen=True)
class Field:
    """A number that is asked for, with what it begins as."""

    name: str
    words: str
    about: str
    usual: str
    step: str = "any"


FIELDS = (
    Field("base", _("Of 100 people, how many order without it?"), _("As today, in the weeks that it is to take"), "3"),
    Field("effect", _("Smallest difference worth knowing, in per cent"), _("10: from 3 of 100 to 3.3"), "10"),
    Field("variants", _("Variants beside the one to compare with"), _("1 for A and B"), "1", "1"),
    Field("control", _("Per cent of people in the arm to compare with"), _("The holdout, or the first variant"), "50"),
    Field("weekly", _("People a week who come to it"), _("In all arms together"), "5000", "1"),
)


def show(visit: Visit) -> Shown:
    """The form, with what follows from it."""
    typed = {one.name: visit.asked(one.name)[:LONGEST] or one.usual for one in FIELDS}
    try:
        asked = _planned(typed)
        found, wrong = _found(asked), ""
    except Invalid as refused:
        found, wrong = {}, refused.detail
    fields = [(one, typed[one.name]) for one in FIELDS]
    return page(visit, "experiment_plan.html", 422 if wrong else 200, fields=fields, found=found, wrong=wrong)


def _planned(typed: dict[str, str]) -> Planned:
    """Raises Invalid("bad-plan")."""
    base, effect, variants, control, weekly = (_number(one, typed[one.name]) for one in FIELDS)
    if variants != int(variants):
        raise Invalid("bad-plan", str(_("variants are whole")))
    return Planned(base / 100, effect / 100, int(variants), control / 100, weekly)


def _number(field: Field, said: str) -> float:
    try:
        found = float(said.replace(",", "."))
    except ValueError as wrong:
        raise Invalid("bad-plan", _("“{field}” takes a number").format(field=field.words)) from wrong
    if not isfinite(found):
        raise Invalid("bad-plan", _("“{field}” takes a number").format(field=field.words))
    return found


def _found(asked: Planned) -> dict[str, Any]:
    made = plan(asked)
    return {
        "made": made,
        "weeks": _weeks(made),
        "from": figures(asked.base * 100),
        "to": figures(made.changed * 100),
        "others": [_other(asked, effect) for effect in EFFECTS if 0 < asked.base * (1 + effect / 100) < 1],
    }


def _other(asked: Planned, effect: int) -> tuple[str, str, str]:
    made = plan(asked._replace(effect=effect / 100))
    return f"{effect} %", number(made.people), _weeks(made) or "–"


def _weeks(made: Plan) -> str:
    return "" if made.weeks is None else plural("{count} week", "{count} weeks", max(1, round(made.weeks)))
