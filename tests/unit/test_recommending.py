"""What somebody is shown, and why: rows added up, and what does not fit left out."""

import pytest

from segue import facets
from segue.catalog.items import Item
from segue.recommending import seeds
from segue.recommending.choosing import Asked, Reason, Shop, recommend
from segue.recommending.exclusions import Standing, consumable
from segue.recommending.rows import Popular, Related, Row, of_plain, popular_of_plain, popular_to_plain, to_plain
from segue.recommending.seeds import Seed, owned_of, seeds_of, weights
from segue.recommending.wishes import Wanted
from segue.times import DAY
from tests.builders import NOON, an_event, an_order

LEADS = (Related("lens", 0.3, 40, "bought"), Related("bag", 0.2, 9, "seen"), Related("strap", 0.1, 1, "bought"))
CAMERA = Row(leads=LEADS, completes=(Related("card", 1.5, 0, "stated"),))
FILM = Row(again=0.9, every=20)
BEST = (Related("mug", 50.0, 300, "counted"), Related("lens", 40.0, 200, "counted"))
SHOP = Shop({"camera": CAMERA, "film": FILM}, Popular({"": BEST}, {"": BEST[:1]}))
SEEN = (Seed("camera", "viewed", NOON),)


def shown(shop=SHOP, wanted: Wanted = "for_you", seeds=SEEN, **said):
    return {one.product: one.reason for one in recommend(Asked(wanted, NOON, seeds, **said), shop)}


def stocked(**items):
    return Shop(SHOP.rows, SHOP.popular, {name: Item("product", name, NOON, said) for name, said in items.items()})


def test_what_leads_on_comes_first_and_what_sells_fills_up():
    assert list(shown()) == ["lens", "bag", "strap", "mug"]


def test_each_has_its_reason():
    found = shown()
    assert found["lens"] == Reason("bought_together", "camera", 40)
    assert found["bag"] == Reason("seen_together", "camera", 9)
    assert found["mug"] == Reason("popular", people=300)
    assert shown(wanted="completes") == {"card": Reason("goes_with", "camera")}
    assert shown(wanted="trending") == {"mug": Reason("trending", people=300)}


def test_one_buyer_alone_is_no_reason():
    assert shown()["strap"] == Reason("similar", "camera")


def test_what_was_just_looked_at_counts_more_than_what_was_bought_long_ago():
    other = Row(leads=(Related("tent", 0.3, 5, "bought"),))
    long_ago = Seed("stove", "bought", NOON - 400 * DAY)
    shop = Shop({"camera": CAMERA, "stove": other})
    assert list(shown(shop, seeds=(*SEEN, long_ago)))[:2] == ["lens", "bag"]
    assert next(iter(shown(shop, seeds=(long_ago._replace(moment=NOON), *SEEN)))) == "tent"


def test_the_seed_that_says_most_is_the_reason_and_scores_add_up():
    rows = {"a": Row(leads=(Related("x", 0.2, 5, "bought"), Related("y", 0.3, 5, "bought")))}
    rows |= {"b": Row(leads=(Related("x", 0.25, 7, "bought"),))}
    found = shown(Shop(rows), seeds=(Seed("a", "bought", NOON), Seed("b", "bought", NOON)))
    assert list(found) == ["x", "y"]
    assert found["x"] == Reason("bought_together", "b", 7)


@pytest.mark.parametrize(
    "standing",
    [
        Standing(owned={"lens": NOON}),
        Standing(returned=frozenset({"lens"})),
        Standing(complaint=frozenset({"lens"})),
        Standing(unwanted=frozenset({"lens"})),
    ],
)
def test_what_does_not_fit_the_person_is_left_out(standing):
    assert "lens" not in shown(standing=standing)


@pytest.mark.parametrize(
    "said",
    [
        {"stock": 0},
        {"available": False, "stock": 3},
        {"listed": False},
        {"stock": 3, "variants": {"s": {"stock": 0}, "m": {"available": False}}},
    ],
)
def test_what_nobody_can_buy_is_left_out(said):
    assert "lens" not in shown(stocked(lens=said))


def test_what_can_be_bought_in_one_form_is_shown_and_what_is_not_counted_too():
    assert "lens" in shown(stocked(lens={"variants": {"s": {"stock": 0}, "m": {"stock": 1}}}))
    assert "lens" in shown(stocked(lens={"title": "Lens"}))


def test_what_is_used_up_comes_again_when_it_may_be_needed():
    had = (Seed("film", "bought", NOON - 15 * DAY),)
    soon, later = ({"film": NOON - days * DAY} for days in (5, 15))
    assert shown(seeds=had, standing=Standing(owned=later))["film"] == Reason("again", "film")
    assert "film" not in shown(seeds=had, standing=Standing(owned=soon))


def test_the_catalog_knows_better_what_is_used_up():
    durable = Item("product", "film", NOON, {"consumable": False})
    assert consumable(FILM, None)
    assert not consumable(FILM, durable)
    assert consumable(Row(), Item("product", "soap", NOON, {"consumable": True}))
    assert not consumable(Row(again=0.2), None)


def test_a_category_has_its_share():
    shop = stocked(lens={"categories": ["Photo"]}, bag={"categories": ["Photo"]}, strap={"categories": ["Straps"]})
    assert list(shown(shop, of_one_category=1)) == ["lens", "strap", "mug"]


def test_what_sells_in_a_category_of_what_was_looked_at_comes_before_what_sells_at_all():
    popular = Popular({"": BEST, "Photo": (Related("tripod", 3.0, 12, "counted"),)})
    items = {"unknown": Item("product", "unknown", NOON, {"categories": ["Photo"]})}
    found = shown(Shop({}, popular, items), seeds=(Seed("unknown", "viewed", NOON),))
    assert list(found) == ["tripod", "mug", "lens"]
    assert found["tripod"] == Reason("popular", people=12, category="Photo")


def test_a_stranger_is_shown_what_sells():
    assert list(shown(seeds=())) == ["mug", "lens"]
    assert list(shown(seeds=(), limit=1)) == ["mug"]


def test_only_the_products_that_count_most_are_looked_up():
    many = [Seed(f"g{day}", "bought", NOON - day * DAY) for day in range(seeds.MOST + 20)]
    assert list(weights(many, NOON)) == [one.product for one in many[: seeds.MOST]]


def test_facets_tell_what_somebody_had_to_do_with():
    lines = [{"product_id": "film", "quantity": 1, "price": 5}]
    viewed = an_event("Product Viewed", NOON, properties={"product_id": "camera"})
    told = facets.absorb({}, [an_order(NOON - DAY, "o1", products=lines), viewed])
    assert {*seeds_of(told, ["bag"], NOON)} >= {
        Seed("film", "bought", NOON - DAY),
        Seed("camera", "viewed", NOON),
        Seed("bag", "carted", NOON),
    }


def test_what_somebody_owns_has_the_moment_of_its_last_purchase():
    lines = [{"product_id": "film", "quantity": 1, "price": 5}]
    orders = [an_order(NOON - days * DAY, f"o{days}", products=lines) for days in (1, 9, 4)]
    assert owned_of(facets.absorb({}, orders)) == {"film": NOON - DAY}


def test_what_was_cancelled_was_not_bought():
    lines = [{"product_id": "film", "quantity": 1, "price": 5}]
    cancelled = an_event("Order Cancelled", NOON, properties={"order_id": "o1"})
    told = facets.absorb({}, [an_order(NOON - DAY, "o1", products=lines), cancelled])
    assert "bought" not in {one.kind for one in seeds_of(told, (), NOON)}


def test_rows_go_through_plain_values():
    assert of_plain(to_plain(CAMERA)) == CAMERA
    assert of_plain({}) == Row()
    assert of_plain(to_plain(CAMERA), ["leads"]) == Row(leads=LEADS)
    assert popular_of_plain(popular_to_plain(SHOP.popular)) == SHOP.popular
