"""Rows: what an event of the ledger is worth to the archive. Pure; what is in no column is left behind.

Each row is made of typed fields alone and passes the form of each column (`forms.py`): no name, address, free text or
part of a link can stand in one.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from segue.archive import frictions, goods, talks
from segue.archive.devices import device_of
from segue.archive.forms import Row, formed
from segue.archive.kinds import KIND_OF, NOT_KEPT, OTHER, declared, name_of
from segue.archive.numbers import Shop
from segue.archive.pages import came_by, page_of
from segue.consent import asked
from segue.events import Event, told_as
from segue.facets.registers import text
from segue.keys import IdentityKey
from segue.ledger import sort_key
from segue.placements.seen import LONGEST

Said = dict[str, Any]
ANSWERS: Mapping[bool, str] = {True: "granted", False: "withdrawn"}
HOLDOUT = "holdout"


def rows(event: Event, key: IdentityKey, shop: Shop) -> list[Row]:
    """The rows of an event that stands under a key; without `who`, which is that key's pseudonym."""
    name = name_of(event)
    if name in NOT_KEPT:
        return []
    kind = KIND_OF.get(name, OTHER)
    found = OF_KIND.get(kind, _other)(event, key, shop)
    about = {**_about(event), "kind": kind, "name": declared(name, shop.events)}
    identity = (talks.turn_of(event, key) if kind == "conversation" else "") or f"{key}|{sort_key(event)}"
    return [
        formed({**about, **said, "id": shop.number("event", identity, name, nth)}) for nth, said in enumerate(found)
    ]


def _about(event: Event) -> Said:
    return {
        "time": event.timestamp,
        "received": event.received_at,
        "source": event.source,
        "channel": told_as(event)[1],
        "history": event.backfill,
        "device": device_of(event),
        "page": page_of(event),
        **came_by(event),
    }


def _other(event: Event, _key: IdentityKey, shop: Shop) -> Iterable[Said]:
    return [goods.of_products(event, shop)]


def _order(event: Event, _key: IdentityKey, shop: Shop) -> Iterable[Said]:
    return goods.of_order(event, shop)


def _talk(event: Event, key: IdentityKey, shop: Shop) -> Iterable[Said]:
    found = talks.of_talk(event, key, shop)
    return [] if found is None else [found]


def _survey(event: Event, key: IdentityKey, shop: Shop) -> Iterable[Said]:
    found = talks.of_survey(event, key, shop)
    return [] if found is None else [found]


def _consent(event: Event, _key: IdentityKey, _shop: Shop) -> Iterable[Said]:
    answer = asked(event)
    return [{"channel": answer[0], "purpose": answer[1], "outcome": ANSWERS[answer[2]]}] if answer else []


def _placement(event: Event, _key: IdentityKey, _shop: Shop) -> Iterable[Said]:
    said = event.properties
    held = said.get("holdout") is True
    variant = HOLDOUT if held else text(said.get("variant"), LONGEST)
    shown = {"placement": text(said.get("placement"), LONGEST), "variant": variant, "holdout": held}
    return [{**shown, "product": text(said.get("product_id"))}]


def _experiment(event: Event, _key: IdentityKey, _shop: Shop) -> Iterable[Said]:
    said = event.properties
    variant = text(said.get("variation_id"), LONGEST)
    about = {"experiment": text(said.get("experiment_id"), LONGEST), "variant": variant}
    return [{**about, "holdout": variant == HOLDOUT}] if all(about.values()) else []


def _friction(event: Event, _key: IdentityKey, _shop: Shop) -> Iterable[Said]:
    return [frictions.of_friction(event)]


def _identity(_event: Event, _key: IdentityKey, _shop: Shop) -> Iterable[Said]:
    return [{}]


OF_KIND: Mapping[str, Callable[[Event, IdentityKey, Shop], Iterable[Said]]] = {
    "order": _order,
    "conversation": _talk,
    "survey": _survey,
    "consent": _consent,
    "placement": _placement,
    "experiment": _experiment,
    "friction": _friction,
    "identity": _identity,
}
