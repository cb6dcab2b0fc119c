"""A yes that is old never beats a no that was said after it, whatever clocks and networks did to either."""

from functools import reduce
from typing import Any

import msgspec
import pytest

from segue.clocks import event_time
from segue.consent import said_at
from segue.events import Event
from segue.facets import consent, traits
from segue.profile.restricting import restricted
from segue.segment_api.messages import Arrival, event_of
from segue.segment_api.routes import ROUTES
from segue.suppressions import suppressions
from segue.times import DAY, HOUR, MINUTE, Millis, to_text
from tests.builders import NOON, an_event

WORDS = {"channel": "email", "purpose": "marketing", "email": "kim@shop.test"}


def answer(granted: bool, said: Millis, clock: Millis = 0, under_way: Millis = 0, **more: Any) -> Event:
    """What a device says at a moment whose clock is wrong by so much, and whose request takes so long."""
    given, received = said + clock, said + under_way
    words = {**WORDS, "granted": granted, **more}
    times = {"original_timestamp": given, "received_at": received, "message_id": f"{granted}-{said}"}
    return an_event("Consent Updated", event_time(given, received, given), properties=words, **times)


def agreed(*answers: Event) -> bool:
    """Whether the profile says yes."""
    value: consent.Answers = {}
    for one in answers:
        value = consent.add(value, consent.of(one))
    return consent.read(value)[0]["granted"]


@pytest.mark.parametrize("clock", [0, -20 * MINUTE, -5 * DAY])
@pytest.mark.parametrize("under_way", [MINUTE, HOUR, DAY, 8 * DAY])
@pytest.mark.parametrize("no_clock", [0, -3 * HOUR, HOUR])
def test_a_yes_that_was_under_way_does_not_beat_a_later_no(clock: Millis, under_way: Millis, no_clock: Millis) -> None:
    yes = answer(True, NOON, clock, under_way)
    no = answer(False, NOON + 30 * MINUTE, no_clock)
    assert not agreed(yes, no)
    assert not agreed(no, yes)


def test_a_clock_that_is_ahead_makes_no_answer_newer() -> None:
    assert not agreed(answer(True, NOON, 2 * HOUR), answer(False, NOON + MINUTE))
    assert agreed(answer(False, NOON, 2 * HOUR), answer(True, NOON + MINUTE))


def test_a_yes_said_after_a_no_counts_though_the_no_is_a_day_late() -> None:
    told = {"original_timestamp": NOON, "received_at": NOON + DAY}  # an app that was offline, and whose clock is right
    no = an_event("Consent Updated", NOON, properties={**WORDS, "granted": False}, **told)
    assert agreed(no, answer(True, NOON + HOUR))


def test_a_yes_that_may_be_years_old_is_one_where_nobody_has_said_no() -> None:
    yes = answer(True, NOON, -400 * DAY)
    assert said_at(yes, granted=True) == NOON - 400 * DAY
    assert agreed(yes)
    assert not agreed(yes, answer(False, NOON - DAY))


def test_a_restriction_is_not_lifted_by_a_yes_that_was_said_before_it() -> None:
    lift = answer(True, NOON, under_way=HOUR, channel="all", purpose="use")
    no = answer(False, NOON + MINUTE, channel="all", purpose="use")
    assert restricted(consent.add(consent.of(lift), consent.of(no)))


def test_an_answer_is_as_old_at_its_address_as_in_the_profile() -> None:
    no = answer(False, NOON, -HOUR)
    assert [one.moment for one in suppressions(no)] == [said_at(no, granted=False)] == [NOON]
    assert said_at(answer(True, NOON, -HOUR), granted=True) == NOON - HOUR


@pytest.mark.parametrize(
    ("source", "sent", "granted", "moment"),
    [
        ("web", None, False, NOON),
        ("web", None, True, NOON - HOUR),
        ("web", NOON - HOUR, False, NOON),
        ("web", NOON, False, NOON - HOUR),
        ("server", None, False, NOON - HOUR),
    ],
)
def test_a_no_of_a_device_that_tells_no_time_of_sending_counts_from_when_it_came(
    source: str, sent: Millis | None, granted: bool, moment: Millis
) -> None:
    said = {"messageId": "m1", "userId": "u1", "timestamp": to_text(NOON - HOUR), "event": "Consent Updated"}
    raw = msgspec.json.encode(said | {"properties": {**WORDS, "granted": granted}})
    found = event_of(raw, {}, Arrival(source, NOON, ROUTES["track"]), sent)
    assert said_at(found, granted) == moment
    assert found.original_timestamp == NOON - HOUR


def named(value: str, at: Millis, said: Millis | None = None, source: str = "web") -> Event:
    """An identify call of a moment, and of what its client wrote where that is another one."""
    told = {"traits": {"name": value}, "source": source, "original_timestamp": at if said is None else said}
    return an_event(None, at, type="identify", user_id="u1", **told)


def test_what_was_put_right_is_not_made_wrong_by_a_request_that_was_under_way() -> None:
    right = named("Right", NOON + MINUTE, source=traits.STAFF)
    value = traits.add(traits.of(named("Wrong", NOON + HOUR, NOON)), traits.of(right))
    assert traits.read(value) == {"name": "Right"}
    assert [one["value"] for one in traits.history(value)["name"]] == ["Right", "Wrong"]
    assert traits.read(traits.add(value, traits.of(named("New", NOON + 2 * MINUTE)))) == {"name": "New"}


@pytest.mark.parametrize("confirmed", [named("Right", NOON + 2 * MINUTE), named("Right", NOON + 2 * MINUTE, NOON)])
def test_what_was_put_right_holds_whoever_repeats_it_and_however_much_is_late(confirmed: Event) -> None:
    said = [named("Right", NOON + MINUTE, source=traits.STAFF), confirmed]
    said += [named(f"W{one}", NOON + HOUR + one, NOON) for one in range(4)]
    for order in (said, said[::-1], said[3:] + said[:3]):
        value = reduce(traits.add, map(traits.of, order))
        assert traits.read(value) == {"name": "Right"}
        assert [one["value"] for one in traits.history(value)["name"]].count("Right") == 1


def test_a_clock_that_is_behind_may_change_what_nobody_put_right() -> None:
    value = traits.add(traits.of(named("New", NOON + HOUR, NOON)), traits.of(named("Old", NOON + MINUTE)))
    assert traits.read(value) == {"name": "New"}
