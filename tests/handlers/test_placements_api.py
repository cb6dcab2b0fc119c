"""The staff's API about placements: how they stand, what they would show somebody and why."""

import json
from typing import Any

import pytest

from segue.times import DAY, MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, message, post, put_in_force
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files
from tests.handlers.test_decide import asked
from tests.handlers.test_inbox import hashed

HERO = """
name: Hero
description: What the page begins with.
holdout: 0
variants:
  - id: cart
    when: {all: [{segment: open-cart}, {trait: email}]}
    priority: 2
    from: "2020-01-01T00:00:00Z"
    content: {title: "{{ person.traits.firstName }}, {{ cart.items.size }} to go"}
    locales: {de: {title: "Noch {{ cart.items.size }}"}}
  - {id: old, until: "2020-01-01T00:00:00Z", content: {title: Old}}
  - {id: broken, about: {categories: [Tents]}, content: {title: "{{ person.traits.nothing.at_all }}"}}
fallback: {content: {title: Welcome}}
"""
REACHED = "variants: [{id: a, when: {trait: email}, content: {title: 'Is {{ person.traits.email }} right?'}}]"
BANDIT = "strategy: bandit\nholdout: 10\nvariants: [{id: a, content: {t: 1}}, {id: b, content: {t: 2}}]"


@pytest.fixture
def world():
    """A shop with two placements, and Kim with a cart."""
    with started() as made:
        texts = {"placements/hero.yaml": HERO.replace("{segment: open-cart}", "{in_segment: open-cart}")}
        put_in_force(made, starter_files() | texts | {"placements/offer.yaml": BANDIT})
        post(made, identified(made, "i1", "u1", "kim@shop.test", anonymousId="a1"), added(made, "m1", userId="u1"))
        made.pass_time(MINUTE)
        yield made


def kim(world: World) -> str:
    """Kim's id."""
    return Api(world).post("/v1/people/find", {"type": "user_id", "value": "u1"})[1]["id"]


def why(world: World, placement: str, role: str = "agent", query: str = "") -> tuple[int, dict[str, Any]]:
    """Why Kim would be shown what."""
    return Api(world, role).get(f"/v1/people/{kim(world)}/why/placements/{placement}{query}")


def test_a_content_tells_a_marketer_no_contact_data(world):
    put_in_force(world, starter_files() | {"placements/reached.yaml": REACHED})
    titles = [why(world, "reached", role)[1]["content"]["title"] for role in ("marketer", "agent")]
    assert titles == ["Is ••• right?", "Is kim@shop.test right?"]


def told(world: World, name: str, event: str, variant: str | None, **said: Any) -> dict[str, Any]:
    """A page says that something was seen or clicked."""
    about = {"placement": "offer", "variant": variant, "holdout": variant is None, **said}
    return message(world, "track", name, event=f"Placement {event}", properties=about, anonymousId="a1")


def test_why_tells_what_decide_would_show_and_of_each_variant_why_not(world):
    status, said = why(world, "hero")
    shown = asked(world, userId="u1", userHash=hashed(world, "u1"), placements=["hero"])[1]["placements"]["hero"]
    assert status == 200
    assert {name: said[name] for name in shown} == shown
    assert (said["variant"], said["content"], said["name"]) == ("cart", {"title": "Kim, 1 to go"}, "Hero")
    words = {one["variant"]: one["word"] for one in said["variants"]}
    assert words == {"cart": "shown", "old": "not-now", "broken": "lower-priority", "fallback": "spare"}
    assert [one["text"] for one in said["variants"][0]["why"]["parts"]] == ["in_segment: open-cart", "trait: email"]


def test_who_is_left_out_is_told_by_which_fact_and_how_it_failed_is_told(world):
    files = starter_files() | {"placements/hero.yaml": "variants: [{id: a, when: {trait: vip}, content: {t: 1}}]"}
    put_in_force(world, files)
    said = why(world, "hero")[1]
    assert (said["variant"], said["content"], said["reason"]) == (None, None, "no-variant")
    assert (said["variants"][0]["word"], said["variants"][0]["why"]["holds"]) == ("not-for-them", False)


def test_of_a_bandit_odds_are_told_and_a_visit_is_told_what_it_is_shown(world):
    assert sum(one["odds"] for one in why(world, "offer")[1]["variants"]) == pytest.approx(1)
    for session in ("s1", "s2", "s3"):
        who = {"userId": "u1", "userHash": hashed(world, "u1"), "session": session}
        shown = asked(world, placements=["offer"], **who)[1]["placements"]["offer"]
        assert why(world, "offer", query=f"?session={session}")[1]["variant"] == shown["variant"]


def test_a_marketer_sees_no_address_in_the_clauses(world):
    assert "kim@shop.test" in json.dumps(why(world, "hero"))
    assert "kim@shop.test" not in json.dumps(why(world, "hero", "marketer"))


def test_what_is_not_there_is_404_and_a_role_is_needed(world):
    assert why(world, "nothing")[1]["type"] == "urn:segue:problem:unknown-placement"
    assert Api(world).get("/v1/people/p_" + "a" * 24 + "/why/placements/hero")[0] == 404
    assert Api(world, "marketer").get("/v1/placements/nothing")[0] == 404
    assert [Api(world, "agent").get(path)[0] for path in ("/v1/placements", "/v1/placements/hero")] == [403, 403]


def test_the_list_tells_what_is_live_and_what_became_of_it(world):
    seen = [told(world, f"v{one}", "Viewed", "a" if one < 3 else "b") for one in range(5)]
    held = [told(world, f"h{one}", "Viewed", None) for one in range(2)]
    post(world, *seen, *held, told(world, "c1", "Clicked", "a"), told(world, "k1", "Clicked", None))
    world.pass_time(MINUTE)
    (offer,) = (one for one in Api(world, "marketer").get("/v1/placements")[1]["items"] if one["id"] == "offer")
    assert (offer["strategy"], offer["holdout"], offer["live"]) == ("bandit", 10, ["a", "b"])
    assert (offer["shown"]["views"], offer["shown"]["clicks"], offer["shown"]["rate"]) == (5, 1, 0.2)
    assert offer["shown"]["low"] == pytest.approx(0.036, abs=0.001)
    assert (offer["held"]["views"], offer["held"]["rate"]) == (2, 0.5)


def test_one_tells_its_variants_with_their_results_its_days_and_its_text(world):
    post(
        world, told(world, "v1", "Viewed", "a"), told(world, "c1", "Clicked", "a"), told(world, "v2", "Viewed", "gone")
    )
    world.pass_time(DAY)
    said = Api(world, "marketer").get("/v1/placements/offer")[1]
    results = {one["id"]: (one["result"]["views"], one["result"]["clicks"]) for one in said["variants"]}
    assert results == {"a": (1, 1), "b": (0, 0)}
    assert said["variants"][0]["draws"] > said["variants"][1]["draws"]
    assert sum(one["draws"] for one in said["variants"]) == pytest.approx(1)
    assert [(one["id"], one["result"]["views"]) for one in said["gone"]] == [("gone", 1)]
    assert (len(said["days"]), [one["views"] for one in said["days"]][-2:]) == (28, [2, 0])
    assert said["text"] == BANDIT


def test_a_variant_is_told_as_the_text_has_it(world):
    cart, old, broken, fallback = Api(world, "marketer").get("/v1/placements/hero")[1]["variants"]
    assert (cart["since"], cart["until"], cart["live"], cart["locales"]) == (
        "2020-01-01T00:00:00.000Z",
        None,
        True,
        ["de"],
    )
    assert (old["live"], broken["about"], fallback["condition"]) == (False, {"categories": ["tents"]}, None)
