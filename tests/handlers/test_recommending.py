"""Recommendations where they are shown: on a page and in a mail; what is learned and what is so just now."""

from typing import Any

import pytest

from segue.recommending.rows import Popular, Related
from segue.times import HOUR, MINUTE
from segue.wiring.learned import learned
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, message, post, put_in_force
from tests.handlers import on_shelves
from tests.handlers.learnt_shop import LIKED, SELLS, SOLD, TEXTS, learnt, stock, viewed
from tests.handlers.starter import started, starter_files
from tests.handlers.test_decide import NOTHING, asked
from tests.handlers.test_inbox import hashed
from tests.handlers.test_sending import KIM

READ = "variants: [{id: a, recommend: {of: content, most: 1}, content: {title: To read}}]"
GOES = "variants: [{id: a, recommend: {kind: completes}, content: {title: Complete it}}]"


@pytest.fixture
def world():
    """A shop that has learned, with placements that recommend."""
    with started() as made:
        texts = {"liked": LIKED, "read": READ, "goes": GOES}
        put_in_force(made, starter_files() | {f"placements/{name}.yaml": text for name, text in texts.items()})
        learnt(made)
        yield made


def shown(world: World, placement: str = "liked", **said: Any) -> dict[str, Any]:
    """What fills a placement."""
    return asked(world, **{"anonymousId": "a1", "placements": [placement], **said})[1]["placements"][placement]


def names(found: dict[str, Any]) -> list[str]:
    """What is recommended in it."""
    return [one["product_id"] for one in found["content"]["items"]]


def test_what_the_request_itself_tells_is_recommended_from_at_once(world):
    found = shown(world, events=[viewed(world)])
    assert (names(found), found["content"]["title"]) == (["lens", "bag"], "2 for you")
    assert found["content"]["first"] == "Lens: 40 people bought it with Camera"
    lens = found["content"]["items"][0]
    assert (lens["price"], lens["price_text"], lens["url"]) == (19900, "199.00 EUR", "https://shop.example/lens")
    assert lens["reason"]["product_title"] == "Camera"


def test_content_and_what_completes_a_set_are_asked_for_by_their_names(world):
    events = [viewed(world)]
    assert [one["kind"] for one in shown(world, "read", events=events)["content"]["items"]] == ["content"]
    assert names(shown(world, "goes", events=events)) == ["lens"]
    assert shown(world, "goes", anonymousId="a9", product="camera")["content"]["items"][0]["reason"] == {
        "because": "goes_with",
        "words": "Goes with Camera",
        "product": "camera",
        "product_title": "Camera",
        "people": 0,
    }


def test_a_variant_without_anything_to_recommend_gives_way_and_says_so(world):
    sold_out = {name: {**SOLD[name], "stock": 0} for name in ("lens", "bag", "mug")}
    with world.aside():
        stock(sold_out, at=2)
    found = shown(world, events=[viewed(world)])
    assert (found["variant"], found["reason"]) == ("looking", "fits")
    assert shown(world, "read") == {**NOTHING, "reason": "nothing-to-recommend"}


def test_a_page_may_ask_for_recommendations_alone(world):
    said = asked(world, anonymousId="a1", product="camera", recommend={"kind": "similar", "most": 3})[1]
    assert said["recommendations"] == []
    said = asked(world, anonymousId="a1", product="camera", recommend={})[1]
    assert [one["product_id"] for one in said["recommendations"]] == ["lens", "bag", "mug"]
    assert "recommendations" not in asked(world, anonymousId="a1")[1]


@pytest.mark.parametrize("wish", [{"kind": "for_yuo"}, {"most": 21}, {"most": True}, {"mots": 1}])
def test_a_wish_that_nobody_understands_is_told_and_takes_no_events_in(world, wish):
    status, said = asked(world, anonymousId="a1", recommend=wish, events=[viewed(world)])
    assert (status, said["type"].rpartition(":")[2] in ("bad-recommendation", "unknown-key")) == (400, True)
    assert names(shown(world, anonymousId="a1")) == ["mug"]


def test_without_proof_a_page_shows_what_this_browser_has_looked_at_and_still_not_what_they_own(world):
    bought = {"order_id": "o1", "total": 1, "currency": "EUR", "products": [{"product_id": "lens", "price": 1}]}
    order = message(world, "track", "o1", event="Order Completed", properties=bought, userId="u1")
    post(world, identified(world, "i1", "u1", anonymousId="a1"), order, viewed(world, userId="u1", anonymousId=None))
    world.pass_time(MINUTE)
    proven = shown(world, anonymousId=None, userId="u1", userHash=hashed(world, "u1"))
    assert names(proven) == ["bag", "mug"]
    assert names(shown(world)) == ["mug"]
    assert names(shown(world, product="camera")) == ["bag", "mug"]


def test_what_was_read_a_moment_ago_is_not_read_again(world):
    cold = reads(world, events=[viewed(world)])
    assert (cold, reads(world)) == (2, 0)


def reads(world: World, **said: Any) -> int:
    """How many reads of the catalog stand behind one another."""
    seen: list[Any] = []
    world.region.gate.watchers.append(lambda one: seen.append(one) if one.function == "decide" else None)
    shown(world, **said)
    world.region.gate.watchers.pop()
    return len([one for one in seen if "CatalogTable" in str(one.params)])


def test_an_id_that_stands_for_nothing_is_looked_up_nowhere(world):
    """`content:` begins the names of content: whoever looks at a product of that name must not stop pages and mails."""
    before = names(shown(world))
    post(world, viewed(world, "content:"))
    world.pass_time(MINUTE)
    assert names(shown(world)) == names(shown(world, product="content:")) == before


def test_a_category_that_is_a_page_of_text_has_no_list_and_stops_nobody(world):
    long = "c" * 1_100
    with world.aside():
        stock({"camera": {**SOLD["camera"], "categories": [long]}}, at=2)
        learned().put_popular(Popular({long: (Related("bag", 1.0, 3, "counted"),), "": SELLS.popular[""]}), 2)
        assert on_shelves.popular([long]).popular == SELLS.popular
    assert names(shown(world, events=[viewed(world)])) == ["lens", "bag"]


def test_a_mail_recommends_what_suits_and_nothing_that_has_sold_out_since():
    with started(TEXTS) as world:
        learnt(world)
        post(world, identified(world, "i1", "u1", KIM, anonymousId="a1"), viewed(world))
        post(world, added(world, "m2", userId="u1", anonymousId="a1"))
        world.pass_time(HOUR)
        with world.aside():
            stock({"lens": {**SOLD["lens"], "stock": 0}}, at=2)
        world.pass_time(2 * HOUR)
        (mail,) = world.region.mailbox.mails
    body = mail.request["Content"]["Simple"]["Body"]["Text"]["Data"]
    assert "[Bag: 9 people who looked at Camera liked it too][Mug: Bought by many]" in body
    assert "Lens" not in body
    assert "This may suit you" in body
