"""Last-writer-wins registers: [time, short id, value], the building block of single values.

The newest event time wins, then the greater id, then the greater value as text, so that any two replicas agree
(Shapiro et al., "A comprehensive study of convergent and commutative replicated data types", 2011, section 3.2).
"""

import hashlib
from typing import Any

import msgspec

Register = list[Any]


def short(text: str) -> int:
    """40 bits of an id: enough to tell the events of one profile apart, five bytes to keep."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=5).digest())


def newest(left: Register, right: Register) -> Register:
    """The one that was written last."""
    return max(left, right, key=_order)


def add_registers(left: dict[str, Register], right: dict[str, Register]) -> dict[str, Register]:
    """Two maps of registers, name by name."""
    return {name: newest(left.get(name, one), right.get(name, one)) for name, one in {**left, **right}.items()}


def _order(register: Register) -> tuple[int, int, bytes]:
    return register[0], register[1], msgspec.json.encode(register[2])
