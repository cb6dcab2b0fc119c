"""The crowd of a day: many visitors and a few who need help, of whom everything is known beforehand.

What keeps them from buying is planted (`PLANTED`), so that whoever looks for friction can be asked whether it was
found; `truth` says what any measure of the crowd must come to. Pure: the same seed, the same crowd.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from segue_tools.demo.clock import iso
from segue_tools.demo.goods import CURRENCY, Product, products
from segue_tools.demo.shoppers import LAPTOP, PHONE, uuid

Message = dict[str, Any]
Known = dict[str, Any]
AGENTS = {"phone": PHONE, "desktop": LAPTOP}
PHONES = 0.6  # of the visitors
PAGE = 20.0  # seconds on a page
STEPS = {"phone": 5, "desktop": 3}  # of the checkout
TO_PRODUCT, TO_CART, TO_CHECKOUT = 0.8, 0.55, 0.75  # who goes on, of those before
LEAVES_STEP = 0.08  # at any step of the checkout
LEAVES_PLANTED = 0.6  # phones, at the step that is planted
DEAF = 0.25  # of phones on a product's page who press what does not answer
LEAVES_DEAF = 0.7
PLANTED = (("checkout", "phone", 2), ("rage", "phone", "button#size-guide"))


@dataclass(frozen=True)
class Visitor:
    """One visit. `path` is how far it went: list, product, cart, checkout, the steps that were done, order."""

    nth: int
    id: str
    device: str
    product: Product
    deaf: bool
    reached: tuple[str, ...]
    order: str = ""

    @property
    def cents(self) -> int:
        """What was paid."""
        return self.product.cents if self.order else 0


def crowd(seed: int, visits: int, run: str) -> list[Visitor]:
    """The visitors of a seed; their ids are the run's own."""
    rng, ids = Random(f"crowd/{seed}"), Random(f"crowd/{run}")
    return [_visitor(nth, rng, ids) for nth in range(visits)]


def _visitor(nth: int, rng: Random, ids: Random) -> Visitor:
    device = "phone" if rng.random() < PHONES else "desktop"
    product, own, order = rng.choice(products()), uuid(ids), f"TL-{ids.getrandbits(40):010x}"
    deaf = False
    reached = ["list"]
    if rng.random() < TO_PRODUCT:
        reached.append("product")
        deaf = device == "phone" and rng.random() < DEAF
        if not (deaf and rng.random() < LEAVES_DEAF) and rng.random() < TO_CART:
            reached += ["cart", *_checked_out(device, rng)]
    done = reached[-1] == "order"
    return Visitor(nth, own, device, product, deaf, tuple(reached), order if done else "")


def _checked_out(device: str, rng: Random) -> Iterator[str]:
    """What is reached behind the cart."""
    if rng.random() >= TO_CHECKOUT:
        return
    yield "checkout"
    for step in range(1, STEPS[device] + 1):
        yield f"step {step}"
        planted = device == "phone" and step == 2
        if rng.random() < (LEAVES_PLANTED if planted else LEAVES_STEP):
            return
        yield f"step {step} done"
    yield "order"


def told(one: Visitor, end: float, shop: str, run: str) -> list[Message]:
    """What the shop's pages tell of a visit that ends at a moment (seconds), in the order in which it happened."""
    said = [part for place in one.reached for part in _said(one, place, shop)]
    start = end - PAGE * len(said)
    return [_message(one, (nth, part), start + PAGE * nth, run) for nth, part in enumerate(said)]


def _message(one: Visitor, part: tuple[int, Message], moment: float, run: str) -> Message:
    nth, said = part
    about = {"userAgent": AGENTS[one.device], "campaign": {"name": run, "medium": "crowd", "source": "demo"}}
    own = {"anonymousId": one.id, "messageId": f"{one.id}-{nth}", "timestamp": iso(moment), "context": about}
    return {**own, **said}


def _said(one: Visitor, place: str, shop: str) -> Iterator[Message]:
    """A page of that kind, and what is done on it."""
    kind, *rest = place.split()
    if kind in ("list", "product", "cart", "checkout"):
        yield _page(kind)
    yield from SAID[kind](one, one.product.described(shop, 1), rest)


def _looks(one: Visitor, known: Known, _: list[str]) -> Iterator[Message]:
    yield _track("Product Viewed", known)
    if one.deaf:
        yield _track("Rage Clicked", {"element": PLANTED[1][2], "page_type": "product"})
    if "cart" in one.reached:
        yield _track("Product Added", {"cart_id": _cart(one), **known})


def _puts(one: Visitor, known: Known, _: list[str]) -> Iterator[Message]:
    yield _track("Cart Viewed", {"cart_id": _cart(one), "products": [known], "currency": CURRENCY})


def _begins(one: Visitor, known: Known, _: list[str]) -> Iterator[Message]:
    yield _track("Checkout Started", {"products": [known], "currency": CURRENCY, **_checkout(one)})


def _steps(one: Visitor, _: Known, rest: list[str]) -> Iterator[Message]:
    step, *done = rest
    name = "Checkout Step Completed" if done else "Checkout Step Viewed"
    yield _track(name, {"step": int(step), "page_type": "checkout", **_checkout(one)})


def _pays(one: Visitor, known: Known, _: list[str]) -> Iterator[Message]:
    total = {"order_id": one.order, "total": one.cents / 100, "currency": CURRENCY}
    yield _track("Order Completed", {**total, "products": [known], "cart_id": _cart(one)})


def _strolls(_one: Visitor, _known: Known, _: list[str]) -> Iterator[Message]:
    return iter(())


SAID: Mapping[str, Callable[[Visitor, Known, list[str]], Iterator[Message]]] = {
    "list": _strolls,
    "product": _looks,
    "cart": _puts,
    "checkout": _begins,
    "step": _steps,
    "order": _pays,
}


def _cart(one: Visitor) -> str:
    return f"c-{one.id}"


def _checkout(one: Visitor) -> Known:
    return {"checkout_id": _cart(one), "cart_id": _cart(one), "steps": STEPS[one.device]}


def _page(kind: str) -> Message:
    return {"type": "page", "name": kind.title(), "properties": {"page_type": kind, "path": f"/{kind}"}}


def _track(name: str, said: Known) -> Message:
    return {"type": "track", "event": name, "properties": said}
