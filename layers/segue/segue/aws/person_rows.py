"""A person set as the attributes of its row in the People table, and back."""

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

import msgspec

from segue.aws.items import pack, unpack
from segue.identity.edges import Edge
from segue.identity.persons import PersonSet
from segue.keys import PersonId


def packed(person: PersonSet) -> dict[str, Any]:
    """A set as attributes; what is empty is left out."""
    edges = [(*astuple(edge), person.out.get(edge.id, "")) for edge in person.edges]
    row = {
        "keys": sorted(person.keys),
        "former": sorted(person.former),
        "edges": pack(msgspec.msgpack.encode(edges)),
        "past": sorted(person.past),
        "different": sorted(map(list, person.different)),
        "undone": sorted(person.undone),
        "shared": sorted(person.shared),
        "merged": person.merged,
        "loose": sorted(person.loose),
        "kinds": dict(person.kinds),
        "sums": {one: sorted(keys) for one, keys in person.sums.items()},
    }
    return {name: value for name, value in row.items() if value or name in ("keys", "former")}


def set_of(person: PersonId, row: Mapping[str, Any] | None) -> PersonSet:
    """The inverse of `packed`."""
    if row is None:
        return PersonSet(person, frozenset({person}))
    rows = (
        [(Edge(*one[:-1]), one[-1]) for one in msgspec.msgpack.decode(unpack(row["edges"]))] if "edges" in row else []
    )
    return PersonSet(
        id=person,
        keys=frozenset(row["keys"]),
        former=frozenset(row["former"]),
        past=frozenset(row.get("past", ())),
        edges=tuple(edge for edge, _ in rows),
        out={edge.id: reason for edge, reason in rows if reason},
        different=frozenset((one, other) for one, other in row.get("different", ())),
        undone=frozenset(row.get("undone", ())),
        shared=frozenset(row.get("shared", ())),
        merged=row.get("merged"),
        loose=frozenset(row.get("loose", ())),
        kinds=row.get("kinds", {}),
        sums={one: frozenset(keys) for one, keys in row.get("sums", {}).items()},
        version=row["v"],
    )
