"""The recommendation service: what a person is shown for a wish, why, and what is left out at that moment."""

from dataclasses import replace

import pytest

from segue import facets
from segue.catalog.items import Item
from segue.profile.profiles import Profile
from segue.recommending.answers import answer, left_out
from segue.recommending.choosing import Reason
from segue.recommending.rows import Popular, Related, Row
from segue.recommending.served import Found, Wanted
from segue.recommending.serving import Recommending
from segue.recommending.wishes import Wish
from segue.recommending.words import TEXTS, worded
from segue.times import DAY
from tests.builders import NOON, an_add, an_event, an_order

LEADS = (Related("lens", 0.3, 40, "bought"), Related("bag", 0.2, 9, "seen"), Related("content:macro", 0.1, 0, "alike"))
ROWS = {
    "camera": Row(LEADS, (Related("card", 0.5, 7, "bought"),), (Related("camera-2", 0.4),)),
    "coffee": Row((Related("filter", 0.3, 4, "bought"),), again=0.9, every=20),
}
POPULAR = Popular({"": (Related("mug", 50.0, 300, "counted"),)}, {"": (Related("mug", 9.0, 30, "counted"),)})
TITLES = {name: {"title": name.title(), "price": 1000, "currency": "EUR"} for name in ("lens", "bag", "card", "mug")}
NAMES = {
    "filter": {"title": "Filter"},
    "camera-2": {"title": "New camera"},
    "coffee": {"title": "Coffee", "consumable": True},
}
TRIPOD = {"tripod": {"title": "Tripod"}}
INSIDE = Popular({**POPULAR.popular, "cameras": (Related("tripod", 4.0, 5, "counted"),)})
CAMERA = {"title": "Camera", "accessories": ["strap", "lens"], "categories": ["cameras"]}
ITEMS = {**TITLES, **NAMES, "camera": CAMERA, "strap": {"title": "Strap"}, "content:macro": {"title": "Macro"}}
VIEW = an_event(properties={"product_id": "camera"})


def item(name, fields):
    """As the catalog has it."""
    return Item("content" if ":" in name else "product", name.removeprefix("content:"), NOON, fields)


def shelf(items=ITEMS, rows=ROWS, popular=POPULAR, asked=None):
    """All that there is; what was asked for goes into `asked`."""

    def read(wanted: Wanted) -> Found:
        if asked is not None:
            asked.append(wanted)
        found = {name: item(name, items[name]) for name in wanted.items if name in items}
        listed = {group: popular.popular[group] for group in wanted.categories if group in popular.popular}
        rising = {group: popular.trending[group] for group in wanted.categories if group in popular.trending}
        return Found({one: rows[one] for one in wanted.rows if one in rows}, Popular(listed, rising), found)

    return Recommending(read)


def somebody(*events):
    return Profile("u_1", facets.absorb({}, events), ("u_1",))


def shown(*events, on=None, **said):
    served = (on or shelf()).serve(somebody(*events), Wish(**said), NOON)
    return [one.item.id for one in served.shown], dict(served.left_out), served.why


def test_what_they_looked_at_leads_on_and_what_sells_fills_up():
    assert shown(VIEW)[0] == ["lens", "bag", "mug"]
    assert shown(VIEW, of_one_category=1, most=1)[0] == ["lens"]


def test_content_is_recommended_like_products():
    assert shown(VIEW, of="content")[0] == ["macro"]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("together", ["card"]),
        ("similar", ["camera-2"]),
        ("completes", ["strap", "lens"]),
        ("trending", ["mug"]),
    ],
)
def test_each_kind_is_about_the_page_s_product_else_about_what_they_did_last(kind, names):
    assert shown(kind=kind, product="camera")[0] == names
    bought = an_order(products=[{"product_id": "camera", "quantity": 1}], order_id="o1")
    assert shown(bought, kind=kind)[0] == names


def test_accessories_that_the_catalog_names_need_no_night():
    bare = shelf(rows={}, popular=Popular())
    assert shown(VIEW, kind="completes", on=bare)[0] == ["strap", "lens"]
    assert shown(VIEW, on=bare)[0] == ["strap", "lens"]
    assert shown(VIEW, kind="similar", on=bare) == ([], {}, "not-learned")
    assert shown(on=bare) == ([], {}, "nobody-known")


def test_what_is_in_the_cart_owned_sold_out_or_gone_is_left_out_with_the_reason():
    order = an_order(NOON - 1, products=[{"product_id": "bag", "quantity": 1}], order_id="o1")
    sold_out = shelf({**ITEMS, "mug": {**TITLES["mug"], "stock": 0}})
    found = shown(VIEW, order, an_add(product="lens"), on=sold_out)
    assert found == ([], {"lens": "asked", "bag": "owned", "mug": "sold-out"}, "all-left-out")


@pytest.mark.parametrize("said", [{"products": [{"product_id": "mug"}]}, {"total": 10}])
def test_what_was_sent_back_never_comes_again(said):
    order = an_order(products=[{"product_id": "mug", "price": 10}], order_id="o1", total=10)
    back = an_event("Order Refunded", NOON + 1, properties={"order_id": "o1", "currency": "EUR", **said})
    assert shown(order, back, kind="trending")[1] == {"mug": "returned"}


def case(name="Conversation Opened", at=NOON, **said):
    return an_event(name, at, properties={"conversation_id": "c1", **said})


def test_what_is_in_an_open_complaint_is_left_out_until_it_is_resolved():
    opened = case(topic="complaint", product_id="mug")
    assert shown(opened, kind="trending")[1] == {"mug": "complaint"}
    assert shown(opened, case("Conversation Resolved", NOON + 1), kind="trending")[0] == ["mug"]
    assert shown(case(topic="sizes", product_id="mug"), kind="trending")[0] == ["mug"]


def test_what_was_sent_back_and_bought_again_since_is_theirs_again():
    first = an_order(NOON - 120 * DAY, products=[{"product_id": "coffee"}])
    back = an_event(
        "Order Refunded", NOON - 110 * DAY, properties={"order_id": "o1", "products": [{"product_id": "coffee"}]}
    )
    again = an_order(NOON - 90 * DAY, "o2", products=[{"product_id": "coffee"}])
    assert shown(first, back, most=5)[1]["coffee"] == "returned"
    assert "coffee" in shown(first, back, again, most=5)[0]


def test_a_complaint_about_an_order_is_about_all_that_is_in_it():
    order = an_order(NOON - 90 * DAY, products=[{"product_id": "coffee"}], order_id="o1")
    asked = {"kind": "for_you", "most": 5}
    assert "coffee" in shown(order, **asked)[0]
    for name in ("order_id", "order"):
        assert shown(order, case(at=NOON, topic="refund", **{name: "o1"}), **asked)[1]["coffee"] == "complaint"


def test_who_objects_to_profiling_is_met_by_the_page_and_by_what_sells():
    no = an_event("Consent Updated", properties={"channel": "web", "purpose": "profiling", "granted": False})
    assert (somebody(no).objects_to_profiling, somebody(VIEW).objects_to_profiling) == (True, False)
    assert shown(VIEW, no) == (["mug"], {}, "objection")
    assert shown(VIEW, no, product="camera")[0] == ["lens", "bag", "mug"]
    yes = an_event("Consent Updated", NOON + 1, properties={"channel": "web", "purpose": "profiling", "granted": True})
    assert shown(VIEW, no, yes)[0] == ["lens", "bag", "mug"]


def test_two_questions_are_enough_and_a_third_asks_for_what_sells_in_a_category():
    asked: list[Wanted] = []
    shown(VIEW, most=2, on=shelf(asked=asked))
    assert len(asked) == 2
    assert (list(asked[0].rows), list(asked[0].categories), list(asked[0].items)) == (["camera"], [""], ["camera"])
    assert "tripod" in shown(VIEW, most=10, on=shelf(ITEMS | TRIPOD, popular=INSIDE))[0]


def test_a_page_that_waits_is_answered_after_two_questions():
    asked: list[Wanted] = []
    at_once = Recommending(shelf(ITEMS | TRIPOD, popular=INSIDE, asked=asked).read, waits=False)
    assert "tripod" not in shown(VIEW, most=10, on=at_once)[0]
    assert len(asked) == 2


def test_what_the_catalog_does_not_know_cannot_be_shown():
    assert shown(VIEW, on=shelf({"bag": TITLES["bag"]}))[:2] == (["bag"], {"lens": "unknown", "mug": "unknown"})


def test_as_whom_they_are_known_to_who_looks_says_what_it_is_about():
    order = an_order(products=[{"product_id": "lens"}], order_id="o1")
    whole, alone = somebody(VIEW, order), Profile("a_1", {}, ("a_1",))
    assert [one.item.id for one in shelf().serve(whole, Wish(), NOON, alone).shown] == ["mug"]
    found = shelf().serve(whole, Wish(product="camera"), NOON, alone)
    assert [one.item.id for one in found.shown] == ["bag", "mug"]


def test_a_till_is_nobody():
    till = Profile("u_1", somebody(VIEW).facets, ("u_1",), shared=True)
    assert [one.item.id for one in shelf().serve(till, Wish(), NOON).shown] == ["mug"]


def test_an_answer_says_what_and_why_in_plain_words():
    served = shelf().serve(somebody(VIEW), Wish(most=1), NOON)
    said = answer(served.shown[0], lambda link: link, "de", comma=True)
    assert (said["title"], said["price"], said["price_text"]) == ("Lens", 1000, "10,00 EUR")
    reason = {"because": "bought_together", "product": "camera", "product_title": "Camera", "people": 40}
    assert said["reason"] == {**reason, "words": "40 Leute kauften es mit Camera"}
    assert left_out(shelf().serve(somebody(an_add(product="mug")), Wish("trending"), NOON))[0]["words"]


def test_every_reason_has_words_in_every_language():
    assert len({frozenset(texts) for texts in TEXTS.values()}) == 1
    assert worded(Reason("bought_together", "camera", 40), "", "fr") == "40 people bought it with what you looked at"


def test_of_a_till_nothing_is_recommended_from_whoever_stands_before_it():
    till = replace(somebody(VIEW), shared=True)
    assert [one.item.id for one in shelf().serve(till, Wish(), NOON, till).shown] == ["mug"]
