"""What is asked of interests, engagement, support and predictions."""

from typing import Any

import pytest

from segue import facets
from segue.errors import Invalid
from segue.events import Event
from segue.facets.interests import WEEK
from segue.profile.profiles import Profile
from segue.segments.conditions import compile_condition
from segue.segments.verdicts import ALWAYS, Fact, Verdict
from segue.times import DAY, HOUR
from tests.builders import NOON, an_event, an_identify

WEEK_OF_NOON = NOON // WEEK
TODAY = NOON // DAY


def person(*events: Event) -> Profile:
    return Profile("a_1", facets.absorb({}, events), ("a_1",))


def asked(spec: dict[str, Any], *events: Event, now: int = NOON) -> Verdict:
    return compile_condition(spec).test(person(*events), now)


def viewed(category: str, count: int, at: int = NOON) -> list[Event]:
    said = {"category": category}
    return [an_event("Product Viewed", at, message_id=f"{category}-{at}-{n}", properties=said) for n in range(count)]


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ({"category": "Cameras", "at_least": 4}, True),
        ({"category": "cameras", "at_least": 4.01}, False),
        ({"category": ["lenses", "tents"], "top": 1}, False),
        ({"category": ["lenses", "tents"], "top": 2}, True),
        ({"category": "cameras", "brand": "corvid"}, False),
        ({"topic": "macro"}, False),
    ],
)
def test_interest_is_points_and_a_place_among_all(wanted: dict[str, Any], holds: bool) -> None:
    events = [*viewed("cameras", 4), *viewed("tents", 2), *viewed("lenses", 1)]
    assert asked({"interested": wanted}, *events).holds is holds


def test_interest_fades_at_the_beginnings_of_weeks() -> None:
    spec, events = {"interested": {"category": "cameras", "at_least": 2}}, viewed("cameras", 4)
    ends = (WEEK_OF_NOON + 5) * WEEK  # after four weeks it is exactly half
    assert asked(spec, *events) == Verdict(True, ends)
    assert asked(spec, *events, now=ends - 1).holds
    assert asked(spec, *events, now=ends) == Verdict(False, None, ends)
    assert asked(spec) == Verdict(False, None, ALWAYS)


def on_days(*days: int, called: str = "Product Viewed", channel: str = "web") -> list[Event]:
    return [an_event(called, NOON - day * DAY, channel=channel) for day in days]


@pytest.mark.parametrize(
    ("days", "level"),
    [
        (range(8), "high"),
        (range(20, 28), "high"),
        (range(21, 29), "medium"),
        ([0, 1, 27], "medium"),
        ([0, 1, 28], "low"),
        ([83], "low"),
        ([84], "none"),
        ([], "none"),
    ],
)
def test_a_level_is_a_number_of_days(days: list[int], level: str) -> None:
    holding = [one for one in ("high", "medium", "low", "none") if asked({"engaged": one}, *on_days(*days)).holds]
    assert holding == [level]


def test_a_channel_has_a_level_of_its_own() -> None:
    events = [*on_days(0, 1, 2), *on_days(0, called="Email Opened", channel="email")]
    assert asked({"engaged": {"channel": "email", "level": ["low"]}}, *events).holds
    assert asked({"engaged": {"channel": "sms", "level": "none"}}, *events).holds
    delivered = on_days(0, called="Email Delivered", channel="email")
    assert asked({"engaged": "none"}, *delivered).holds


def test_a_level_changes_at_midnight() -> None:
    spec = {"engaged": "none"}
    ends = (TODAY + 84) * DAY
    assert asked(spec, *on_days(0)) == Verdict(False, ends, None)
    assert asked(spec, *on_days(0), now=ends) == Verdict(True, None, ends)


def clicked(at: int, link: str, channel: str = "email") -> Event:
    return an_event("Email Link Clicked", at, channel=channel, properties={"message_id": "m1", "link_url": link})


def test_what_a_gateway_clicked_made_another_answer_until_its_next_click_gave_it_away() -> None:
    events = [clicked(NOON, "/a"), clicked(NOON + 2, "/b")]
    spec = {"engaged": "none"}
    assert not asked(spec, events[0]).holds
    assert asked(spec, *events, now=NOON + 2) == Verdict(True, None, NOON + 2)
    assert asked({"engaged": {"channel": "sms", "level": "none"}}, *events, now=NOON + 2).since is None
    active = asked({"engaged": "low"}, *on_days(3), *events, now=NOON + 2)
    assert active == asked({"engaged": "low"}, *on_days(3), now=NOON + 2)


def opened(at: int, case: str = "c1", called: str = "Conversation Opened") -> Event:
    return an_event(called, at, properties={"conversation_id": case})


def test_an_open_case_is_open_until_it_is_resolved() -> None:
    spec = {"support": {"open_case": True}}
    events = [opened(NOON - DAY), opened(NOON - HOUR, called="Conversation Resolved")]
    assert asked(spec, events[0]) == Verdict(True, None, NOON - DAY)
    assert asked(spec, *events) == Verdict(False, None, NOON - HOUR)
    assert asked(spec) == Verdict(False, None, ALWAYS)


def test_cases_of_a_window_are_counted_once_each() -> None:
    spec = {"support": {"cases": {"at_least": 2}, "within": "30d"}}
    again = opened(NOON - 2 * DAY, called="Conversation Reopened")
    assert not asked(spec, opened(NOON - 3 * DAY), again).holds
    events = [opened(NOON - 3 * DAY), again, opened(NOON - 20 * DAY, "c2")]
    assert asked(spec, *events) == Verdict(True, NOON + 10 * DAY, NOON - 3 * DAY)


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ({"effort": {"at_most": 2}}, True),
        ({"effort": {"at_most": 1.9}}, False),
        ({"effort": {"at_most": 2}, "within": "5d"}, False),
        ({"effort": {"at_most": 2}, "open_case": True}, False),
        ({"satisfaction": {"at_least": 0}}, False),
    ],
)
def test_the_last_score_counts(wanted: dict[str, Any], holds: bool) -> None:
    answer = an_event("Survey Answered", NOON - 6 * DAY, properties={"survey": "ces", "score": 2})
    assert asked({"support": wanted}, answer).holds is holds


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"support": {"within": "3d"}}, "what happened"),
        ({"support": {"cases": {"at_least": 21}}}, "last 20"),
        ({"support": {"effort": {}}}, "takes"),
        ({"engaged": "hihg"}, "high"),
        ({"interested": {"top": 1}}, "in what"),
        ({"interested": {"category": "a", "at_least": 0}}, "points"),
    ],
)
def test_what_makes_no_sense_is_refused(spec: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        compile_condition(spec)


def test_a_fact_about_a_flag_is_said_as_the_playbook_says_it() -> None:
    condition = compile_condition({"trait": "vip", "equals": True})
    assert condition.facts
    assert [one.text for one in condition.facts(person(an_identify(vip=True)), NOON)] == ["vip is true"]


def test_a_prediction_is_a_trait_with_a_name_of_its_own() -> None:
    condition = compile_condition({"predicted": "churn", "at_least": 0.7})
    found = person(an_identify(predicted_churn=0.8))
    assert condition.test(found, NOON).holds
    assert condition.text == "predicted: churn, at_least: 0.7"
    assert condition.facts
    (fact,) = condition.facts(found, NOON)
    assert fact == Fact("predicted_churn is 0.8", NOON, "said by web", "predicted_churn", 0.8)
