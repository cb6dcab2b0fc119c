"""Recommendations where they are shown: on a page, in a mail, to programs; what is learned and what is so just now."""

from typing import Any

import pytest

from segue.catalog_items import Statement
from segue.recommending.rows import Popular, Related, Row
from segue.times import HOUR, MINUTE
from segue.wiring.catalog import statements
from segue.wiring.learned import learned
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, message, post, put_in_force
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files
from tests.handlers.test_decide import NOTHING, asked
from tests.handlers.test_inbox import hashed
from tests.handlers.test_sending import KIM

LIKED = """
variants:
  - id: suits
    recommend: {kind: for_you, most: 2}
    content:
      title: "{{ recommended.size }} for you"
      first: "{{ recommended[0].name }}: {{ recommended[0].reason.words }}"
  - id: looking
    content: {title: Look around}
"""
READ = "variants: [{id: a, recommend: {of: content, most: 1}, content: {title: To read}}]"
GOES = "variants: [{id: a, recommend: {kind: completes}, content: {title: Complete it}}]"
ROWS = {
    "camera": Row((Related("lens", 0.3, 40, "bought"), Related("bag", 0.2, 9, "seen"), Related("content:macro", 0.1)))
}
SELLS = Popular({"": (Related("mug", 50.0, 300, "counted"),)})
SOLD = {
    "camera": {"title": "Camera", "accessories": ["lens"]},
    "lens": {"title": "Lens", "price": 19900, "currency": "EUR", "url": "https://shop.example/lens", "stock": 4},
    "bag": {"title": "Bag", "price": 4900, "currency": "EUR", "stock": 4},
    "mug": {"title": "Mug", "price": 900, "currency": "EUR"},
}


@pytest.fixture
def world():
    """A shop that has learned, with placements that recommend."""
    with started() as made:
        texts = {"liked": LIKED, "read": READ, "goes": GOES}
        put_in_force(made, starter_files() | {f"placements/{name}.yaml": text for name, text in texts.items()})
        learnt(made)
        yield made


def stock(items: dict[str, Any], at: int = 1) -> None:
    """What the shop says of products."""
    statements().state([Statement("product", name, "hand", at, said) for name, said in items.items()])


def viewed(world: World, product: str = "camera", name: str = "v1", **said: Any) -> dict[str, Any]:
    """Somebody looks at a product."""
    about = {"product_id": product}
    return message(world, "track", name, event="Product Viewed", properties=about, **{"anonymousId": "a1", **said})


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


CART = "templates/abandoned-cart.yaml"
SHOWN = "{% for one in recommended %}[{{ one.name }}: {{ one.reason.words }}]{% endfor %}"
OFFER = f"<mj-column>\n      <mj-text>{SHOWN}</mj-text>"


TEXTS = starter_files()
TEXTS |= {
    CART: TEXTS[CART].replace("<mj-column>", OFFER, 1).replace("{% fragment cart %}", "{% fragment recommendations %}")
}


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


def kim(world: World) -> str:
    """Kim has looked at the camera, and has the bag in her cart."""
    post(world, identified(world, "i1", "u1", KIM), viewed(world, userId="u1", anonymousId=None))
    bag = {"cart_id": "c1", "product_id": "bag", "price": 49, "quantity": 1, "currency": "EUR"}
    post(world, message(world, "track", "b1", event="Product Added", properties=bag, userId="u1"))
    world.pass_time(MINUTE)
    return Api(world).post("/v1/people/find", {"type": "user_id", "value": "u1"})[1]["id"]


def test_programs_read_what_may_suit_somebody_and_what_is_left_out(world):
    status, said = Api(world).get(f"/v1/people/{kim(world)}/recommendations?limit=2")
    assert (status, [one["product_id"] for one in said["items"]]) == (200, ["lens", "mug"])
    assert said["items"][0]["reason"]["words"] == "40 people bought it with Camera"
    assert said["left_out"] == [
        {"product_id": "bag", "title": "Bag", "why": "asked", "words": "it is in the cart, or what this is about"}
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=trending", []),
        ("kind=completes&product=camera", ["lens"]),
        ("of=content", ["macro"]),
        ("kind=similar", []),
    ],
)
def test_each_kind_is_a_list_of_its_own_and_an_empty_one_says_why(world, query, names):
    said = Api(world).get(f"/v1/people/{kim(world)}/recommendations?{query}")[1]
    assert [one["product_id"] for one in said["items"]] == names
    assert bool(said["why"] and said["words"]) is not bool(names)


@pytest.mark.parametrize("query", ["kind=for_yuo", "of=films", "limit=0", "limit=21", f"product={'x' * 101}"])
def test_a_list_that_there_is_not_is_a_problem(world, query):
    status, said = Api(world).get(f"/v1/people/{kim(world)}/recommendations?{query}")
    assert (status, said["type"]) == (422, "urn:segue:problem:not-valid")


def test_who_objects_to_profiling_is_told_to_the_staff(world):
    no = {"channel": "web", "purpose": "profiling", "granted": False}
    person = kim(world)
    post(world, message(world, "track", "n1", event="Consent Updated", properties=no, userId="u1"))
    world.pass_time(MINUTE)
    said = Api(world).get(f"/v1/people/{person}/recommendations")[1]
    assert ([one["product_id"] for one in said["items"]], said["why"]) == (["mug"], "objection")


def learnt(world: World) -> None:
    """The shop has learned, and knows what it sells."""
    with world.aside():
        stock(SOLD)
        statements().state([Statement("content", "macro", "hand", 1, {"title": "Macro"})])
        learned().put(ROWS, 1)
        learned().put_popular(SELLS, 1)
