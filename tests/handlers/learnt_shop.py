"""A shop that has learned what goes with what, and who looks at it."""

from typing import Any

from segue.catalog_items import Statement
from segue.recommending.rows import Popular, Related, Row
from segue.wiring.catalog import statements
from segue.wiring.learned import learned
from tests.faults.cloud.world import World
from tests.faults.shop import message
from tests.handlers.starter import starter_files

LIKED = """
variants:
  - id: suits
    recommend: {kind: for_you, most: 2}
    content:
      title: "{{ recommended.size }} for you"
      first: "{{ recommended[0].name }}: {{ recommended[0].reason.words }}"
  - id: looking
    content: {title: Look around}
"""
ROWS = {
    "camera": Row((Related("lens", 0.3, 40, "bought"), Related("bag", 0.2, 9, "seen"), Related("content:macro", 0.1)))
}
SELLS = Popular({"": (Related("mug", 50.0, 300, "counted"),)})
SOLD = {
    "camera": {"title": "Camera", "accessories": ["lens"]},
    "lens": {"title": "Lens", "price": 19900, "currency": "EUR", "url": "https://shop.example/lens", "stock": 4},
    "bag": {"title": "Bag", "price": 4900, "currency": "EUR", "stock": 4},
    "mug": {"title": "Mug", "price": 900, "currency": "EUR"},
}
CART = "templates/abandoned-cart.yaml"
SHOWN = "{% for one in recommended %}[{{ one.name }}: {{ one.reason.words }}]{% endfor %}"
OFFER = f"<mj-column>\n      <mj-text>{SHOWN}</mj-text>"


TEXTS = starter_files()
TEXTS |= {
    CART: TEXTS[CART].replace("<mj-column>", OFFER, 1).replace("{% fragment cart %}", "{% fragment recommendations %}")
}


def learnt(world: World) -> None:
    """The shop has learned, and knows what it sells."""
    with world.aside():
        stock(SOLD)
        statements().state([Statement("content", "macro", "hand", 1, {"title": "Macro"})])
        learned().put(ROWS, 1)
        learned().put_popular(SELLS, 1)


def stock(items: dict[str, Any], at: int = 1) -> None:
    """What the shop says of products."""
    statements().state([Statement("product", name, "hand", at, said) for name, said in items.items()])


def viewed(world: World, product: str = "camera", name: str = "v1", **said: Any) -> dict[str, Any]:
    """Somebody looks at a product."""
    about = {"product_id": product}
    return message(world, "track", name, event="Product Viewed", properties=about, **{"anonymousId": "a1", **said})
