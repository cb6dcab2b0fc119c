"""The API of products and content: put, read, searched, and what is refused by its name."""

import json

import pytest

from segue.catalog_items import Statement
from segue.times import MINUTE, to_text
from segue.wiring.catalog import statements
from tests.faults.cloud.clock import START
from tests.faults.providers import shop_offers
from tests.handlers.staff_requests import Api

TENT = {"title": "Tent", "currency": "EUR", "price": 19900, "categories": ["Camping"], "pack_size": 2}
ROLES = ("agent", "privacy", "marketer", "admin")
GUIDE = {"title": "Pitching", "url": "https://shop.example/pitching", "topics": ["camping"], "locale": "en-GB"}


@pytest.fixture
def api(world):
    return Api(world, "marketer")


def put(api, path, body, key=""):
    return api.ask("PUT", path, json.dumps(body), key)


def test_a_product_is_put_and_read_with_what_it_has_cost(world, api):
    assert put(api, "/v1/products/42", TENT)[0] == 200
    world.pass_time(MINUTE)
    put(api, "/v1/products/42", {**TENT, "price": 14900})
    world.pass_time(MINUTE)
    status, found = api.get("/v1/products/42")
    assert (status, found["title"], found["price"], found["pack_size"]) == (200, "Tent", 14900, 2)
    told = [(one["time"], one["before"], one["after"]) for one in found["prices"]]
    assert told == [(to_text(START + MINUTE), 19900, 14900), (to_text(START), None, 19900)]
    assert [one["detail-type"] for one in world.region.bus.log] == ["PriceDropped"]


def test_what_is_put_adds_to_what_the_shop_says(world, api):
    world.reach(2 * MINUTE)
    shop_offers(world, "199.00", 3, MINUTE)
    _, found = put(api, "/v1/products/42", {"consumable": False, "accessories": ["77"]})
    assert (found["title"], found["accessories"], found["consumable"]) == ("Tent", ["77"], False)
    assert (found["variants"][0]["id"], found["variants"][0]["price"]) == ("4201", 19900)


def test_a_repeat_with_its_key_is_answered_as_the_first_time(world, api):
    first = put(api, "/v1/products/42", TENT, "k1")
    world.pass_time(MINUTE)
    assert put(api, "/v1/products/42", TENT, "k1") == first
    assert put(api, "/v1/products/42", {**TENT, "price": 1}, "k1")[0] == 422


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ({"colour": "red"}, "colour"),
        ({"price": "19.99", "currency": "EUR"}, "price"),
        ({"price": 19.99, "currency": "EUR"}, "price"),
        ({"price": True, "currency": "EUR"}, "price"),
        ({"price": -1, "currency": "EUR"}, "price"),
        ({"currency": "euro"}, "currency"),
        ({"currency": "eur"}, "currency"),
        ({"price": 100}, "body"),
        ({"variants": {"1": {"price": 100}}}, "body"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"stock": "many"}, "stock"),
        ({"variants": {"1": {"size": "M"}}}, "size"),
    ],
)
def test_what_is_wrong_is_refused_by_its_name(api, said, at):
    status, problem = put(api, "/v1/products/42", said)
    assert (status, [one["at"].rpartition(".")[2] for one in problem["errors"]]) == (422, [at])
    assert api.get("/v1/products/42")[0] == 404


def test_many_are_put_at_once_and_one_that_is_wrong_is_refused_alone(api):
    items = [{"id": "1", **TENT}, {"id": "2", "price": 5}, {"title": "no id"}, {"id": "3", "colour": "red"}]
    status, found = put(api, "/v1/products", {"items": items})
    refused = [(one["place"], one["id"], [wrong["at"] for wrong in one["errors"]]) for one in found["refused"]]
    assert (status, found["stored"]) == (200, 1)
    assert refused == [(1, "2", [""]), (2, "", ["id"]), (3, "3", ["colour"])]
    assert [one["id"] for one in api.get("/v1/products")[1]["items"]] == ["1"]


@pytest.mark.parametrize("items", [[], [{"id": "1"}] * 201])
def test_at_most_two_hundred_are_put_at_once(api, items):
    assert put(api, "/v1/products", {"items": items})[0] == 422


def test_products_are_searched_by_text_and_category_page_by_page(api):
    forms = {"v": {"sku": "K-66"}}
    items = [{"id": f"p{number}", "title": f"Tent {number}", "categories": ["Camping"]} for number in range(5)]
    put(api, "/v1/products", {"items": [*items, {"id": "x", "title": "Kettle", "variants": forms}]})
    seen, further = [], ""
    while further is not None:
        _, page = api.get(f"/v1/products?q=tent&category=Camping&limit=2&before={further}")
        seen += [one["id"] for one in page["items"]]
        further = page["next"]
    assert seen == ["p0", "p1", "p2", "p3", "p4"]
    assert [one["id"] for one in api.get("/v1/products?q=k-66")[1]["items"]] == ["x"]
    assert api.get("/v1/products?category=Coffee")[1]["items"] == []


def test_what_is_gone_is_told_when_asked_for_and_not_listed(world, api):
    put(api, "/v1/products/42", TENT)
    world.pass_time(MINUTE)
    put(api, "/v1/products/42", {"gone": True})
    assert (api.get("/v1/products/42")[1]["gone"], api.get("/v1/products")[1]["items"]) == (True, [])


def test_content_is_put_read_and_searched_by_topic(api):
    assert put(api, "/v1/content/pitching", {**GUIDE, "products": ["42"]})[0] == 200
    assert put(api, "/v1/content", {"items": [{"id": "b", "title": "Brewing", "locale": "??"}]})[1]["stored"] == 0
    found = api.get("/v1/content/pitching")[1]
    assert (found["topics"], found["products"], found["locale"]) == (["camping"], ["42"], "en-GB")
    listed = [api.get(f"/v1/content?topic={topic}")[1]["items"] for topic in ("camping", "coffee")]
    assert [len(one) for one in listed] == [1, 0]
    assert api.get("/v1/products/pitching")[0] == 404


@pytest.mark.parametrize("path", ["/v1/products", "/v1/products/1", "/v1/content", "/v1/content/1"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_the_catalog_is_for_marketers_and_administrators(world, method, path):
    body = {"GET": None, "PUT": {} if path.endswith("1") else {"items": [{"id": "1"}]}}[method]
    found = [Api(world, role).ask(method, path, json.dumps(body) if body is not None else "")[0] for role in ROLES]
    assert [status == 403 for status in found] == [True, True, False, False]


@pytest.mark.parametrize("path", ["/v1/products?before=%FF", "/v1/content?before=%FF", "/v1/products?limit=0"])
def test_a_list_asked_for_in_nonsense_is_a_4xx(api, path):
    assert api.get(path)[0] in (400, 422)


def test_an_id_that_no_row_can_hold_is_a_400(api):
    assert put(api, f"/v1/products/{'x' * 201}", TENT)[0] == 400


def test_an_id_may_be_written_as_urls_need_it(api):
    put(api, "/v1/products/gid%3A%2F%2F42%20a", TENT)
    assert [one["id"] for one in api.get("/v1/products")[1]["items"]] == ["gid://42 a"]


def test_what_stands_twice_in_one_list_is_refused_since_nobody_could_say_which_counts(api):
    items = [{"id": "42", **TENT}, {"id": "7", **TENT}, {"id": "42", **TENT, "price": 1}]
    status, said = put(api, "/v1/products", {"items": items})
    assert (status, said["stored"], [one["place"] for one in said["refused"]]) == (200, 1, [0, 2])
    assert api.get("/v1/products/42")[0] == 404


def test_what_is_put_last_counts_though_it_is_of_the_same_millisecond(api):
    found = [put(api, "/v1/products/42", {**TENT, "price": price})[1]["price"] for price in (1, 2, 3, 4)]
    assert found == [1, 2, 3, 4]


def test_what_is_older_than_what_stands_there_is_refused_and_not_silently_lost(world, api):
    ahead = Statement("product", "42", "api", world.clock + MINUTE, {"title": "New"})
    with world.aside():
        statements().state([ahead])
    assert put(api, "/v1/products/42", TENT)[0] == 409
