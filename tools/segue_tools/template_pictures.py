"""Pictures of all starter templates for the documentation: `python -m segue_tools.template_pictures`.

Each is rendered for somebody who has looked at, left and ordered products of the demo shop: in English as wide as a
desktop, in German as wide as a phone. A Chromium and playwright must be there.
"""

import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from segue import facets
from segue.catalog.items import Item
from segue.events import Event
from segue.messaging.facts import Facts
from segue.messaging.policies import policy_of
from segue.messaging.previewing import Previewing, Wanted
from segue.messaging.templates import for_channel
from segue.playbook import compile_playbook
from segue.profile.profiles import Profile
from segue_tools.places import ROOT, SHOP
from segue_tools.playbooks import starter_files

PICTURES = ROOT / "docs" / "images" / "templates"
ADDRESS = "https://fernweh.example"
NOW = 1_796_000_000_000  # when everything happens: the pictures are the same whenever they are made
SHOP_SAYS = {"url": ADDRESS, "offer": {"code": "AGAIN10", "text": "10 % off"}}
LOOKED_AT, IN_CART, ORDERED = ("ridge-2", "lumen"), ("ridge-2", "lumen"), ("ember-flat",)
TRAITS = {"firstName": "Kim", "loyalty_tier": "Gold"}


class Width(NamedTuple):
    """A screen: what its pictures are called, how wide it is, and in which language it is read."""

    ending: str
    pixels: int
    locale: str


WIDTHS = (Width("", 680, "en"), Width("-phone", 390, "de"))


def goods() -> dict[str, Item]:
    """The demo shop's products."""
    found = json.loads((SHOP / "catalog.json").read_text())
    return {one["id"]: Item("product", one["id"], 1, _fields(one, found["currency"])) for one in found["products"]}


def reader() -> Profile:
    """Who gets them."""
    return Profile("somebody", facets.absorb({}, list(_events())), ())


def pages() -> Iterator[tuple[str, Width, str]]:
    """Each template's id, a width, and its HTML there."""
    made, known, person = compile_playbook(starter_files()), goods(), reader()
    policy = policy_of(made["policy"] | {"shop": {**made["policy"]["shop"], **SHOP_SAYS}})
    previewing = Previewing(Facts(policy, known.get), f"{ADDRESS}/unsubscribe")
    mails = {key: one for key, one in made["template"].items() if for_channel(one, "email")}
    for key, template in mails.items():
        for width in WIDTHS:
            shown = previewing.show(template, person, Wanted("email", width.locale), NOW)
            yield key, width, shown.parts["html"]


def main() -> None:
    """Writes them."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for key, width, html in pages():
            page = browser.new_page(viewport={"width": width.pixels, "height": 400})
            page.route("**/*", partial(_answer, html))
            page.goto(f"{ADDRESS}/")
            page.screenshot(path=PICTURES / f"{key}{width.ending}.png", full_page=True)
            page.close()
        browser.close()


def _answer(html: str, route: Any) -> None:
    """The mail and its pictures out of the repository; nothing else of the web."""
    name = Path(route.request.url).name
    picture = SHOP / "pictures" / name
    if route.request.resource_type == "document":
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    elif picture.is_file():
        route.fulfill(body=picture.read_text(), content_type="image/svg+xml")
    else:
        route.abort()


def _fields(one: dict[str, Any], currency: str) -> dict[str, Any]:
    links = {"url": f"{ADDRESS}/product.html?id={one['id']}", "picture": f"{ADDRESS}/{one['id']}.svg"}
    said = {"title": one["name"], "price": one["cents"], "currency": currency, "accessories": one["goes_with"]}
    return {**said, **links, "categories": [one["category"]]}


def _events() -> Iterator[Event]:
    known = goods()
    yield _event(0, None, type="identify", traits=TRAITS)
    products = [_product(known[one]) for one in ORDERED]
    yield _event(1, "Order Completed", properties={"order_id": "1001", "currency": "EUR", "products": products})
    for at, one in enumerate(reversed(LOOKED_AT)):
        yield _event(10 + at, "Product Viewed", properties=_product(known[one]))
    for at, one in enumerate(IN_CART):
        yield _event(20 + at, "Product Added", properties={"cart_id": "c1", **_product(known[one])})


def _product(item: Item) -> dict[str, Any]:
    said = item.fields
    about = {"product_id": item.id, "name": said["title"], "price": said["price"] / 100, "quantity": 1}
    links = {"url": said["url"], "image_url": said["picture"], "category": said["categories"][0]}
    return {**about, **links, "currency": said["currency"]}


def _event(at: int, name: str | None, **said: Any) -> Event:
    given = {"type": "track", "event": name, "message_id": f"m{at}", "source": "web", "user_id": "kim", **said}
    return Event(**given, original_timestamp=NOW - 100 + at, timestamp=NOW - 100 + at, received_at=NOW)


if __name__ == "__main__":
    main()
