"""DynamoDB's values in wire form (bytes as base64 text): equality, order, size.

Sizes follow the developer guide's "Item sizes and formats"; names count, nested values cost 3 bytes and 1 per element.
"""

import base64
from collections.abc import Callable
from decimal import Decimal
from typing import Any

Attribute = dict[str, Any]
Item = dict[str, Attribute]
LARGEST_ITEM = 400 * 1024
MOST_WEIGHED = 4096
_weighed: dict[int, tuple[Item, int]] = {}  # images do not change once they are written: each is weighed once


def number(text: str) -> int | Decimal:
    """A number of the wire form."""
    return int(text) if text.lstrip("-").isdigit() else Decimal(text)


def plain(attribute: Attribute) -> tuple[str, Any]:
    """(type, value) that compares as DynamoDB compares: numbers by value, sets without order."""
    kind, value = next(iter(attribute.items()))
    return kind, PLAIN[kind](value) if kind in PLAIN else value


def same(left: Attribute | None, right: Attribute | None) -> bool:
    """Equality of two attributes, either of which may be missing."""
    if left is None or right is None:
        return left is right
    return left == right or plain(left) == plain(right)


def size_of(attribute: Attribute) -> int:
    """Bytes of one value."""
    ((kind, value),) = attribute.items()
    return SIZES[kind](value)


def _text_size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _list_size(many: list[Attribute]) -> int:
    return 3 + len(many) + sum(map(size_of, many))


def _map_size(many: Item) -> int:
    return 3 + len(many) + sum(map(_text_size, many)) + sum(map(size_of, many.values()))


def _number_size(text: str) -> int:
    digits = text.lstrip("-").replace(".", "").strip("0")
    return (len(digits) + 1) // 2 + 1 + text.startswith("-")


def _bytes_size(text: str) -> int:
    return len(text) * 3 // 4 - text.count("=", -2)


def item_size(item: Item | None) -> int:
    """Bytes of a whole item as DynamoDB charges them; 0 where there is none."""
    if not item:
        return 0
    known, size = _weighed.get(id(item), (None, 0))
    if known is not item:
        size = _size(item)
        if len(_weighed) > MOST_WEIGHED:
            _weighed.clear()
        _weighed[id(item)] = item, size
    return size


def _size(item: Item) -> int:
    return sum(map(_text_size, item)) + sum(map(size_of, item.values()))


def write_units(before: Item | None, after: Item | None) -> int:
    """Units of one write: per KB begun of the larger of both images, at least one."""
    return max(1, -(-max(item_size(before), item_size(after)) // 1024))


def read_units(size: int, strong: bool) -> float:
    """Units of a read of so many bytes: per 4 KB begun, half where it may be stale; at least one block."""
    blocks = max(1, -(-size // 4096))
    return blocks if strong else blocks / 2


PLAIN: dict[str, Callable[[Any], Any]] = {
    "N": number,
    "B": base64.b64decode,
    "SS": frozenset,
    "BS": frozenset,
    "NS": lambda many: frozenset(map(number, many)),
    "L": lambda many: [plain(one) for one in many],
    "M": lambda many: {name: plain(one) for name, one in many.items()},
}
SIZES: dict[str, Callable[[Any], int]] = {
    "S": _text_size,
    "N": _number_size,
    "B": _bytes_size,
    "BOOL": lambda _: 1,
    "NULL": lambda _: 1,
    "SS": lambda many: sum(map(_text_size, many)),
    "NS": lambda many: sum(map(_number_size, many)),
    "BS": lambda many: sum(map(_bytes_size, many)),
    "L": _list_size,
    "M": _map_size,
}
