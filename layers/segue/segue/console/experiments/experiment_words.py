"""How experiments are put for people: differences, states, what belongs where. Pure."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from segue.console.label_words import own
from segue.console.measures.measure_words import NONE, Put
from segue.experiments.declared import ALL, HOLDOUT, JOURNEY, SHOWN
from segue.experiments.units import GLOBAL
from segue.judging.sequential import Arm, Interval
from segue.languages.numbers import figures, number
from segue.languages.texts import _

STATES: Mapping[str, tuple[str, str]] = {
    "waiting": (_("Waiting for people"), ""),
    "early": (_("Too early to say"), ""),
    "open": (_("Not sure yet"), "accent"),
    "better": (_("Sells more"), "good"),
    "worse": (_("Sells less"), "bad"),
    "broken": (_("Do not trust"), "bad"),
}
# Outcomes: how they are called, and per how many people they are told; money for each person.
OUTCOMES: Mapping[str, tuple[str, int]] = {
    "ordered": (_("Customers who ordered"), 100),
    "orders": (_("Orders"), 100),
    "revenue": (_("Revenue"), 1),
    "contacts": (_("Contacts"), 100),
    "unsubscribed": (_("Objected to messages"), 100),
}
JOINED = "\u2060"  # no line begins behind a sign
NAMES = {
    HOLDOUT: _("Held out"),
    ALL: _("All marketing"),
    SHOWN: _("Shown"),
    JOURNEY: _("The journey"),
    GLOBAL: _("All marketing"),
}
PLACES: Mapping[str, tuple[str, str]] = {
    "journey": (_("Journey"), "journeys"),
    "placement": (_("Placement"), "placements"),
    "template": (_("Template"), "templates"),
}


def state(name: str) -> tuple[str, str]:
    """A state in words, and its tone."""
    return STATES[name]


def arm(name: str) -> str:
    """An arm as a heading."""
    return NAMES.get(name, name)


def place(kind: str, of: str) -> dict[str, str]:
    """What an experiment belongs to: {"words", "link"}; no link where there is no page."""
    words, folder = PLACES.get(kind, (_("Holdout of everybody") if kind in ("policy", GLOBAL) else _("Experiment"), ""))
    return {
        "words": f"{words} {own(of)}" if folder and of else words,
        "link": f"{folder}/{quote(of)}" if folder and of else "",
    }


def outcome(name: str) -> str:
    """`Orders, of 100 people`."""
    words, people = OUTCOMES[name]
    form = _("{what}, for each person") if people == 1 else _("{what}, of 100 people")
    return form.format(what=words)


def amount(name: str, value: float, currency: str) -> str:
    """What an arm came to."""
    people = OUTCOMES[name][1]
    return Put("money", currency).value(value) if name == "revenue" else number(value * people, 2)


def each(name: str, of: Arm, currency: str) -> str:
    """What people of an arm came to; a dash where there are none."""
    return amount(name, of.mean, currency) if of.people else NONE


def span(name: str, found: Interval | None, currency: str) -> str:
    """`−0.4 to +1.1`; "" while it is too early."""
    if found is None:
        return ""
    return _("{low} to {high}").format(low=signed(name, found.low, currency), high=signed(name, found.high, currency))


def signed(name: str, value: float, currency: str) -> str:
    """A difference with its sign."""
    said = amount(name, abs(value), currency)
    return ("−" if value < 0 else "+") + JOINED + said


def tone(name: str, found: Interval | None) -> str:
    """Good, bad, or "" where nothing is sure."""
    if found is None or not found.sure:
        return ""
    more = found.low > 0
    return "good" if more is not (name in ("contacts", "unsubscribed")) else "bad"


class Points(Put):
    """Differences of shares as they stand beside an axis: points of 100 people."""

    def value(self, value: float | None) -> str:
        """`+0.4`."""
        return NONE if value is None else signed("ordered", value, self.currency)

    def axis(self, value: float) -> str:
        """`+0.5`."""
        return "0" if value == 0 else f"{'−' if value < 0 else '+'}{figures(abs(value) * 100)}"


def put() -> Any:
    """How the chart writes its values."""
    return Points("share")
