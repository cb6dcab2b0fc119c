"""Traits: what the customer or a system said about the customer; the newest value of each name."""

from typing import Any

from segue.events import Event
from segue.facets.registers import Register, add_registers, short

VERSION = 1
MOST = 200
LONGEST_NAME = 64
LONGEST_VALUE = 512  # characters of text; longer free text belongs in the ledger, not in every profile read


def of(event: Event) -> dict[str, Register]:
    """{name: [time, id, value]} of an identify call's traits, and of `context.traits` on any other."""
    mark = [event.timestamp, short(event.message_id)]
    context = event.context.get("traits")
    named = event.traits if event.type == "identify" else context if isinstance(context, dict) else {}
    return add({}, {name: [*mark, value] for name, value in named.items() if _keepable(name, value)})


def add(left: dict[str, Register], right: dict[str, Register]) -> dict[str, Register]:
    """Name by name, the newest; of more than `MOST` names the ones that were said last."""
    both = add_registers(left, right)
    if len(both) <= MOST:
        return both
    return dict(sorted(both.items(), key=lambda named: (named[1][0], named[1][1], named[0]))[-MOST:])


def read(value: dict[str, Register]) -> dict[str, Any]:
    """{name: value}; a trait set to null is gone."""
    return {name: register[2] for name, register in sorted(value.items()) if register[2] is not None}


def _keepable(name: str, value: Any) -> bool:
    return len(name) <= LONGEST_NAME and len(str(value)) <= LONGEST_VALUE
