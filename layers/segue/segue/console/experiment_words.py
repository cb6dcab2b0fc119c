"""How experiments are put for people: differences, states, what belongs where. Pure."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from segue.console.measure_words import NONE, Put
from segue.experiments.declared import ALL, HOLDOUT, JOURNEY, SHOWN
from segue.experiments.units import GLOBAL
from segue.judging.sequential import Arm, Interval

STATES: Mapping[str, tuple[str, str]] = {
    "waiting": ("Waiting for people", ""),
    "early": ("Too early to say", ""),
    "open": ("Not sure yet", "accent"),
    "better": ("Sells more", "good"),
    "worse": ("Sells less", "bad"),
    "broken": ("Do not trust", "bad"),
}
# Outcomes: how they are called, and per how many people they are told; money for each person.
OUTCOMES: Mapping[str, tuple[str, int]] = {
    "ordered": ("Customers who ordered", 100),
    "orders": ("Orders", 100),
    "revenue": ("Revenue", 1),
    "contacts": ("Contacts", 100),
    "unsubscribed": ("Objected to messages", 100),
}
JOINED = "\u2060"  # no line begins behind a sign
NAMES = {HOLDOUT: "Held out", ALL: "All marketing", SHOWN: "Shown", JOURNEY: "The journey", GLOBAL: "All marketing"}
PLACES: Mapping[str, tuple[str, str]] = {
    "journey": ("Journey", "journeys"),
    "placement": ("Placement", "placements"),
    "template": ("Template", "templates"),
}


def state(name: str) -> tuple[str, str]:
    """A state in words, and its tone."""
    return STATES[name]


def arm(name: str) -> str:
    """An arm as a heading."""
    return NAMES.get(name, name)


def place(kind: str, of: str) -> dict[str, str]:
    """What an experiment belongs to: {"words", "link"}; no link where there is no page."""
    words, folder = PLACES.get(kind, ("Holdout of everybody" if kind in ("policy", GLOBAL) else "Experiment", ""))
    return {
        "words": f"{words} {of}" if folder and of else words,
        "link": f"{folder}/{quote(of)}" if folder and of else "",
    }


def outcome(name: str) -> str:
    """`Orders, of 100 people`."""
    words, people = OUTCOMES[name]
    return f"{words}, for each person" if people == 1 else f"{words}, of 100 people"


def amount(name: str, value: float, currency: str) -> str:
    """What an arm came to."""
    people = OUTCOMES[name][1]
    return Put("money", currency).value(value) if name == "revenue" else f"{value * people:.2f}"


def each(name: str, of: Arm, currency: str) -> str:
    """What people of an arm came to; a dash where there are none."""
    return amount(name, of.mean, currency) if of.people else NONE


def span(name: str, found: Interval | None, currency: str) -> str:
    """`−0.4 to +1.1`; "" while it is too early."""
    if found is None:
        return ""
    return f"{signed(name, found.low, currency)} to {signed(name, found.high, currency)}"


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
        return "0" if value == 0 else f"{'−' if value < 0 else '+'}{abs(value) * 100:.3g}"


def put() -> Any:
    """How the chart writes its values."""
    return Points("share")
