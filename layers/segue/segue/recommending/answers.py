"""What is recommended as programs and templates get it, ready for JSON."""

from collections.abc import Callable
from typing import Any

from segue.catalog.changes import offers
from segue.money import text as money
from segue.recommending.served import Served, Shown
from segue.recommending.words import LEFT_OUT, worded

Ours = Callable[[str], str]  # a link where it may be shown, else ""


def answer(one: Shown, ours: Ours, locale: str = "", comma: bool = False) -> dict[str, Any]:
    """A row {"product_id", "kind", "title", "price" in minor units or None, "currency", "price_text", "url", "picture",
    "reason": {"because", "words", "product", "product_title", "people"}}; the price is that of the cheapest form."""
    said, (_, _, reason) = one.item.fields, one.recommendation
    costs = [form for form in offers(one.item).values() if form.price is not None and form.available is not False]
    cheapest = min(costs, key=lambda form: form.price or 0, default=None)
    title = str(one.about.fields.get("title") or "") if one.about else ""
    return {
        "product_id": one.item.id,
        "kind": one.item.kind,
        "title": str(said.get("title") or one.item.id),
        "price": cheapest.price if cheapest else None,
        "currency": cheapest.currency if cheapest else "",
        "price_text": money(cheapest.price or 0, cheapest.currency, comma=comma) if cheapest else "",
        "url": ours(str(said.get("url") or "")),
        "picture": ours(str(said.get("picture") or "")),
        "reason": {
            "because": reason.because,
            "words": worded(reason, title, locale),
            "product": reason.product,
            "product_title": title,
            "people": reason.people,
        },
    }


def left_out(served: Served) -> list[dict[str, str]]:
    """Rows {"product_id", "title", "why", "words"} of what would have been shown."""
    items = served.items
    return [
        {
            "product_id": name,
            "title": str(items[name].fields.get("title") or name) if name in items else name,
            "why": why,
            "words": str(LEFT_OUT[why]),
        }
        for name, why in served.left_out
    ]
