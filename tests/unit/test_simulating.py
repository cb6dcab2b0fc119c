"""Simulating one person: events as they were received, boundaries and alarms of a clock that jumps, the real engine."""

import pytest
from msgspec import structs

from segue.simulating.families import play
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON, an_add, an_event, an_identify, an_order
from tests.fake_simulations import SEND, a_scene, ends, known, played, sent, ways

KIM = an_identify(NOON + HOUR, email="kim@shop.example")
IDLE = {"entry": {"segment": "idle"}, "each": "cart", "while": "idle"}
ORDERED = {"signal": {"detail-type": ["OrderPlaced"]}}
ENTRY = {"detail-type": ["CheckoutStarted"]}


def checkout(at=NOON + 2 * HOUR, **said):
    return an_event("Checkout Started", at, properties={"cart_id": "c1", **said})


def test_a_boundary_between_two_events_begins_a_run_at_its_very_moment():
    story = played({**IDLE, "steps": [SEND]}, KIM, an_add(NOON + 2 * HOUR), an_event("Product Viewed", NOON + 9 * HOUR))
    assert sent(story) == [NOON + 4 * HOUR]
    assert [one.time for one in story.entered] == [NOON + 4 * HOUR]


def test_an_order_before_the_boundary_begins_nothing():
    added = an_add(NOON + 2 * HOUR)
    order = an_order(NOON + 3 * HOUR, cart_id="c1")
    assert played({**IDLE, "steps": [SEND]}, KIM, added, order).entered == []


def test_a_wait_ends_when_it_is_over_however_long_nothing_happens():
    story = played({"entry": ENTRY, "steps": [{"wait": "3d"}, SEND]}, KIM, checkout())
    assert sent(story) == [NOON + 2 * HOUR + 3 * DAY]


def test_a_wait_that_is_not_over_at_the_end_leaves_the_run_inside():
    story = played({"entry": ENTRY, "steps": [{"wait": "3d"}, SEND]}, KIM, checkout(), days=2)
    assert (sent(story), ends(story), story.runs[0].step) == ([], [("running", "")], "0")


@pytest.mark.parametrize(("after", "way"), [(1, "0.then.0"), (3, "0.otherwise.0")])
def test_a_hold_goes_on_by_its_signal_or_by_its_timeout(after, way):
    hold = {"until": ORDERED, "timeout": "2d", "then": [{"wait": "1m"}], "otherwise": [SEND]}
    story = played({"entry": ENTRY, "steps": [{"hold": hold}]}, KIM, checkout(), an_order(NOON + after * DAY))
    assert (ways(story), ends(story)) == ([way, "end"], [("done", "")])


def test_an_exit_ends_a_run_before_its_message():
    journey = {"entry": ENTRY, "exits": [ORDERED], "steps": [{"wait": "1d"}, SEND]}
    story = played(journey, KIM, checkout(), an_order(NOON + 5 * HOUR))
    assert (sent(story), ends(story)) == ([], [("exited", "signal")])


def test_what_a_journey_notes_of_a_person_counts_from_then_on():
    steps = [{"set_trait": {"vip": True}}, {"split": {"when": {"segment": "vips"}, "then": [SEND]}}]
    story = played({"entry": ENTRY, "steps": [steps[0], {"wait": "1m"}, steps[1]]}, KIM, checkout())
    assert len(sent(story)) == 1


def test_what_its_real_runs_noted_does_not_count():
    noted = an_identify(NOON + HOUR, vip=True)
    noted = structs.replace(noted, source="segue", context={"journey": {"id": "j", "step": "0"}})
    story = played({"entry": {"segment": "vips"}, "steps": [SEND]}, KIM, noted)
    assert story.entered == []


def test_who_was_in_a_segment_before_does_not_enter_it():
    before = an_identify(NOON - DAY, vip=True, email="kim@shop.example")
    story = played({"entry": {"segment": "vips"}, "steps": [SEND]}, before, checkout())
    assert story.entered == []


def test_history_starts_nothing():
    story = played({"entry": ENTRY, "steps": [SEND]}, KIM, structs.replace(checkout(), backfill=True))
    assert story.entered == []


def test_an_event_counts_when_it_was_received_and_not_before():
    late = structs.replace(checkout(NOON + 2 * HOUR), received_at=NOON + DAY)
    assert sent(played({"entry": ENTRY, "steps": [SEND]}, KIM, late)) == [NOON + DAY]


def test_what_was_received_after_the_end_is_left_out():
    assert played({"entry": ENTRY, "steps": [SEND]}, KIM, checkout(NOON + 3 * DAY), days=2).entered == []


def test_two_devices_are_two_people_until_an_event_names_both():
    device = structs.replace(an_add(NOON + 2 * HOUR), anonymous_id="device")
    login = structs.replace(an_identify(NOON + DAY, email="kim@shop.example"), anonymous_id="device")
    scene = a_scene({"j": {**IDLE, "steps": [SEND]}}, key=lambda kind, value: f"{kind[0]}_{'a' * 24}")
    assert sent(play(scene, known([login], [device]))) == [NOON + DAY]


def test_a_journey_that_starts_itself_for_ever_ends():
    journey = {"entry": ENTRY, "reenter": "always", "steps": [{"start": "j"}]}
    assert played(journey, KIM, checkout(NOON + 2 * HOUR + MINUTE)).entered
