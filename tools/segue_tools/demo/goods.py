"""What the demo shop sells: the same catalog that its pages show."""

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
            "available": True,
            "consumable": "lasts_days" in one,
            "accessories": one["goes_with"],
        }
        for one in _catalog()
    ]


def put_products(door: Api, shop: str) -> None:
    """Puts all of it through the door that everybody uses. Raises Refused."""
    refused = door.put("/v1/products", {"items": stated(shop)})["refused"]
    if refused:
        raise Refused(f"products of the demo shop were refused: {refused}")


@cache
def products() -> tuple[Product, ...]:
    """All products, in the shop's order."""
    wanted = Product.__dataclass_fields__
    return tuple(Product(**{name: one[name] for name in wanted}) for one in _catalog())


def _catalog() -> list[dict[str, Any]]:
    return json.loads((SHOP / "catalog.json").read_text())["products"]


def worth(lines: tuple[Line, ...]) -> int:
    """The sum of all lines in cents."""
    return sum(product.cents * quantity for product, quantity in lines)
