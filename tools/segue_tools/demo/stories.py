"""The stories of the day: who comes, what they do, and how long they take. None lasts longer than `LONGEST`.

What replaces or closes a cart comes at least `APART` minutes after the last change: times are corrected by when a
request was sent and received, and a small machine may answer a second late, which is minutes at the demo's pace.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from segue_tools.demo.acts import Act, Visit, webhook
from segue_tools.demo.goods import Line, products
from segue_tools.demo.shoppers import Shopper

LONGEST = 45  # minutes from the first act of a shopper to the last
APART = 8


@dataclass(frozen=True)
class Scene:
    """What a story is made of: the shopper, a choice of products, and ids for carts and orders."""

    who: Shopper
    rng: Random
    ids: Random

    def lines(self, most: int = 3) -> tuple[Line, ...]:
        """One to `most` different products, mostly one piece of each."""
        chosen = self.rng.sample(products(), self.rng.randint(1, most))
        return tuple((one, self.rng.choice((1, 1, 1, 2))) for one in chosen)

    def id(self, letter: str) -> str:
        """An id that nobody had before."""
        return f"{letter}{self.ids.getrandbits(44):011x}"

    def number(self) -> str:
        """A number as Shopify gives to an order."""
        return str(self.ids.randrange(10**12, 10**13))

    def visit(self, minute: float = 0, laptop: bool = False) -> Visit:
        """A visit with a fresh cart, on the phone or on the laptop."""
        return Visit(self.who, self.who.laptop if laptop else self.who.phone, self.id("cart_"), minute)


Story = Callable[[Scene], Iterator[Act]]


def _fills(visit: Visit, lines: tuple[Line, ...]) -> Iterator[Act]:
    for nth, (product, quantity) in enumerate(lines):
        yield from visit.at(visit.minute + 3 * nth).puts(product, quantity)


def browses(scene: Scene) -> Iterator[Act]:
    """Looks around and leaves without a trace but the visit."""
    for nth, (product, _) in enumerate(scene.lines(4)):
        yield from scene.visit(3 * nth).looks(product)


def buys(scene: Scene) -> Iterator[Act]:
    """Fills a cart, signs in, pays."""
    visit, lines = scene.visit(), scene.lines()
    yield from _fills(visit, lines)
    visit = visit.signed_in()
    yield visit.at(12).tells()
    yield visit.at(16).views(lines)
    yield visit.at(18).views(lines, "Checkout Started")
    yield from visit.at(26).orders(lines, scene.id("TL-"))


def buys_as_guest(scene: Scene) -> Iterator[Act]:
    """Pays without an account; the address is typed at the checkout."""
    visit, lines = scene.visit(laptop=True), scene.lines()
    yield from _fills(visit, lines)
    yield visit.at(16).views(lines, "Checkout Started")
    yield visit.at(18).tells()
    yield from visit.at(24).orders(lines, scene.id("TL-"))


def leaves_a_cart(scene: Scene) -> Iterator[Act]:
    """Signs in, fills a cart, looks at it and never comes back."""
    visit, lines = scene.visit().signed_in(), scene.lines()
    yield visit.tells()
    yield from _fills(visit.at(2), lines)
    yield visit.at(19).views(lines)


def leaves_the_checkout(scene: Scene) -> Iterator[Act]:
    """A guest who types an address at the checkout and goes."""
    visit, lines = scene.visit(), scene.lines(2)
    yield from _fills(visit, lines)
    yield visit.at(13).views(lines, "Checkout Started")
    yield visit.at(15).tells()


def leaves_unknown(scene: Scene) -> Iterator[Act]:
    """Fills a cart and goes without a name: there is nobody to write to."""
    yield from _fills(scene.visit(laptop=True), scene.lines(2))


def buys_on_the_other_device(scene: Scene) -> Iterator[Act]:
    """Fills a cart on the phone and buys the same things on the laptop: the phone's cart is over, too."""
    phone, laptop, lines = scene.visit(), scene.visit(laptop=True), scene.lines(2)
    yield from _fills(phone, lines)
    yield phone.signed_in().at(8).tells()
    yield from _fills(laptop.at(14), lines)
    laptop = laptop.signed_in()
    yield laptop.at(22).tells()
    yield laptop.at(28).views(lines, "Checkout Started")
    yield from laptop.at(36).orders(lines, scene.id("TL-"))


def leaves_on_two_devices(scene: Scene) -> Iterator[Act]:
    """Browses on the laptop, fills a cart on the phone, leaves it: one person, two devices, one mail."""
    laptop, phone, lines = scene.visit(laptop=True), scene.visit(10), scene.lines(2)
    yield from laptop.looks(lines[0][0])
    yield laptop.signed_in().at(4).tells()
    yield from _fills(phone, lines)
    yield phone.signed_in().at(18).tells()


def buys_at_shopify(scene: Scene) -> Iterator[Act]:
    """Cart, checkout and order as Shopify's webhooks tell them."""
    cart, lines = scene.id("c"), scene.lines()
    yield webhook("carts/create", scene.who, 0, cart=cart, change="set", lines=lines)
    yield webhook("checkouts/create", scene.who, 4, cart=cart, change="set", lines=lines)
    yield webhook("orders/create", scene.who, 14, cart=cart, change="order", lines=lines, order=scene.number())


def buys_at_shopify_as_guest(scene: Scene) -> Iterator[Act]:
    """An order without a customer account, known by its address alone."""
    cart, lines, order = scene.id("c"), scene.lines(1), scene.number()
    yield webhook("orders/create", scene.who, 3, cart=cart, change="order", lines=lines, order=order, guest=True)


def leaves_at_shopify(scene: Scene) -> Iterator[Act]:
    """A Shopify checkout that goes no further."""
    cart, lines = scene.id("c"), scene.lines(2)
    yield webhook("carts/create", scene.who, 0, cart=cart, change="set", lines=lines)
    yield webhook("checkouts/create", scene.who, 5, cart=cart, change="set", lines=lines)


def buys_elsewhere(scene: Scene) -> Iterator[Act]:
    """Leaves a cart on the web and orders at the Shopify shop with the same address: no reminder."""
    visit, lines = scene.visit().signed_in(), scene.lines(2)
    yield visit.tells()
    yield from _fills(visit.at(2), lines)
    cart, order = scene.id("c"), scene.number()
    yield webhook("orders/create", scene.who, 25, cart=cart, change="order", lines=lines, order=order)


# How often each story is told in every 40 customers; every story is told at least once.
STORIES: dict[Story, int] = {
    leaves_a_cart: 8,
    buys: 5,
    browses: 6,
    leaves_the_checkout: 3,
    buys_as_guest: 3,
    buys_on_the_other_device: 3,
    leaves_on_two_devices: 2,
    leaves_at_shopify: 3,
    buys_at_shopify: 2,
    leaves_unknown: 2,
    buys_elsewhere: 2,
    buys_at_shopify_as_guest: 1,
}


def cast(customers: int, rng: Random) -> list[Story]:
    """One story for each customer; the first ones tell every story once, as far as there are customers."""
    weighted = [story for story, times in STORIES.items() for _ in range(times)]
    told = [*STORIES, *(rng.choice(weighted) for _ in range(customers))]
    return told[:customers]
