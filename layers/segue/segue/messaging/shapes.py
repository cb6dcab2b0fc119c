"""What a template may ask for, in one place: the shape of the facts that `segue.messaging.facts` gives.

A shape is `TEXT` (a text, a number or a yes), `ANY`, a list of one shape, or a mapping of names to shapes; `"*"` in a
mapping is the shape of every other name.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from segue.messaging.facts import LOOKED_UP

TEXT, ANY, OTHER = "text", "any", "*"
Shape = Any  # TEXT, ANY, [Shape] or {name: Shape}


def _texts(names: str) -> dict[str, Shape]:
    return dict.fromkeys(names.split(), TEXT)


LINE = _texts("product_id quantity name price price_text image_url url variant_id variant category")
CART = _texts("id open state updated value value_text currency url checkout")
ORDER = _texts("id placed state total total_text refunded currency channel source coupon url")
# `quantity`: what lists products lists carts too, and asks for it only there.
PRODUCT = {**_texts("product_id name price_text url image_url variant quantity"), "categories": [TEXT]}
REASON = _texts("because words product product_title people")
READING = {OTHER: _texts("title url")}
LINKED = {"tips": READING, "guides": READING}
SHOP = {**_texts("name url cart_url review_url zone locale phone"), **LINKED, "offer": _texts("code text")}
INTERESTS = {one: [TEXT] for one in ("categories", "brands", "features")}
FACTS: Mapping[str, Shape] = {
    "person": {"traits": {OTHER: ANY}, "interests": INTERESTS, "research": _texts("kind name")},
    "cart": {**CART, "items": [LINE], "saved_for_later": [LINE]},
    "order": {**ORDER, "items": [LINE]},
    "run": {"data": {OTHER: ANY}},
    "shop": SHOP,
    "product": PRODUCT,
    **{one: [PRODUCT] for one in ("products", "viewed", "accessories")},
    **{one: [{**PRODUCT, "reason": REASON}] for one in ("recommended", "to_read")},
    "coupon": _texts("code"),
    "case": _texts("code url"),
    "survey": {**_texts("url"), "choices": [_texts("score url")]},
    **_texts("unsubscribe_url preferences_url locale"),
}


def facts_of(shop: Mapping[str, Any]) -> dict[str, Shape]:
    """All of it, with what this shop says of itself in `policies/shop.yaml`."""
    looked_up = dict.fromkeys(LOOKED_UP, ANY)
    return {**looked_up, **FACTS, "shop": {**dict.fromkeys(shop, ANY), **SHOP}}


SIZES = ("size", "first", "last")


def after(shapes: Iterable[Shape], step: Any) -> list[Shape]:
    """What `.step` may be of any of these; [] where none has it. What is no name or number is a name that another fact
    holds."""
    return [one for shape in shapes for one in _after(shape, step)]


def names_of(shapes: Iterable[Shape]) -> list[str]:
    """What may stand behind the dot."""
    return [name for one in shapes if isinstance(one, Mapping) for name in one if name != OTHER]


def _after(shape: Shape, step: Any) -> list[Shape]:
    match shape:
        case str():
            return [shape] if shape == ANY or step in SIZES else []
        case [inner]:
            return [TEXT] if step == "size" else [inner] if step in SIZES or not isinstance(step, str) else []
        case _ if not isinstance(step, str | int):
            return list(shape.values())
    inner = shape.get(step, shape.get(OTHER))
    return [inner] if inner is not None else [TEXT] if step in SIZES else []
