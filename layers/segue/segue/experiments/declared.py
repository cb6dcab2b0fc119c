"""What the playbook in force declares as experiments: their arms, and how large each is meant to be."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from segue.experiments.units import GLOBAL

HOLDOUT, SHOWN, JOURNEY, ALL = "holdout", "shown", "journey", "all"  # arms
SPLIT = "split"
VARIANTS = ":variants"  # behind the name of a placement: what is shown to those who are not held out
WHOLE = 100
Spec = Mapping[str, Any]


class Declared(NamedTuple):
    """An experiment: its name in the archive and for people, what it belongs to (`journey`, `template`, `placement`,
    `policy`) and of which id, and by arm, in the order in which they are declared, of 100 people how many are meant to
    be in it."""

    name: str
    title: str
    kind: str
    of: str
    shares: Mapping[str, float]


class Book(NamedTuple):
    """What may declare experiments: journeys, placements and templates by id, as the playbook keeps them, and of 100
    people how many are held out of all marketing."""

    journeys: Mapping[str, Spec]
    placements: Mapping[str, Spec]
    templates: Mapping[str, Spec]
    holdout: int = 0


def declared(book: Book) -> dict[str, Declared]:
    """By name, as the archive names them."""
    found = (*_of_everybody(book.holdout), *_of_journeys(book.journeys), *_of_placements(book.placements))
    return {one.name: one for one in (*found, *_of_templates(book.templates))}


def _of_everybody(holdout: int) -> Iterator[Declared]:
    if holdout:
        yield Declared(GLOBAL, "All marketing", "policy", "holdout", {HOLDOUT: holdout, ALL: WHOLE - holdout})


def _of_journeys(journeys: Mapping[str, Spec]) -> Iterator[Declared]:
    for key, spec in sorted(journeys.items()):
        if holdout := int(spec.get("holdout", 0)):
            shares = {HOLDOUT: holdout, JOURNEY: WHOLE - holdout}
            yield Declared(f"journey:{key}:{HOLDOUT}", f"{spec.get('name', key)}, or nothing", "journey", key, shares)
        for name, holdout, shares in _in(spec.get("steps")):
            held = {HOLDOUT: float(holdout)} if holdout else {}
            rest = {arm: share * (WHOLE - holdout) / WHOLE for arm, share in shares.items()}
            yield Declared(f"journey:{key}:{name}", name, "journey", key, {**held, **rest})


def _in(spec: Any) -> Iterator[tuple[str, int, dict[str, int]]]:
    """The experiments anywhere in the steps of a journey: name, holdout, and shares by variant."""
    match spec:
        case {"experiment": {"name": str(name), "variants": [*variants], **rest}}:
            yield name, int(rest.get("holdout", 0)), {str(one["name"]): int(one["share"]) for one in variants}
            yield from _in(variants)
        case Mapping():
            for one in spec.values():
                yield from _in(one)
        case [*several]:
            for one in several:
                yield from _in(one)


def _of_templates(templates: Mapping[str, Spec]) -> Iterator[Declared]:
    for key, kept in sorted(templates.items()):
        if shares := kept.get("experiment"):
            yield Declared(f"template:{key}", f"{kept.get('name', key)}, style", "template", key, dict(shares))


def _of_placements(placements: Mapping[str, Spec]) -> Iterator[Declared]:
    for key, spec in sorted(placements.items()):
        name = f"placement:{key}"
        if holdout := int(spec.get("holdout", 0)):
            shares = {HOLDOUT: float(holdout), SHOWN: float(WHOLE - holdout)}
            yield Declared(name, f"{spec.get('name', key)}, shown or not", "placement", key, shares)
        if spec.get("strategy") == SPLIT:
            title = f"{spec.get('name', key)}, what is shown"
            yield Declared(name + VARIANTS, title, "placement", key, _split(spec))


def _split(spec: Spec) -> dict[str, float]:
    """Shares are known where one draw concerns everybody: variants of one priority that are for all."""
    rows = spec.get("variants", [])
    alike = {one.get("priority", 0) for one in rows}
    return {str(one["id"]): float(one.get("share", 0)) for one in rows} if len(alike) == 1 else {}
