"""The job of the night in the in-memory cloud, with its own role: from what customers did to rows and cards."""

import json
import zlib

import pytest

from segue import touring
from segue.aws import pages
from segue.models.cards import MAIN
from segue.models.runs import STAGES
from segue.times import DAY, MINUTE, SECOND, to_text
from segue.wiring.model_runs import cards, runs
from tests.faults.endings import rows
from tests.faults.shop import post
from tests.faults.visitors import bought, objected
from tests.handlers import on_shelves
from tests.handlers.nights import PATH, filled, night, told
from tests.handlers.staff_requests import Api


@pytest.fixture
def shop(world):
    return filled(world)


def leads(product):
    return [one.product for one in on_shelves.rows([product])[product].leads]


def test_what_was_bought_and_looked_at_becomes_rows_and_a_card(shop):
    night(shop)
    assert leads("kettle")[0] == "mug"
    assert [(one.product, one.people) for one in on_shelves.rows(["mug"])["mug"].together] == [("kettle", 12)]
    assert {one.product for one in on_shelves.popular().popular[""]} == {"kettle", "mug", "tea", "p1"}
    card, *others = told(shop)["items"]
    assert [card["model"], *(one["model"] for one in others)] == [*MAIN]
    assert (card["data"]["people"], card["data"]["objecting"], card["data"]["products"]) == (13, 0, 4)
    assert card["lacks"] == {"people_who_came_back": {"has": 0, "wants": 50}}
    assert (card["metrics"]["hit_rate"], card["drift"]["metrics"]) == (None, {})
    assert card["parameters"]["best"][:2] == ["kettle", "mug"]
    assert card["since"] <= card["until"] <= to_text(shop.clock)


def test_the_schedule_may_call_twice_and_every_night_has_a_run(shop):
    night(shop)
    night(shop)
    assert len(runs().newest(9)) == 1
    shop.pass_time(DAY)
    post(shop, bought(shop, "b-new", "kettle", "tin", userId="u3"))
    shop.pass_time(MINUTE)
    night(shop, "2026-12-01")
    card = told(shop)["items"][0]
    assert (card["drift"]["data"]["products"], card["drift"]["data"]["people"], card["drift"]["new"]) == (1, 0, 1)
    assert [one["created"] for one in card["nights"]] == [card["compared_with"], card["created"]]
    assert Api(shop, "marketer").get(f"{PATH}/recommendations")[1] == card


def test_staff_begin_a_run_and_are_answered_with_the_one_that_goes_on(shop):
    asked = [Api(shop, "marketer").post(f"{PATH}/runs", {}) for _ in range(2)]
    assert [(status, one["state"], one["percent"], one["by"]) for status, one in asked] == [
        (202, "waiting", 0, "marketer-1"),
        (202, "waiting", 0, "marketer-1"),
    ]
    assert asked[0][1]["id"] == asked[1][1]["id"]
    shop.pass_time(MINUTE)
    run = told(shop)["run"]
    assert (run["id"], run["state"], run["percent"], run["people"]) == (asked[0][1]["id"], "done", 100, 13)
    assert Api(shop, "admin").post(f"{PATH}/runs", {})[1]["id"] != run["id"]


def test_how_far_it_is_is_told_while_it_runs(shop, monkeypatch):
    monkeypatch.setattr(touring, "LASTS", 0)
    monkeypatch.setattr(pages, "PAGE", 2)
    Api(shop, "admin").post(f"{PATH}/runs", {})
    seen = []
    while (run := told(shop)["run"])["state"] != "done":
        seen.append((run["percent"], run["stage"]))
        if not shop.step():
            shop.region.clock.advance(SECOND)
    assert seen == sorted(seen)
    assert [*dict.fromkeys(stage for _, stage in seen)] == [*STAGES]


def test_others_may_not_look_or_begin(shop):
    assert Api(shop, "agent").get(PATH)[0] == 403
    assert Api(shop, "agent").get(f"{PATH}/churn")[0] == 403
    assert Api(shop, "agent").post(f"{PATH}/runs", {})[0] == 403


def test_a_model_that_there_is_not_and_one_that_no_night_has_learned_are_told_apart(shop):
    answers = [Api(shop, "marketer").get(f"{PATH}/{model}") for model in ("weather", "churn")]
    assert [(status, said["type"].rpartition(":")[2]) for status, said in answers] == [
        (404, "unknown-model"),
        (404, "no-card"),
    ]


def test_who_objects_to_profiling_teaches_nothing(shop):
    post(shop, bought(shop, "b-x", "kettle", "secret", userId="u0"), objected(shop, "o-x", userId="u0"))
    shop.pass_time(MINUTE)
    night(shop)
    assert not on_shelves.rows(["secret"])
    card, *others = told(shop)["items"]
    assert (card["data"]["people"], card["data"]["objecting"]) == (12, 1)
    assert {(one["data"]["people"], one["data"]["objecting"]) for one in others} == {(11, 1)}


def test_no_name_leaves_the_tables(shop):
    night(shop)
    kept = [
        zlib.decompress(body).decode()
        for (bucket, _), body in shop.region.buckets.objects.items()
        if "Models" in bucket
    ]
    assert kept
    assert {*json.loads(kept[0])[0]} == {"seeds", "orders"}
    assert not [one for one in kept for who in ("u1", "Kim", *_keys(shop)) if f'"{who}"' in one]


def _keys(world):
    return [row["pk"] for row in rows(world, "Identities")]


def test_content_of_the_catalog_is_reached_by_what_it_is_about(shop):
    api = Api(shop, "marketer")
    product = {"title": "Kettle", "categories": ["Kitchen"], "currency": "EUR", "price": 2000}
    assert api.ask("PUT", "/v1/products/kettle", json.dumps(product))[0] == 200
    guide = {"title": "Tea at home", "url": "https://shop.test/tea", "products": ["kettle"]}
    assert api.ask("PUT", "/v1/content/guide", json.dumps(guide))[0] == 200
    night(shop)
    assert "content:guide" in {one.product for one in on_shelves.rows(["kettle"])["kettle"].similar}
    assert [one.product for one in on_shelves.rows(["content:guide"])["content:guide"].similar] == ["kettle"]


def test_what_nobody_touches_and_the_catalog_knows_no_more_falls_away(shop):
    api = Api(shop, "marketer")
    assert api.ask("PUT", "/v1/products/gone", json.dumps({"title": "A lamp"}))[0] == 200
    night(shop)
    first = _ends(shop)
    assert api.ask("PUT", "/v1/products/gone", json.dumps({"gone": True}))[0] == 200
    shop.pass_time(DAY)
    night(shop, "2026-12-01")
    second = _ends(shop)
    assert first["gone"] == second["gone"] == first["kettle"] < second["kettle"]
    assert second["kettle"] * SECOND == cards().newest(1)[0].made // SECOND * SECOND + 30 * DAY


def _ends(world):
    return {row["sk"]: row["ttl"] for row in rows(world, "Catalog") if row["pk"] == "learned"}


def test_a_shop_without_customers_or_products_has_a_card_that_says_so(world):
    night(world)
    card, *others = told(world)["items"]
    assert (card["data"]["people"], card["since"], card["parameters"]["best"]) == (0, None, [])
    assert all(one["lacks"] for one in others)
    assert told(world)["run"]["state"] == "done"


def test_a_shop_of_one_product_has_its_row(world):
    post(world, bought(world, "b1", "kettle", userId="u1"))
    world.pass_time(MINUTE)
    night(world)
    assert on_shelves.rows(["kettle"])["kettle"].leads == ()
    assert [one.product for one in on_shelves.popular().popular[""]] == ["kettle"]
