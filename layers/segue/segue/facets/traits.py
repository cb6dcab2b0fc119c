"""Traits: what the customer or a system said about the customer. Of each name the values that were said last,
each once, with the moment it was last said and who said it. What a case of the staff has put right stands until
something is said that is newer for certain: a request that was long under way does not make it wrong again."""

from typing import Any

import msgspec

from segue.events import Event, earliest
from segue.facets.registers import Register, kept, mark, newest
from segue.sealed import LONGEST as LONGEST_SEALED
from segue.sealed import is_sealed
from segue.times import to_text

VERSION = 3
MOST = 200
VALUES = 3
SHORT = 4  # of a register whose moment is beyond doubt
LONGEST_NAME = 64
LONGEST_VALUE = 512  # characters of text; longer free text belongs in the ledger, not in every profile read
STAFF = "staff"  # the source of what was put right
# {name: [[time, id, value, source], ...]}, newest first; behind it the first moment at which it may have been said,
# where that is another one.
Traits = dict[str, list[Register]]


def of(event: Event) -> Traits:
    """The values of an identify call's traits, and of `context.traits` on any other."""
    context = event.context.get("traits")
    named = event.traits if event.type == "identify" else context if isinstance(context, dict) else {}
    first = earliest(event)
    behind = [first] if first < event.timestamp else []
    said = {
        name: [[*mark(event), value, event.source, *behind]] for name, value in named.items() if _keepable(name, value)
    }
    return kept(said, MOST)


def add(left: Traits, right: Traits) -> Traits:
    """Name by name, the last values; of more than `MOST` names some, the same in any order."""
    return kept({name: _last(left.get(name, []), right.get(name, [])) for name in {**left, **right}}, MOST)


def read(value: Traits) -> dict[str, Any]:
    """{name: newest value}; a trait set to null is gone."""
    found = {name: standing(said)[0][2] for name, said in sorted(value.items())}
    return {name: one for name, one in found.items() if one is not None}


def standing(said: list[Register]) -> list[Register]:
    """What was said of one trait, what holds first: what staff put right comes before what may be older than it."""
    right = next((one for one in said if one[3] == STAFF), None)
    if right is None or right is said[0]:
        return said
    return sorted(said, key=lambda one: len(one) > SHORT and one[0] >= right[0] >= one[SHORT])


def history(value: Traits) -> dict[str, list[dict[str, Any]]]:
    """{name: [{"value", "time", "source"}]}, what holds first, each value once; `time` is when it was last said."""
    return {
        name: [{"value": one[2], "time": to_text(one[0]), "source": one[3]} for one in _once(standing(said))]
        for name, said in sorted(value.items())
    }


def _once(said: list[Register]) -> list[Register]:
    return list({_written(one[2]): one for one in reversed(said)}.values())[::-1]


def _last(left: list[Register], right: list[Register]) -> list[Register]:
    """Of each value its newest register, of these the newest; and beside them what staff put right last."""
    if not left or not right:
        return left or right
    values: dict[bytes, Register] = {}
    for one in (*left, *right):
        key = _written(one[2])
        values[key] = newest(values.get(key, one), one)
    found = sorted(values.values(), key=_rank, reverse=True)[:VALUES]
    put_right = max((one for one in (*left, *right) if one[3] == STAFF), key=_rank, default=None)
    if put_right is None or put_right in found:
        return found
    return sorted((*found, put_right), key=_rank, reverse=True)


def _rank(one: Register) -> tuple[Register, bytes]:
    return one[:2], _written(one[2])


def _written(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")


def _keepable(name: str, value: Any) -> bool:
    most = LONGEST_SEALED if is_sealed(value) else LONGEST_VALUE
    return len(name) <= LONGEST_NAME and len(str(value)) <= most
