"""What the demo shop sells, and has to read: the same files that its pages show."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from segue_tools.api import Api, Refused
from segue_tools.places import SHOP


@dataclass(frozen=True)
class Product:
    """One product; `cents` for one piece."""

    id: str
    sku: str
    name: str
    brand: str
    category: str
    cents: int

    def described(self, shop: str, quantity: int) -> dict[str, Any]:
        """As Segment's spec describes a product; `shop` is the address that links start with."""
        return {
            "product_id": self.id,
            "sku": self.sku,
            "name": self.name,
            "brand": self.brand,
            "category": self.category,
            "price": self.cents / 100,
            "currency": CURRENCY,
            "quantity": quantity,
            "url": f"{shop}product.html?id={self.id}",
            "image_url": f"{shop}pictures/{self.id}.svg",
        }


CURRENCY = "EUR"
Line = tuple[Product, int]  # a product and how many


def stated(shop: str) -> list[dict[str, Any]]:
    """All products as the API takes them; `shop` is the address that links start with."""
    return [
        {
            "id": one["id"],
            "title": one["name"],
            "brand": one["brand"],
            "sku": one["sku"],
            "url": f"{shop}product.html?id={one['id']}",
            "picture": f"{shop}pictures/{one['id']}.svg",
            "categories": [one["category"]],
            "features": dict(one["facts"]),
            "currency": CURRENCY,
            "price": one["cents"],
            "available": not one.get("sold_out", False),
            "consumable": "lasts_days" in one,
            "accessories": _goes_with(one),
        }
        for one in _catalog()
    ]


def _goes_with(one: dict[str, Any]) -> list[str]:
    """As the shop's own pages say it: what fits the mount, then what the catalog pairs it with."""
    others = (each for each in _catalog() if each["category"] != one["category"])
    fits = [each["id"] for each in others if one.get("mount") and each.get("mount") == one["mount"]]
    return list(dict.fromkeys((*fits, *one["goes_with"])))


def to_read(shop: str) -> list[dict[str, Any]]:
    """All articles as the API takes content."""
    return [
        {
            "id": one["id"],
            "title": one["title"],
            "url": f"{shop}article.html?id={one['id']}",
            "topics": one["topics"],
            "products": one["products"],
            "locale": "en",
        }
        for one in _read("reading.json")["articles"]
    ]


def put_goods(door: Api, shop: str) -> None:
    """Puts all of it through the door that everybody uses. Raises Refused."""
    for path, items in (("/v1/products", stated(shop)), ("/v1/content", to_read(shop))):
        refused = door.put(path, {"items": items})["refused"]
        if refused:
            raise Refused(f"goods of the demo shop were refused: {refused}")


@cache
def products() -> tuple[Product, ...]:
    """All products that can be bought, in the shop's order."""
    wanted = Product.__dataclass_fields__
    return tuple(Product(**{name: one[name] for name in wanted}) for one in _catalog() if not one.get("sold_out"))


def _catalog() -> list[dict[str, Any]]:
    return _read("catalog.json")["products"]


def _read(name: str) -> dict[str, Any]:
    return json.loads((SHOP / name).read_text())


def worth(lines: tuple[Line, ...]) -> int:
    """The sum of all lines in cents."""
    return sum(product.cents * quantity for product, quantity in lines)
