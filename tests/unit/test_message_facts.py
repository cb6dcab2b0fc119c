"""What a template may say: of the reader, of what the message is about, and of products that it asks for."""

from dataclasses import replace
from typing import Any

from segue import facets
from segue.catalog.items import Item
from segue.messaging.facts import Facts
from segue.messaging.policies import Policy
from segue.messaging.rendering import render
from segue.profile.profiles import Profile
from tests.builders import NOON, an_add, an_event, an_order
from tests.fake_sending import MESSAGE

TENT = {"title": "Tent", "url": "https://shop.test/tent", "picture": "https://elsewhere.test/t.jpg", "price": 17900}
GOODS = {
    "tent": Item("product", "tent", 1, {**TENT, "currency": "EUR", "accessories": ["pegs", "tent", "gone"]}),
    "pegs": Item("product", "pegs", 1, {"title": "Pegs"}),
    "gone": Item("product", "gone", 1, {}, gone=True),
}
LINE = {"product_id": "tent", "name": "Tent", "price": 179, "quantity": 1, "category": "camping"}
POLICY = Policy(shop={"hosts": ["shop.test"]})
DATA = replace(MESSAGE, data={"product": "tent", "title": "A tent", "order": "o1", "before": 19900, "currency": "EUR"})


def views(*products: str) -> list[Any]:
    """Looks at these products, a second after each other."""
    return [
        an_event(at=NOON + at * 1000, message_id=f"v{at}", properties={"product_id": one, "category": "camping"})
        for at, one in enumerate(products)
    ]


def facts(text: str, *events: Any, message: Any = DATA) -> dict[str, Any]:
    """What there is for a template of this text, about somebody who did this."""
    profile = Profile("u_1", facets.absorb({}, events), ("u_1",))
    return Facts(POLICY, GOODS.get).of(message, profile, NOON, [text])


def test_a_product_is_as_the_catalog_says_with_links_to_the_shop_alone() -> None:
    product = facts("{{ product.name }}")["product"]
    told = {name: product[name] for name in ("name", "price_text", "url", "image_url")}
    assert told == {"name": "Tent", "price_text": "179.00 EUR", "url": TENT["url"], "image_url": ""}


def test_a_product_that_the_catalog_does_not_know_has_the_name_that_the_signal_gave_it() -> None:
    product = facts("product", message=replace(DATA, data={"product": "boat", "title": "Boat"}))["product"]
    assert (product["name"], product["url"], product["price_text"]) == ("Boat", "", "")


def test_what_was_looked_at_last_and_what_goes_with_it_are_told_newest_first() -> None:
    seen = views("pegs", "tent", "gone", "tent")
    told = facts("viewed accessories", *seen, message=MESSAGE)
    assert [one["name"] for one in told["viewed"]] == ["Tent", "Pegs"]
    assert told["accessories"] == []  # all of it was looked at
    assert [one["name"] for one in facts("accessories", *views("tent"), message=MESSAGE)["accessories"]] == ["Pegs"]


def test_what_is_sold_out_is_not_shown_though_it_was_looked_at() -> None:
    left = {**GOODS, "tent": Item("product", "tent", 2, {**GOODS["tent"].fields, "stock": 0})}
    profile = Profile("u_1", facets.absorb({}, views("pegs", "tent")), ("u_1",))
    told = Facts(POLICY, left.get).of(MESSAGE, profile, NOON, ["viewed"])
    assert [one["name"] for one in told["viewed"]] == ["Pegs"]


def test_nothing_is_looked_up_that_the_template_does_not_ask_for() -> None:
    asked: list[str] = []
    Facts(POLICY, asked.append).of(DATA, Profile("u_1", {}, ("u_1",)), NOON, ["{{ shop.name }} greets"])
    assert asked == []


def test_the_order_of_the_run_is_told_with_the_categories_of_its_pieces() -> None:
    order = facts("", an_order(order="o1", products=[LINE]), an_order(NOON + 1, order="o2"))["order"]
    assert [(one["name"], one["category"]) for one in order["items"]] == [("Tent", "camping")]
    assert facts("", message=MESSAGE)["order"] == {"items": []}


def test_a_cart_says_whether_somebody_had_begun_to_pay() -> None:
    begun = an_event("Checkout Started", NOON + 1, properties={"cart_id": "c1"})
    message = replace(MESSAGE, key="c1")
    found = [facts("", an_add(), *more, message=message)["cart"]["checkout"] for more in ((), (begun,))]
    assert found == [False, True]


def test_the_strongest_interests_come_first_and_money_is_a_text() -> None:
    told = facts("", *views("tent"))
    assert told["person"]["interests"]["categories"] == ["camping"]
    text = "{{ run.data.before | money: run.data.currency }}{{ 'much' | money }}"
    assert render({"text": text}, ["text"], told) == {"text": "199.00 EUR"}


def test_money_is_written_as_the_language_of_the_message_writes_it() -> None:
    said = an_order(order="o1", products=[LINE]), an_add(NOON + 1)
    german = facts("product", *said, message=replace(DATA, locale="de"))
    told = german["product"]["price_text"], german["cart"]["value_text"], german["order"]["items"][0]["price_text"]
    assert told == ("179,00 EUR", "10,50 EUR", "179,00 EUR")
    assert render({"sms": "{{ 1899 | money: 'EUR' }}"}, ["sms"], german) == {"sms": "18,99 EUR"}
    swiss = facts("product", *said, message=replace(DATA, locale="de-CH"))
    assert swiss["order"]["total_text"] == "21.00 EUR"
