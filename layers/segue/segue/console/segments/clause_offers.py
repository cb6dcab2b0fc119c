"""What may stand in the fields of a clause, as far as the shop is known: lists that a browser offers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from segue.console.desk import Desk
from segue.contact_points import CHANNELS, PURPOSES
from segue.languages.numbers import SYMBOLS

LOOKED = 200  # products: one read of the catalog
MOST = 100  # values of a list
TRAITS = ("firstName", "lastName", "birthday", "gender", "city", "country", "language", "company", "createdAt")
PREDICTED = ("churn", "price_sensitivity", "purchases_30d", "purchases_90d", "value_90d", "value_365d")
NAMED = ("trait", "event", "category", "brand", "currency", "predicted", "topic", "feature")  # by other texts


def offers(desk: Desk) -> dict[str, list[str]]:
    """{field: values}: what the catalog says, events that came in, and what other texts of the playbook name."""
    found = _of_products()
    said = [
        pair
        for kind in ("segment", "journey")
        for one in desk.playbooks.definitions(kind).values()
        for pair in _said(one)
    ]
    known: dict[str, Sequence[str]] = {
        **{field: [] for field in NAMED},
        **found,
        "event": [*(one.event for one in desk.tracked()), *_events()],
        "trait": TRAITS,
        "predicted": PREDICTED,
        "channel": (*CHANNELS, "web", "store"),
        "purpose": PURPOSES,
        "currency": (*SYMBOLS,),
    }
    all_of = {field: [*(value for name, value in said if name == field), *values] for field, values in known.items()}
    return {field: _listed(values) for field, values in all_of.items() if values}


def _listed(values: Sequence[str]) -> list[str]:
    return sorted([*dict.fromkeys(values)][:MOST], key=str.casefold)


def _said(spec: Any) -> Iterator[tuple[str, str]]:
    """The words that stand under a name of the fields, however deep."""
    if isinstance(spec, list):
        yield from (pair for one in spec for pair in _said(one))
    if not isinstance(spec, Mapping):
        return
    for name, value in spec.items():
        texts = value if isinstance(value, list) else [value]
        yield from ((name, one) for one in texts if name in NAMED and isinstance(one, str))
        yield from _said(value)


def _of_products() -> dict[str, list[str]]:
    from segue.wiring.catalog import catalog

    products, _further = catalog().search("product", lambda one: not one.gone, LOOKED)
    listed = [one.fields for one in products]
    return {
        "category": [str(name) for one in listed for name in one.get("categories", ())],
        "brand": [str(one["brand"]) for one in listed if one.get("brand")],
    }


def _events() -> Sequence[str]:
    from segue.archive.kinds import CHECKOUT, ORDERS, VIEWS

    return (*ORDERS, *CHECKOUT, *VIEWS)
