"""What a clause may ask, as a form offers it: a sentence's words for each operator, in groups by subject."""

from collections.abc import Mapping
from typing import NamedTuple

from segue.console.segments.clause_slots import shapes
from segue.console.words import label
from segue.languages.texts import _, translated

SUBJECTS: Mapping[str, Mapping[str, str]] = {
    _("Who they are"): {
        "trait": _("Something known of them"),
        "known_by": _("Has an id or address"),
        "in_segment": _("Is in a segment"),
        "predicted": _("A prediction"),
    },
    _("How to reach them"): {
        "reachable": _("May be written to"),
        "consent": _("What they agreed to"),
        "engaged": _("How active they are"),
    },
    _("Carts and orders"): {
        "cart": _("Has a cart"),
        "ordered": _("Number of orders"),
        "spent": _("Money spent"),
        "bought": _("Products bought"),
        "prefers": _("Mostly buys"),
        "discount_share": _("Share bought at a promotion"),
        "buys_every": _("Time between orders"),
        "overdue": _("Late with the next order"),
        "due_again": _("Needs something again"),
        "rfm": _("Recency, frequency, money (RFM)"),
    },
    _("What interests them"): {
        "interested": _("Has looked at"),
        "researching": _("Is about to choose"),
    },
    _("What happened"): {
        "did": _("An event happened"),
        "first": _("An event for the first time"),
        "last": _("An event for the last time"),
        "sequence": _("Events in an order"),
        "support": _("Service and surveys"),
    },
}


class Offered(NamedTuple):
    """An operator: its id, what a form calls it, and a longer explanation."""

    key: str
    name: str
    about: str


def subjects() -> list[tuple[str, list[Offered]]]:
    """The operators by subject, each with its words; one that has no subject stands under its own name at the end."""
    known = shapes()
    found = [(str(title), [_offered(key, name) for key, name in names.items()]) for title, names in SUBJECTS.items()]
    placed = {key for names in SUBJECTS.values() for key in names}
    others = [_offered(key, label(key)) for key in sorted(known.keys() - placed)]
    return [*found, (str(_("Other")), others)] if others else found


def _offered(key: str, name: str) -> Offered:
    return Offered(key, str(name), translated(shapes()[key].about))
