"""How many messages somebody gets: rolling windows, what is worth more, what marketing leaves free."""

from dataclasses import replace
from typing import Any

import pytest

from segue.contact_points import ATTEMPT
from segue.errors import Invalid
from segue.messages import Message
from segue.messaging.cap_policies import caps_policy
from segue.messaging.caps import FORGOTTEN, SPARE, Cap, Caps, Slot, kept, placed, room
from segue.times import DAY, HOUR
from tests.builders import NOON

WEEK = Caps((Cap("a-week", 2, 7 * DAY),))
MESSAGE = Message("u_1_m1", "u_1", "", "left", "c1", "0", "cart", "email", "marketing", NOON)


def a_slot(time: int, mark: str = "", channel: str = "email", purpose: str = "marketing", **more: Any) -> Slot:
    return Slot(mark or f"at{time}", time, channel, purpose, **more)


def test_a_window_rolls_and_has_room_again_when_its_first_message_leaves_it() -> None:
    used = (a_slot(NOON), a_slot(NOON + DAY))
    assert room(WEEK, used, a_slot(NOON + 2 * DAY)) == (False, NOON + 7 * DAY, "a-week")
    assert room(WEEK, used, a_slot(NOON + 7 * DAY)).free
    assert not room(WEEK, used, a_slot(NOON + 7 * DAY - 1)).free


def test_a_message_that_comes_a_little_earlier_by_another_clock_counts_with_those_after_it() -> None:
    assert not room(WEEK, (a_slot(NOON), a_slot(NOON + 1)), a_slot(NOON - 5)).free


def test_a_cap_of_a_channel_or_purpose_counts_no_other() -> None:
    caps = caps_policy({"caps": {"sms": {"most": 1, "within": "1d", "channel": "sms"}}})
    used = (a_slot(NOON, channel="sms"),)
    assert not room(caps, used, a_slot(NOON, "m", "sms")).free
    assert room(caps, used, a_slot(NOON, "m")).free
    assert (caps.concern("sms", "marketing"), caps.concern("sms", "transactional")) == (True, False)
    assert not caps.concern("email", "marketing")


def test_a_purpose_of_the_shop_s_own_counts_as_marketing() -> None:
    assert WEEK.concern("email", "news")
    assert WEEK.slot(replace(MESSAGE, purpose="news"), "email", NOON).purpose == "marketing"


RESERVED = caps_policy({"caps": {"day": {"most": 3, "within": "1d", "purpose": "all"}}, "reserve": 1})


def test_marketing_leaves_the_reserve_free_and_receipts_wait_for_none_of_it() -> None:
    used = (a_slot(NOON), a_slot(NOON + 1))
    assert not room(RESERVED, used, a_slot(NOON + 2)).free
    receipts = tuple(a_slot(NOON + one, purpose="transactional") for one in (2, 3, 4))
    assert all(room(RESERVED, (*used, *receipts), one._replace(mark="r")).free for one in receipts)
    assert not room(RESERVED, receipts, a_slot(NOON + 5)).free


def test_what_is_worth_more_takes_the_place_of_what_is_only_held() -> None:
    held = a_slot(NOON + HOUR, "low", priority=20, state="held")
    used, better = (a_slot(NOON - DAY), held), a_slot(NOON, "high", priority=80)
    assert room(WEEK, used, better).free
    assert {one.mark for one in placed(WEEK, used, better, NOON)} == {f"at{NOON - DAY}", "high"}
    assert not room(WEEK, used, better._replace(priority=20)).free
    assert not room(WEEK, (used[0], held._replace(state="taken")), better).free


def test_a_held_slot_whose_moment_is_long_past_is_nobody_s() -> None:
    held = a_slot(NOON, "gone", state="held")
    wanted = a_slot(NOON + FORGOTTEN + 1, "m")
    one = Caps((Cap("one", 1, DAY),))
    assert not room(one, kept(one, (held,), wanted.time - 2), wanted).free
    assert room(one, kept(one, (held,), wanted.time), wanted).free
    assert held not in placed(WEEK, (held,), wanted, wanted.time)


def test_only_what_can_make_a_window_full_is_kept() -> None:
    used = [a_slot(NOON + one, f"m{one}") for one in range(50)]
    assert len(kept(WEEK, used, NOON)) == SPARE * WEEK.caps[0].most
    assert kept(WEEK, used, NOON + 8 * DAY) == ()


def test_a_message_is_worth_what_its_step_says_else_its_template_else_its_journey() -> None:
    said = {"journeys": {"left": 60}, "templates": {"cart": 70}, "broadcasts": 20}
    caps = caps_policy({"priorities": said})
    steps = [
        replace(MESSAGE, priority=9),
        MESSAGE,
        replace(MESSAGE, template="x"),
        replace(MESSAGE, journey="broadcast:b"),
    ]
    assert [caps.priority(one) for one in steps] == [9, 70, 60, 70]
    assert caps.priority(replace(steps[3], template="x")) == 20


@pytest.mark.parametrize(
    ("spec", "path", "says"),
    [
        ({"cap": {}}, ("cap",), "did you mean `caps`?"),
        ({"caps": {"w": {"most": 0, "within": "7d"}}}, ("caps", "w", "most"), "from 1 to 50"),
        ({"caps": {"w": {"most": 3}}}, ("caps", "w", "within"), "duration"),
        ({"caps": {"w": {"most": 3, "within": "90d"}}}, ("caps", "w", "within"), "60d"),
        ({"caps": {"w": {"most": 3, "within": "7d", "channel": "emial"}}}, ("caps", "w", "channel"), "`email`"),
        ({"caps": {"w": {"most": 3, "within": "7d", "purpose": "al"}}}, ("caps", "w", "purpose"), "`all`"),
        ({"caps": {"w": {"most": 1, "within": "7d", "purpose": "all"}}, "reserve": 1}, ("reserve",), "no room"),
        ({"caps": [3]}, ("caps",), "by name"),
        ({"priorities": {"journeys": {"x": 101}}}, ("priorities", "journeys", "x"), "from 1 to 100"),
    ],
)
def test_what_is_wrong_with_the_policy_is_told_with_its_place(spec: Any, path: tuple[str, ...], says: str) -> None:
    with pytest.raises(Invalid) as wrong:
        caps_policy(spec)
    assert wrong.value.path == path
    assert says in wrong.value.detail


def test_a_window_is_longer_by_what_may_lie_between_a_slot_and_the_provider_s_call() -> None:
    caps = caps_policy({"caps": {"a-week": {"most": 2, "within": "7d"}}})
    assert caps.caps == (Cap("a-week", 2, 7 * DAY + ATTEMPT),)


def test_without_the_policy_nothing_is_counted() -> None:
    assert caps_policy({}) == Caps()
    assert not Caps().concern("email", "marketing")
