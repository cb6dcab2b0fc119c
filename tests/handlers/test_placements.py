"""Placements: what a page shows changes within the same page view, for whom it is and with what they may see."""

from collections.abc import Mapping
from typing import Any

import pytest

from segue.times import MINUTE
from tests.faults.cloud.hooked import forget
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, message, post, put_in_force
from tests.handlers.starter import started, starter_files
from tests.handlers.test_decide import asked
from tests.handlers.test_inbox import hashed

HERO = """
holdout: 0
variants:
  - id: cart
    when: {segment: open-cart}
    priority: 2
    content:
      title: "{{ cart.items.size }} for {{ person.traits.firstName | default: 'you' }}"
  - id: tents
    when: {did: {event: Product Viewed}}
    content: {title: "All about {{ person.interests.categories | first }}", html: "<b>{{ locale }}</b>"}
    locales: {de: {title: "Alles zu {{ person.interests.categories | first }}"}}
fallback: {content: {title: Welcome}}
"""
BROKEN = "variants: [{id: a, content: {title: '{{ person.traits.firstName.nothing }}'}}]"
ABOUT = "variants: [{id: a, content: {title: '{{ product.name }} {{ accessories.size }}'}}]"
STAFF = "variants: [{id: a, when: {did: {event: Conversation Opened}}, content: {title: Hello}}]"
CART = "variants: [{id: a, content: {title: '{{ cart.items.first.quantity }}'}}]"
PLAN = """
event: Product Added
mode: quarantine
schema: {type: object, properties: {price: {type: string}}}
"""
TENT = {"product_id": "trail-38", "category": "Camping"}


@pytest.fixture
def world():
    """A shop whose home page has placements."""
    with started() as made:
        put_in_force(made, files_with({}))
        yield made


def files_with(texts: Mapping[str, str]) -> dict[str, str]:
    """The playbook with these placements beside its own."""
    own = {"hero": HERO, "broken": BROKEN, "about": ABOUT, **texts}
    return starter_files() | {f"placements/{name}.yaml": text for name, text in own.items()}


def shown(world: World, **said: Any) -> dict[str, Any]:
    """What fills the hero."""
    said = {"anonymousId": "a1", "placements": ["hero"], **said}
    return asked(world, **said)[1]["placements"]["hero"]


def viewed(world: World, name: str = "v1", **said: Any) -> dict[str, Any]:
    """Somebody looks at a tent."""
    return message(world, "track", name, event="Product Viewed", properties=TENT, **{"anonymousId": "a1", **said})


def test_who_has_never_been_here_gets_what_everybody_gets(world):
    assert shown(world) == {
        "variant": "fallback",
        "content": {"title": "Welcome"},
        "reason": "fallback",
        "holdout": False,
    }


def test_what_is_done_in_the_request_changes_what_it_answers(world):
    found = shown(world, events=[viewed(world)])
    assert (found["variant"], found["content"]) == ("tents", {"title": "All about camping", "html": "<b>en</b>"})


def test_what_was_told_a_moment_ago_counts_and_a_repeat_counts_once(world):
    events = [viewed(world), added(world, "m1", anonymousId="a1")]
    first = asked(world, anonymousId="a1", placements=["hero"], events=events)[1]
    world.pass_time(MINUTE)
    again = asked(world, anonymousId="a1", placements=["hero"], events=events)[1]
    assert (first["segments"], again["segments"]) == (["open-cart"], ["open-cart"])
    assert first["placements"] == again["placements"]
    assert first["placements"]["hero"]["content"]["title"] == "1 for you"


def test_what_has_to_wait_does_not_count_in_the_answer(world, monkeypatch):
    """A plan holds one event, the rule of public keys another: neither is stored, so neither is shown."""
    monkeypatch.setenv("CHECKS_PLANS", "true")
    forget()
    put_in_force(world, files_with({"staff": STAFF}) | {"plans/carts.yaml": PLAN})
    told = {"conversation_id": "c9", "author": "agent", "text": "Hello"}
    said = message(world, "track", "s1", event="Conversation Opened", properties=told, anonymousId="a1")
    events = [added(world, "m1", anonymousId="a1"), said, viewed(world)]
    answer = asked(world, anonymousId="a1", placements=["hero", "staff"], events=events)[1]
    assert (answer["quarantined"], answer["segments"]) == (2, [])
    assert [answer["placements"][one]["variant"] for one in ("hero", "staff")] == ["tents", None]


def test_carts_are_as_the_shop_s_policy_has_them_for_who_is_new_and_for_one_browser_alone(world):
    put_in_force(world, files_with({"cart": CART}) | {"policies/carts.yaml": "several: add_up"})
    two = [added(world, "m1", "c1", anonymousId="a1"), added(world, "m2", "c2", anonymousId="a1")]
    first = asked(world, anonymousId="a1", placements=["cart"], events=two)[1]["placements"]["cart"]
    world.pass_time(MINUTE)
    again = asked(world, anonymousId="a1", placements=["cart"])[1]["placements"]["cart"]
    assert [one["content"]["title"] for one in (first, again)] == ["2", "2"]


def test_the_language_is_the_page_s_and_a_product_page_is_about_its_product(world):
    assert shown(world, events=[viewed(world)], locale="de-AT")["content"]["title"] == "Alles zu camping"
    said = asked(world, anonymousId="a1", placements=["about"], product="trail-38")[1]["placements"]["about"]
    assert said["content"] == {"title": "0"}


def test_without_proof_a_page_tells_only_what_this_browser_has_told(world):
    post(world, identified(world, "i1", "u1", anonymousId="a1", firstName="Kim"), added(world, "m1", "c1", userId="u1"))
    world.pass_time(MINUTE)
    known = shown(world, anonymousId=None, userId="u1", userHash=hashed(world, "u1"))
    assert (known["variant"], known["content"]["title"]) == ("cart", "1 for Kim")
    unproven = shown(world)
    assert (unproven["variant"], unproven["content"]["title"]) == ("cart", "0 for you")


def test_a_text_that_asks_for_what_is_not_there_leaves_the_page_as_it_is(world):
    assert asked(world, anonymousId="a1", placements=["broken"])[1]["placements"]["broken"]["reason"] in (
        "template-error",
        "fits",
    )


def test_a_visitor_who_is_one_with_nobody_takes_two_round_trips_and_so_does_who_brings_the_visit_along(world):
    post(world, identified(world, "i1", "u1", "kim@shop.test", anonymousId="a1"), viewed(world, userId="u1"))
    world.pass_time(MINUTE)
    first, visit = reads(world)
    assert len(visit) > 2
    assert (first, reads(world, visit=visit)[0]) == (4, 2)
    assert reads(world, anonymousId="a9")[0] == 1  # of whom nothing is known: no messages either
    strange = ["u_" + "a" * 24, *visit]
    assert reads(world, visit=strange)[0] == 2


def reads(world: World, **said: Any) -> tuple[int, list[str]]:
    """How many reads stand behind one another, and the visit. What is remembered for a while is read before."""
    shown(world, anonymousId="a8")
    seen: list[Any] = []
    world.region.gate.watchers.append(lambda one: seen.append(one) if one.function == "decide" else None)
    visit = asked(world, **{"anonymousId": "a1", "placements": ["hero"], **said})[1]["visit"]
    world.region.gate.watchers.pop()
    return len([one for one in seen if one.params.get("TableName") != "PlaybookTable"]), visit


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"visit": ["x"]}, "bad-visit"),
        ({"visit": ["u_" + "a" * 24] * 26}, "bad-visit"),
        ({"product": "x" * 101}, "bad-page"),
        ({"shown": {str(one): "a" for one in range(51)}}, "bad-page"),
        ({"shown": []}, "bad-json"),
    ],
)
def test_a_page_s_mistake_is_answered_in_a_sentence(world, said, reason):
    status, answer = asked(world, anonymousId="a1", **said)
    assert (status, answer["type"]) == (400, f"urn:segue:problem:{reason}")


def test_who_claims_an_address_is_told_nothing_of_whoever_has_it(world):
    kim = {"firstName": "Kim", "email": "kim@shop.test"}
    post(world, message(world, "identify", "i1", anonymousId="a1", traits=kim), added(world, "m1", anonymousId="a1"))
    post(world, message(world, "identify", "i2", userId="u9", traits={"email": "kim@shop.test"}))
    world.pass_time(MINUTE)
    eve = {"anonymousId": "a9", "userId": "u9", "userHash": hashed(world, "u9")}
    found = shown(world, **eve)
    assert (found["variant"], found["content"]["title"]) == ("cart", "0 for you")
    post(world, message(world, "identify", "i3", userId="u9", anonymousId="a1"))
    world.pass_time(MINUTE)
    assert shown(world, **eve)["content"]["title"] == "1 for you"  # now it is a browser in which u9 was signed in
