"""Lines of a cart or an order: [product id, quantity, name, unit price in minor units, picture, link, variant id,
variant name, category, brand]. The variant is empty where the product comes in one form only; category and brand are
left out where neither is told. An order that is no longer recent keeps `brief` lines: [product id, quantity] with
category and brand behind."""

from typing import Any

from segue.money import minor

Line = list[Any]
MOST_LINES = 50
LONGEST_NAME = 120
LONGEST_LINK = 400
LONGEST_KIND = 40
MOST_PIECES = 100_000
BRIEF, LENGTH = 4, 10


def line(product: dict[str, Any], code: str) -> Line | None:
    """A product of the spec as a line; None where it names no product."""
    key = product.get("product_id") or product.get("sku") or product.get("variant_id")
    if not isinstance(key, str | int):
        return None
    kind = [_text(product.get(name))[:LONGEST_KIND] for name in ("category", "brand")]
    form = _text(product.get("variant_id")) or _text(product.get("sku")) or _text(product.get("variant"))
    return [
        str(key)[:LONGEST_NAME],
        _quantity(product.get("quantity")),
        str(product.get("name") or key)[:LONGEST_NAME],
        minor(product.get("price"), code),
        _link(product.get("image_url")),
        _link(product.get("url")),
        "" if form == str(key)[:LONGEST_NAME] else form,
        _text(product.get("variant")),
        *(kind if any(kind) else ()),
    ]


def lines(products: list[Any], code: str) -> list[Line]:
    """All lines that name a product, at most 50."""
    made = [line(one, code) for one in products[:MOST_LINES] if isinstance(one, dict)]
    return [one for one in made if one]


def brief(line: Line) -> Line:
    """What stays of a line of an older order."""
    return [*line[:2], *line[8:]] if len(line) > BRIEF else line


def full(line: Line) -> Line:
    """A line of any age with all ten places; a brief one is called by its product."""
    if len(line) <= BRIEF:
        return [*line[:2], line[0], 0, "", "", "", "", *(line[2:] or ["", ""])]
    return [*line, *[""] * (LENGTH - len(line))]


def _quantity(given: Any) -> int:
    try:
        return max(0, min(int(float(str(given))), MOST_PIECES))
    except (ValueError, OverflowError):
        return 1


def _text(given: Any) -> str:
    return str(given)[:LONGEST_NAME] if isinstance(given, str | int) and not isinstance(given, bool) else ""


def _link(given: Any) -> str:
    usable = isinstance(given, str) and given.startswith(("https://", "http://")) and len(given) <= LONGEST_LINK
    return given if usable else ""
