"""What each kind of step does."""

from dataclasses import replace
from typing import Any

import pytest

from segue.errors import Invalid
from segue.journeys.flows import Seen
from segue.journeys.instances import Instance
from segue.times import DAY, HOUR, MINUTE, to_text
from tests.builders import NOON
from tests.fake_journeys import KIM, NAMELESS, SEND, World, a_journey, a_segment, a_world, someone

ORDER = {"detail-type": ["OrderPlaced"]}
OTHER = {"send": {"template": "o", "channel": "best", "purpose": "transactional"}}
SEEN = Seen(KIM, NOON)
VIP = {"trait": "vip", "equals": True}


def held(**spec: Any) -> World:
    """A world in which Kim is held for an order for a day, then written to one way or the other."""
    world = a_world(
        {"hold": {"until": {"signal": ORDER}, "timeout": "1d", "then": [OTHER], "otherwise": [SEND], **spec}}
    )
    world.signal(product="tent")
    return world


def test_a_hold_goes_one_way_when_it_happens_and_the_other_when_it_does_not() -> None:
    bought, left = held(), held()
    bought.pass_time(HOUR)
    bought.signal("OrderPlaced", order="o1")
    assert (bought.steps, bought.run.data["product"], bought.run.data["order"]) == (["0.then.0"], "tent", "o1")
    left.pass_time(DAY)
    assert left.steps == ["0.otherwise.0"]


def test_imported_history_lets_no_hold_go_on() -> None:
    world = held()
    world.signal("OrderPlaced", order="o1", backfill=True)
    assert (world.steps, world.run.step) == ([], "0")


def test_what_began_the_run_happens_again_and_the_time_begins_anew() -> None:
    world = held(reset=True)
    for _ in range(3):
        world.pass_time(20 * HOUR)
        world.signal(product="mug")
    assert (world.steps, world.run.data["product"], world.run.due) == ([], "mug", NOON + 84 * HOUR)
    world.pass_time(DAY)
    assert world.steps == ["0.otherwise.0"]


def test_a_signal_that_comes_twice_passes_one_hold() -> None:
    hold = {"hold": {"until": {"signal": ORDER}, "timeout": "1d", "otherwise": [{"wait": "1h"}]}}
    world = a_world(hold, hold, SEND, entry=ORDER)
    for identity, step in [("first", "0"), ("first", "0"), ("next", "1"), ("next", "1"), ("first", "1")]:
        world.signal("OrderPlaced", id=identity)
        assert world.run.step == step
    world.signal("OrderPlaced", id="last")
    assert world.steps == ["2"]


def test_a_hold_for_a_segment_is_over_for_who_is_in_it() -> None:
    world = a_world({"hold": {"until": {"segment": "vip"}, "timeout": "1d", "otherwise": [SEND]}}, OTHER)
    world.segments, world.profile = a_segment("vip", **VIP), someone(vip=True)
    world.signal()
    assert world.steps == ["1"]


def test_a_split_asks_a_condition_or_a_segment() -> None:
    for when in (VIP, {"segment": "vip"}):
        steps = [{"split": {"when": when, "then": [OTHER], "otherwise": [{"wait": "1h"}]}}, SEND]
        vip, other = a_world(*steps, profile=someone(vip=True)), a_world(*steps)
        for world in (vip, other):
            world.segments = a_segment("vip", **VIP)
            world.signal()
        assert (vip.steps, other.run.step) == (["0.then.0", "1"], "0.otherwise.0")


def test_shares_are_kept_and_a_person_stays_in_its_own() -> None:
    step = a_journey({"split": {"shares": [{"share": 30, "steps": [SEND]}, {"share": 70}]}}).steps["0"]
    run = Instance("u_1", "j", "person", NOON)
    everybody = [Seen(replace(KIM, id=f"u_{number}", former=()), NOON) for number in range(2000)]
    ways = [step.take(run, one)[0].step for one in everybody]
    assert 0.26 < ways.count("0.0.0") / 2000 < 0.34
    assert ways == [step.take(run, replaced)[0].step for replaced in map(_absorbing, everybody)]


def _absorbing(seen: Seen) -> Seen:
    """The same with a greater id: a merge with somebody whose id is not the least."""
    return seen._replace(profile=replace(seen.profile, id=f"z{seen.profile.id}", former=(seen.profile.id,)))


def test_an_experiment_holds_out_and_remembers_what_it_drew() -> None:
    variants = [{"name": "a", "share": 50, "steps": [SEND]}, {"name": "b", "share": 50, "steps": [OTHER]}]
    out = a_world({"experiment": {"name": "words", "holdout": 100, "variants": variants}})
    drawn = a_world({"experiment": {"name": "words", "variants": variants}})
    for world in (out, drawn):
        world.signal()
    assert (out.steps, out.run.variants) == ([], {"words": "holdout"})
    assert drawn.steps == [f"0.{drawn.run.variants['words']}.0"]


def test_who_is_held_out_of_a_journey_is_told_of_and_hears_nothing_of_it() -> None:
    worlds = [a_world(SEND, profile=replace(KIM, id=f"u_{one}", former=()), holdout=30) for one in range(40)]
    for world in worlds:
        world.signal()
    arms = [world.run.variants["holdout"] for world in worlds]
    assert {*arms} == {"holdout", "journey"}
    for world, arm in zip(worlds, arms, strict=True):
        (event,) = world.noted.values()
        assert event.properties == {"experiment_id": "journey:j:holdout", "variation_id": arm}
        held_out = arm == "holdout"
        assert (world.steps, world.names) == (([], []) if held_out else (["0"], ["JourneyEntered", "JourneyExited"]))
        assert (world.run.state, world.run.why) == (("left", "held out") if held_out else ("done", ""))


def test_nobody_is_held_out_of_a_journey_that_could_not_begin() -> None:
    for number in range(20):
        world = a_world(SEND, profile=replace(NAMELESS, id=f"u_{number}"), holdout=50)
        world.signal()
        assert (world.rows, world.noted) == ({}, {})


def test_notes_are_events_with_the_id_of_their_step_and_the_time_of_what_woke_the_run() -> None:
    notes = [{"set_trait": {"tier": "gold"}}, {"add_to_list": "spring"}, {"remove_from_list": "winter"}]
    world = a_world(*notes, {"pause_marketing": "30d"})
    world.signal(time=to_text(NOON - MINUTE))
    said = [one.traits for one in world.noted.values()]
    paused = {"marketing_paused_until": to_text(NOON - MINUTE + 30 * DAY)}
    assert said == [{"tier": "gold"}, {"list_spring": True}, {"list_winter": False}, paused]
    assert {one.original_timestamp for one in world.noted.values()} == {NOON - MINUTE}


def test_a_call_is_ordered_once_with_the_id_of_its_step() -> None:
    world = a_world({"call": {"url": "https://crm.example/in", "secret": "crm"}, "id": "tell"})
    world.signal(product="tent")
    (order,) = world.called.values()
    assert (order["step"], order["run"], order["data"]["product"]) == ("tell", 1, "tent")


def test_one_journey_starts_and_stops_another() -> None:
    world = a_world({"start": "k"}, {"wait": "1h"}, {"stop": "k"})
    world.journeys = {
        **world.journeys,
        "k": world.journeys["j"].__class__(**{**vars(a_journey({"wait": "9d"})), "id": "k"}),
    }
    world.signal()
    world.pass_time(MINUTE)
    assert world.rows["k", "person"].running
    world.pass_time(2 * HOUR)
    assert (world.rows["k", "person"].state, world.rows["k", "person"].why) == ("left", "stopped by j")


def test_a_survey_is_a_message_and_a_signal_and_a_hand_over_is_a_signal() -> None:
    world = a_world({"survey": {"kind": "effort", "template": "t"}}, {"hand_over": {"queue": "service"}})
    world.signal()
    assert world.steps == ["0"]
    assert world.names == ["SurveyRequested", "HandOverRequested", "JourneyEntered", "JourneyExited"]


@pytest.mark.parametrize(
    "step",
    [
        {"wait": {"until": {}}},
        {"wait": {"until": {"weekday": ["someday"]}}},
        {"wait": {"until": {"at": 900}}},
        {"wait": {"until": {"at": "09:00", "zone": "Mars/Olympus"}}},
        {"wait": {"until": {"trait": "x", "data": "y"}}},
        {"hold": {"until": {"signal": ORDER}}},
        {"hold": {"until": {"signal": {"detail-type": ["Nothing"]}}, "timeout": "1d"}},
        {"split": {"when": VIP}},
        {"experiment": {"name": "x", "variants": [{"name": "a", "share": 90}]}},
        {"experiment": {"name": "x", "variants": [{"name": "holdout", "share": 100}]}},
        {"set_trait": {"email": "x@y.example"}},
        {"set_trait": {"tier": 1.5}},
        {"add_to_list": "Spring Sale"},
        {"call": {"url": "http://crm.example/in", "secret": "crm"}},
        {"call": {"url": "https://10.0.0.1/in", "secret": "crm"}},
        {"call": {"url": "https://crm.example/in", "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}},
        {"start": ""},
        {"pause_marketing": "long"},
        {"survey": {"kind": "mood", "template": "t"}},
        {"hand_over": {}},
        {"send": {"template": "t", "channel": [], "purpose": "marketing"}},
    ],
)
def test_a_step_that_nobody_understands_is_refused(step: dict) -> None:
    with pytest.raises(Invalid):
        a_journey(step)
