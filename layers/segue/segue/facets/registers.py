"""The building blocks of facets: last-writer-wins registers, bounded maps of them, and logs.

A register is [time, short id, value]. The newest event time wins, then the greater id, then the greater value as
text, so that any two replicas agree (Shapiro et al., "A comprehensive study of convergent and commutative
replicated data types", 2011, section 3.2). What bounds a map must not depend on the order of arrival either:
`latest` and `last` drop what is older than what stays, `kept` drops names by their hash.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from segue.events import Event
from segue.tracing import shortened

Register = list[Any]
Entry = list[Any]  # [time, short id, ...], texts and numbers alone, of the same types in every place
Value = TypeVar("Value")
TIE = 0xFFFF


def short(text: str) -> int:
    """40 bits of an id: enough to tell the events of one profile apart, five bytes to keep."""
    return int.from_bytes(shortened(text))


def mark(event: Event) -> list[int]:
    """[time, 16 bits of the id]: enough where the value settles what is left, and three bytes to keep."""
    return [event.timestamp, short(event.message_id) & TIE]


def newest(left: Register, right: Register) -> Register:
    """The one that was written last."""
    return max(left, right, key=_order)


def add_registers(left: dict[str, Register], right: dict[str, Register]) -> dict[str, Register]:
    """Two maps of registers, name by name."""
    return {name: newest(left.get(name, one), one) for name, one in {**left, **right}.items()}


def latest(registers: dict[str, Register], most: int) -> dict[str, Register]:
    """The `most` that were written last. A name that comes back comes with a newer register, which is all there is."""
    if len(registers) <= most:
        return registers
    return dict(sorted(registers.items(), key=lambda named: (named[1][:2], named[0]))[-most:])


def kept(named: dict[str, Value], most: int) -> dict[str, Value]:
    """Of more than `most` names those with the least hashes: whichever they are, they are the same in any order.

    A name that fell out falls out again whenever it comes back, so none stays with a part of its value.
    """
    if len(named) <= most:
        return named
    return dict(sorted(named.items(), key=lambda one: (short(one[0]), one[0]))[:most])


def last(left: Iterable[Entry], right: Iterable[Entry], most: int) -> list[Entry]:
    """The last `most` entries of both logs, oldest first."""
    return [list(entry) for entry in sorted({tuple(one) for one in (*left, *right)})[-most:]]


def text(given: Any, most: int = 64) -> str:
    """A text or number as a clipped text; "" of anything else."""
    usable = isinstance(given, str | int) and not isinstance(given, bool)
    return str(given).strip()[:most] if usable else ""


def _order(register: Register) -> tuple[int, int, bytes]:
    return register[0], register[1], msgspec.json.encode(register[2:], order="deterministic")
