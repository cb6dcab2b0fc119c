"""The shop of `bench/deciding.py`: ten placements with fifty variants, and people who have been there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from segue.times import MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, message, post
from tests.handlers.starter import started, whole_starter

PLACEMENTS, VARIANTS, PEOPLE = 10, 5, 20
STRATEGIES = ("first", "score", "bandit")
CONDITIONS = ("", "{segment: open-cart}", "{did: {event: Product Viewed, at_least: 3, within: 7d}}", "{trait: email}")
CATEGORIES = ("cameras", "lenses", "bags")
VARIANT = """
  - id: v{number}
    {when}about: {{categories: [{category}], features: [autofocus]}}
    content:
      title: "{{% if person.traits.firstName %}}{{{{ person.traits.firstName }}}}, {{% endif %}}{category} {number}?"
      text: "{{{{ cart.items.size }}}} in your cart, {number}. {{{{ person.interests.categories | first }}}} for less."
      action: Show me
      url: "{{{{ shop.url }}}}"
"""


def placement(number: int) -> str:
    """One of the ten, as text: five variants, the first ones for some, the last ones for everybody."""
    rows = (_variant(number, place) for place in range(VARIANTS))
    return f"strategy: {STRATEGIES[number % 3]}\nholdout: 5\nvariants:{''.join(rows)}\n"


def _variant(number: int, place: int) -> str:
    condition = CONDITIONS[(number + place) % len(CONDITIONS)] if place < VARIANTS - 2 else ""
    when = f"when: {condition}\n    " if condition else ""
    return VARIANT.format(number=place, when=when, category=CATEGORIES[(number + place) % 3])


@contextmanager
def shop() -> Iterator[World]:
    """A shop with the placements, and people who have been there: each on two devices, with a cart."""
    files = {name: text for name, text in whole_starter().items() if not name.startswith("placements/")}
    texts = {f"placements/p{number}.yaml": placement(number) for number in range(PLACEMENTS)}
    with started({**files, **texts}) as world:
        for number in range(PEOPLE):
            post(world, *_came(world, number))
        world.pass_time(MINUTE)
        yield world


def _came(world: World, number: int) -> list[dict[str, Any]]:
    user, devices = f"u{number}", (f"a{number}", f"b{number}")
    names = [identified(world, f"i-{one}", user, f"u{number}@shop.test", anonymousId=one) for one in devices]
    looks = [looked(world, f"l-{number}-{one}", userId=user) for one in range(8 + number)]
    return [*names, *looks, added(world, f"c-{number}", f"cart-{number}", userId=user)]


def looked(world: World, name: str, **who: Any) -> dict[str, Any]:
    """Somebody looks at a camera, a lens or a bag."""
    category = CATEGORIES[len(name) % 3]
    about = {
        "product_id": f"p-{name[-2:]}",
        "name": "A camera",
        "category": category,
        "price": 199.0,
        "currency": "EUR",
    }
    return message(world, "track", name, event="Product Viewed", properties=about, **who)
