"""What simulations come to: counts that add up, what would not go out, whom it would be too much for."""

from dataclasses import replace
from functools import reduce

from segue.contact_points import ContactPoint
from segue.experiments.holdouts import Holdout
from segue.experiments.units import held
from segue.journeys.compiling import compile_journey
from segue.messaging.cap_policies import caps_policy
from segue.messaging.policies import Policy
from segue.messaging.quiet_policies import quiet_policy
from segue.simulating.crowds import may_enter
from segue.simulating.crowds import played as crowd_played
from segue.simulating.families import play
from segue.simulating.gates import suppressed
from segue.simulating.jobs import Asked, begun
from segue.simulating.results import result
from segue.simulating.scenes import missing
from segue.simulating.sums import add, day, empty, sum_of
from segue.times import DAY, HOUR
from tests.builders import NOON, an_event, an_identify, an_order
from tests.fake_simulations import FREE, SEND, a_scene, known, played

KIM = an_identify(NOON + HOUR, email="kim@shop.example")
ENTRY = {"detail-type": ["OrderPlaced"]}
TWICE = {"entry": ENTRY, "reenter": "always", "steps": [SEND, SEND]}


def told(story, others=(), policy=FREE):
    return sum_of(story, "j", list(others), policy)


def refused(story):
    return [one.reason for one in story.said.values()]


def test_sums_add_up_in_any_order():
    one = told(played(TWICE, KIM, an_order(NOON + 2 * HOUR)))
    other = told(played(TWICE, KIM, an_order(NOON + DAY), an_order(NOON + 2 * DAY, "o2")))
    whole = reduce(add, [one, other, empty()])
    assert whole | {"sample": []} == add(empty(), add(other, one)) | {"sample": []}
    assert (whole["people"], whole["runs"], whole["moved"], len(whole["sample"])) == (2, 3, 2, 2)


def test_a_message_that_nobody_agreed_to_is_dropped_by_the_policy():
    assert refused(played(TWICE, KIM, an_order(NOON + DAY), policy=Policy())) == ["no-consent"] * 2


def test_who_opts_out_later_gets_what_came_before():
    no = an_event("Consent Updated", NOON + 2 * DAY, properties={"channel": "email", "granted": False}, user_id="u1")
    journey = {"entry": ENTRY, "steps": [SEND, {"wait": "3d"}, SEND]}
    assert refused(played(journey, KIM, an_order(NOON + DAY), no)) == ["", "opted-out"]


def test_who_gets_no_marketing_and_who_is_held_out_of_the_journey_is_counted():
    story = played(TWICE, KIM, an_order(NOON + DAY), policy=replace(FREE, holdout=Holdout(100)))
    assert told(story)["dropped"] == {"global-holdout": 2}
    person = known((KIM, an_order(NOON + DAY)))
    name = next(
        one for one in ("a", "b", "c", "d", "e", "f") if held([person.profile.id], 50, f"journey:{one}|holdout")
    )
    sums = sum_of(play(a_scene({name: {**TWICE, "holdout": 50}}), person), name, [], FREE)
    assert (sums["runs"], sums["ended"], sums["messages"]) == (1, {"left|held out": 1}, {})


def test_an_address_that_takes_nothing_today_drops_it():
    (one, _) = played(TWICE, KIM, an_order(NOON + DAY)).said.values()
    point = ContactPoint(one.message.contact_point, suppressed="bounce")
    assert suppressed(one, {point.key: point}).reason == "suppressed-bounce"
    assert suppressed(one, {}).reason == ""


def test_a_third_message_on_one_day_finds_no_room_whosever_the_others_are():
    capped = replace(FREE, caps=caps_policy({"caps": {"a-day": {"most": 2, "within": "1d"}}}))
    story = played(TWICE, KIM, an_order(NOON + DAY))
    (third,) = played({**TWICE, "steps": [SEND]}, KIM, an_order(NOON + DAY - HOUR, "o2")).said.values()
    other = third._replace(message=replace(third.message, id="u_x_k", journey="k"))
    assert told(story, (), capped)["crowded"] == told(story, [other])["crowded"] == {}
    found = told(story, [other], capped)
    assert (found["crowded"], found["crowded_people"], found["crowding"]) == ({day(NOON + DAY): 1}, 1, {"k": 1})
    assert (found["held"], found["dropped"]) == ({"capped": 1}, {})
    assert sum(found["messages"].values()) == 2


def test_what_would_wait_for_the_customer_s_morning_is_told():
    hours = quiet_policy({"presets": "none", "channels": {"email": {"every_day": "08:00-21:00"}}})
    policy = replace(FREE, quiet=hours)
    tokyo = an_identify(NOON + HOUR, email="kim@shop.example", timezone="Asia/Tokyo")
    assert told(played(TWICE, tokyo, an_order(NOON + DAY)), (), policy)["held"] == {"quiet-hours": 2}
    assert told(played(TWICE, KIM, an_order(NOON + DAY)), (), policy)["held"] == {}


def test_who_cannot_enter_is_not_played():
    scene = a_scene({"j": {"entry": {"segment": "idle"}, "steps": [SEND]}})
    assert not may_enter(scene, known([KIM]).profile)
    assert may_enter(a_scene({"j": {"entry": {"segment": "vips"}, "steps": [SEND]}}), known([KIM]).profile)


def test_other_journeys_are_played_for_whoever_gets_a_message():
    own, others = a_scene({"j": TWICE}), a_scene({"k": TWICE})
    (_, more), (_, none) = crowd_played(own, others, [known([KIM, an_order(NOON + DAY)]), known([KIM])])
    assert ([one.message.journey for one in more], none) == (["k", "k"], ())


def test_what_no_ledger_tells_of_is_named():
    hold = {"until": {"signal": {"detail-type": ["StockReturned"]}}, "timeout": "1d"}
    journey = compile_journey("j", {"entry": {"api": True}, "steps": [{"hold": hold}]})
    assert missing(journey) == ["StockReturned", "api"]


def test_a_step_that_nobody_came_to_is_told():
    spec = {**TWICE, "steps": [{"split": {"when": {"segment": "vips"}, "then": [SEND]}}]}
    asked = begun("x", Asked("j", "", 3, 100, "kim"), ("j", "{}", "1"), NOON + 3 * DAY)
    sums = told(played(spec, KIM, an_order(NOON + DAY)))
    found = result(replace(asked, people=1, sums=sums), compile_journey("j", spec))
    assert (found["never"], found["runs"], found["entries"][1]) == (
        ["0.then.0"],
        1,
        {"day": day(NOON + DAY), "count": 1},
    )
