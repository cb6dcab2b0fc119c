"""Experiments as customers meet them: who gets no marketing, through merges and at addresses of two; what is compared,
and what the ledger is told of it."""

from collections.abc import Iterator
from typing import Any

import pytest

from segue.aws.ledger import key_of
from segue.events import EXPERIMENT
from segue.experiments.telling import is_own
from segue.experiments.units import drawn, held
from segue.identifiers import Identifier
from segue.times import DAY, HOUR, MINUTE
from segue.wiring.people import profiles
from segue.wiring.tables import messages
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of, rows
from tests.faults.shop import added, identified, post, put_in_force
from tests.handlers.test_decide import asked

KIM = "kim@shop.test"
MAIL = """subject: Hello
mjml: <mjml><mj-body><mj-raw>{{ unsubscribe_url }}</mj-raw></mj-body></mjml>
text: Hello {{ unsubscribe_url }}
styles: {short: {subject: Hi}}
experiment: {variants: [{style: usual, share: 50}, {style: short, share: 50}]}
"""
SEND = "{send: {template: hello, channel: email, purpose: %s}, id: %s}"
OFFER = f"""
entry: {{segment: open-cart}}
each: cart
while: open-cart
holdout: 50
steps: [{SEND % ("marketing", "offer")}, {SEND % ("transactional", "receipt")}]
"""
TEXTS = files() | {"policies/holdout.yaml": "share: 15", "templates/hello.yaml": MAIL, "journeys/offer.yaml": OFFER}
EVERYBODY = TEXTS | {"journeys/offer.yaml": OFFER.replace("holdout: 50", "holdout: 0")}
HERO = "variants: [{id: a, content: {title: Hello}}]"
SPLIT = """strategy: split
variants: [{id: a, share: 50, content: {title: A}}, {id: b, share: 50, content: {title: B}}]
"""


@pytest.fixture
def world() -> Iterator[World]:
    """A shop that holds 15 of 100 people out of all marketing, and half of them out of a journey."""
    made = World(shards=2)
    with made.open():
        put_in_force(made, TEXTS)
        yield made


def key(kind: Any, name: str) -> str:
    """The id of whoever is known by this alone."""
    return key_of(Identifier(kind, name))


def user(out: bool, start: int = 0, **more: tuple[str, bool]) -> str:
    """A user who is, or is not, held out of all marketing; and is of this part of a journey's holdout."""
    names = (f"u{one}" for one in range(start, 9999))
    return next(
        one
        for one in names
        if held([key("user_id", one)], 15) == out
        and all(held([key("user_id", one)], 50, name) == is_out for name, is_out in more.values())
    )


def cart(world: World, who: str, number: int = 1, email: str = KIM) -> None:
    """Somebody who has told an address leaves a cart."""
    post(world, identified(world, f"i-{who}-{number}", who, email))
    world.reach(world.clock + MINUTE)
    post(world, added(world, f"a-{who}-{number}", f"c-{who}-{number}", userId=who))
    world.reach(world.clock + HOUR)


def became(who: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What became of the messages of a journey, by step."""
    profile = profiles().read(key("user_id", who))
    assert profile
    found = messages().of_people([profile.id, *profile.former])
    return {one.step: (one.state, one.reasons) for one in found if one.journey == "offer"}


def told(world: World) -> list[tuple[str, str]]:
    """What the ledger was told of experiments."""
    every = [one for events in ledger_of(world).values() for one in events if is_own(one)]
    return sorted((one.properties["experiment_id"], one.properties["variation_id"]) for one in every)


def test_who_is_held_out_gets_no_offer_and_the_receipt(world):
    put_in_force(world, EVERYBODY)
    out, others = user(out=True), user(out=False)
    cart(world, out)
    cart(world, others, email="amy@shop.test")
    assert became(out) == {"offer": ("dropped", ("global-holdout",)), "receipt": ("sent", ())}
    assert {state for state, _ in became(others).values()} == {"sent"}


def test_at_one_address_of_two_people_who_are_not_merged_either_holds_the_other_back(world):
    put_in_force(world, EVERYBODY)
    owner, other = user(out=True), user(out=False)
    post(world, identified(world, "first", owner, KIM))
    world.reach(world.clock + MINUTE)
    cart(world, other)
    assert profiles().read(key("user_id", owner)) != profiles().read(key("user_id", other))
    assert became(other) == {"offer": ("dropped", ("global-holdout",)), "receipt": ("sent", ())}


@pytest.fixture
def arms(world) -> tuple[str, str]:
    """Somebody who is held out of the journey, and somebody who is not; both left two carts, days apart."""
    out, treated = user(False, j=("journey:offer|holdout", True)), user(False, j=("journey:offer|holdout", False))
    for number in (1, 2):
        cart(world, out, number)
        cart(world, treated, number, email="amy@shop.test")
        world.reach(world.clock + 2 * DAY)
    return out, treated


def test_a_journey_holds_out_its_share_and_tells_nobody_of_them(world, arms):
    out, treated = arms
    assert became(out) == {}
    assert {state for state, _ in became(treated).values()} == {"sent"}
    begun = [one["detail"] for one in world.region.bus.log if one["detail-type"] == "JourneyEntered"]
    assert {one["person"] for one in begun if one["journey"] == "offer"} == {key("user_id", treated)}


def test_arms_and_styles_are_told_once_whatever_comes_again(world, arms):
    person = key("user_id", arms[1])
    style = ("short", "usual")[drawn("template:hello", person, [50, 50])]
    both = [("journey:offer:holdout", "holdout"), ("journey:offer:holdout", "journey")]
    assert told(world) == [*both, ("template:hello", style)]
    assert {one.variant for one in messages().of_people([person]) if one.template == "hello"} == {style}


def visitor_of(who: str) -> str:
    """A visitor of a lesser id than a user's, who is held out of the journey and not of all marketing."""
    keys = {one: key("anonymous_id", one) for one in (f"a{number}" for number in range(999))}
    held_out = [one for one, it in keys.items() if held([it], 50, "journey:offer|holdout") and not held([it], 15)]
    return next(one for one in held_out if keys[one] < key("user_id", who))


def runs(world: World) -> dict[str, dict[str, str]]:
    """What the runs of the journey drew, by the end of their place."""
    return {row["sk"][-2:]: row["variants"] for row in rows(world, "Journeys") if "offer" in row["sk"]}


def test_a_run_keeps_what_it_drew_and_the_next_one_goes_by_the_least_id(world):
    treated = user(False, j=("journey:offer|holdout", False))
    visitor = visitor_of(treated)
    post(world, added(world, "before", "c-visitor", anonymousId=visitor))
    cart(world, treated)
    post(world, identified(world, "login", treated, KIM, anonymousId=visitor))
    world.reach(world.clock + HOUR)
    profile = profiles().read(key("user_id", treated))
    assert profile
    assert {profile.id, *profile.former} == {key("user_id", treated), key("anonymous_id", visitor)}
    cart(world, treated, 2)
    drew = {place: one for place, one in runs(world).items() if place in ("-1", "-2")}
    assert drew == {"-1": {"holdout": "journey"}, "-2": {"holdout": "holdout"}}


def test_a_page_shows_the_held_out_its_own_and_everybody_their_part_of_a_split(world):
    put_in_force(world, TEXTS | {"placements/hero.yaml": HERO, "placements/pair.yaml": SPLIT})
    names = [f"a{one}" for one in range(40)]
    out = next(one for one in names if held([key("anonymous_id", one)], 15))
    looked = {"type": "track", "event": "Product Viewed", "messageId": "v1", "anonymousId": out}
    for events in ([], [looked], []):
        answer = asked(world, anonymousId=out, placements=["hero"], events=events)[1]["placements"]["hero"]
        assert answer == {"variant": None, "content": None, "reason": "global-holdout", "holdout": False}
        world.reach(world.clock + MINUTE)
    for one in [name for name in names if not held([key("anonymous_id", name)], 15)][:6]:
        shown = asked(world, anonymousId=one, placements=["pair"])[1]["placements"]["pair"]
        assert shown["variant"] == "ab"[drawn("placement:pair", key("anonymous_id", one), [50, 50])]
        assert shown["reason"] == "split"


def test_nobody_tells_by_a_page_s_key_that_they_take_part(world):
    said = {"experiment_id": "journey:offer:holdout", "variation_id": "journey"}
    claim = {"type": "track", "event": "Experiment Viewed", "messageId": "x1", "anonymousId": "a1", "properties": said}
    post(world, claim)
    world.reach(world.clock + MINUTE)
    assert [one for events in ledger_of(world).values() for one in events if one.event == EXPERIMENT] == []
