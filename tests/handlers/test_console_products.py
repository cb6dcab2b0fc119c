"""The product pages: the list, one product with its forms and what it has cost."""

import json

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.providers import shop_offers
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.staff_requests import Api


@pytest.fixture
def browser(monkeypatch):
    """A marketer in a world with a tent that got cheaper, and a kettle with words of its own."""
    with staffed(monkeypatch) as world:
        world.reach(MINUTE)
        shop_offers(world, "199.00", 0, MINUTE)
        world.reach(HOUR)
        shop_offers(world, "149.00", 5, HOUR)
        world.reach(2 * HOUR)
        kettle = {
            "title": "<b>Kettle</b>",
            "currency": "EUR",
            "price": 4700,
            "features": {"Holds": "47 cl"},
            "stock": 0,
        }
        assert Api(world).ask("PUT", "/v1/products/a%2Fb", json.dumps(kettle))[0] == 200
        yield as_staff(world, "max")


def test_products_are_listed_with_price_and_stock(browser):
    page = browser.get("/products")
    assert page.status == 200
    assert all(page.reads(text) for text in ("Tent", "149.00", "5 in stock", "€47.00", "Sold out"))
    assert "<b>Kettle</b>" not in page.body


def test_a_product_is_found_by_its_name(browser):
    assert browser.get("/products?q=ten").reads("Tent")
    assert not browser.get("/products?q=ten").reads("€47.00")
    assert browser.get("/products?q=nothing").reads("Nothing by that name")


def test_a_product_s_page_draws_what_it_has_cost(browser):
    page = browser.get("/products/42")
    assert page.body.count('<rect class="column"') == 2
    assert page.reads("199.00")
    assert page.reads("149.00")


def test_an_id_with_a_slash_has_a_page(browser):
    assert browser.get("/products/a%2Fb").reads("47 cl")
    assert browser.get("/products/none").status == 404
