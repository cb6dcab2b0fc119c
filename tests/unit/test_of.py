"""What happens to another cart, order or product is nothing to a run for one, unless its text says `of: any`."""

from dataclasses import replace
from typing import Any

import pytest

from segue.carts.policies import OVERWRITE, CartPolicy
from segue.errors import Invalid
from segue.journeys.instances import Instance
from segue.times import DAY, HOUR
from tests.builders import NOON, an_add
from tests.fake_journeys import SEND, World, a_journey, a_segment, a_world, someone
from tests.starter import starter

ORDER, CHECKOUT = {"detail-type": ["OrderPlaced"]}, {"detail-type": ["CheckoutStarted"]}
ANY = {"of": "any"}
THESE = {"cart": "open"}
WHILE: dict[str, Any] = {"while": "open"}
STARTER = starter()["journey"]


def ordered(named: str, of: dict[str, str], **spec: Any) -> Instance:
    """A run for `c1` after an order of that cart; the text hears it by its exit, or by its hold."""
    world = a_world(
        *spec.pop("steps", [{"wait": "1d"}, SEND]), entry=CHECKOUT, each="cart", **{"while": "open"}, **spec
    )
    world.segments, world.profile = a_segment("open", **THESE), someone(an_add(NOON, cart_id="c1"))
    world.signal("CheckoutStarted", cart="c1", id="s1")
    world.signal("OrderPlaced", cart=named, id="s2")
    return world.rows["j", "c1"]


NAMED = [("c1", {}, True), ("", {}, True), ("c2", {}, False), ("c2", {"of": "this"}, False), ("c2", ANY, True)]


@pytest.mark.parametrize(("named", "of", "heard"), NAMED)
def test_an_exit_hears_of_its_own_cart_and_of_another_where_the_text_says_so(
    named: str, of: dict[str, str], heard: bool
) -> None:
    run = ordered(named, of, exits=[{"signal": ORDER, **of}])
    assert (run.state, run.why) == (("exited", "signal") if heard else ("running", ""))


@pytest.mark.parametrize(("named", "of", "heard"), NAMED)
def test_so_does_a_hold(named: str, of: dict[str, str], heard: bool) -> None:
    hold = {"until": {"signal": ORDER, **of}, "timeout": "1d", "then": [{"wait": "9d", "id": "bought"}]}
    assert ordered(named, of, steps=[{"hold": hold}]).step == ("bought" if heard else "0")


def test_an_exit_that_hears_of_any_does_not_open_the_ears_of_the_others() -> None:
    hold = {"until": {"signal": ORDER, **ANY}, "timeout": "1d", "then": [{"wait": "9d", "id": "bought"}]}
    run = ordered("c2", ANY, steps=[{"hold": hold}], exits=[{"signal": ORDER}])
    assert (run.state, run.step) == ("running", "bought")


@pytest.mark.parametrize(("named", "due"), [("c1", NOON + HOUR + DAY), ("c2", NOON + DAY)])
def test_a_hold_begins_anew_by_its_own_cart_alone(named: str, due: int) -> None:
    hold = {"until": {"signal": ORDER}, "timeout": "1d", "reset": True}
    world = carts({"hold": hold})
    world.signal("CheckoutStarted", cart="c1", id="s1")
    world.pass_time(HOUR)
    world.signal("CheckoutStarted", cart=named, id="s2")
    assert world.rows["j", "c1"].due == due


def carts(*steps: Any) -> World:
    """Kim has one open cart, `c1`."""
    world = a_world(*steps, entry=CHECKOUT, each="cart", **WHILE)
    world.segments, world.profile = a_segment("open", **THESE), someone(an_add(NOON, cart_id="c1"))
    return world


@pytest.mark.parametrize(("named", "begun"), [("c1", {"c1"}), ("c2", set()), ("", {"c1"})])
def test_a_signal_about_one_cart_begins_a_run_for_that_one(named: str, begun: set[str]) -> None:
    world = carts({"wait": "1d"})
    world.signal("CheckoutStarted", cart=named)
    assert {key for _, key in world.rows} == begun


def test_the_order_of_a_cart_that_took_another_up_is_an_order_of_that_one_too() -> None:
    world = World({"j": a_journey({"wait": "9d"}, entry=CHECKOUT, each="order", exits=[{"signal": ORDER}])})
    world.journeys = {"j": replace(world.journeys["j"], each="cart")}
    run = Instance("u_1", "j", "c1", NOON, text=world.journeys["j"].text, book="1", due=NOON + 9 * DAY, version=1)
    world.rows["j", "c1"] = run
    two = someone(an_add(NOON, cart_id="c1"), an_add(NOON + 1, cart_id="c2"))
    world.profile = replace(two, cart_policy=CartPolicy(OVERWRITE))
    world.signal("OrderPlaced", cart="c2")
    assert world.rows["j", "c1"].state == "exited"


@pytest.mark.parametrize("of", ["all", True, None, ["any"]])
def test_of_is_this_or_any(of: Any) -> None:
    for spec in ({"exits": [{"signal": ORDER, "of": of}]}, {"steps": "hold"}):
        hold = {"hold": {"until": {"signal": ORDER, "of": of}, "timeout": "1d"}}
        with pytest.raises(Invalid, match="`of` is `this` or `any`"):
            a_journey(hold if "steps" in spec else SEND, exits=spec.get("exits", []))


def test_starter_journeys_for_one_of_many_say_of_which_their_exits_are() -> None:
    exits = [way for one in STARTER.values() if one.get("each") for way in one.get("exits", []) if "signal" in way]
    assert [way.get("of") for way in exits] == ["this", "this"]
