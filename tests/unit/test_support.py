"""Support: what an event says of a case, and what many say together."""

from typing import Any

import pytest

from segue import facets
from segue.events import Event
from segue.facets import support
from segue.facets.registers import mark
from segue.profile.profiles import Profile
from segue.times import DAY, to_text
from tests.builders import NOON, an_event


def a_case(name: str, at: int = NOON, channel: str = "support", **said: Any) -> Event:
    return an_event(name, at, channel=channel, properties=said)


def told(*events: Event) -> dict[str, Any]:
    return Profile("u_1", facets.absorb({}, events), ("u_1",)).told("support")


def test_an_opening_is_a_case_a_contact_and_the_last_of_its_channel() -> None:
    event = a_case("Conversation Opened", conversation_id="k1", channel="chat", topic="size")
    at = mark(event)
    assert support.of(event) == {
        "cases": {"k1": [*at, 1, "chat"]},
        "contacts": [[*at, "chat", "k1", "size"]],
        "last": {"chat": [*at, "Conversation Opened"]},
        "heard": {},
        "surveys": {},
    }


@pytest.mark.parametrize(
    ("event", "channel"),
    [
        (an_event("Conversation Opened", channel="web", properties={"channel": "chat"}), "chat"),
        (an_event("Live Chat Conversation Started", channel="web"), "chat"),
        (an_event("Call Started", channel="web"), "phone"),
        (an_event("Conversation Opened", channel="web"), "web"),
    ],
)
def test_the_channel_is_the_one_that_is_said_or_that_the_name_tells(event: Event, channel: str) -> None:
    assert list(support.of(event)["last"]) == [channel]


def test_channel_and_topic_are_short_words() -> None:
    event = an_event("Conversation Opened", properties={"channel": "c" * 40, "topic": "t" * 50})
    ((_, _, channel, _, topic),) = support.of(event)["contacts"]
    assert (channel, topic) == ("c" * 32, "t" * 40)
    assert support.add(support.of(event), {}) == support.add({}, support.of(event)) == support.of(event)


@pytest.mark.parametrize("name", ["conversation_id", "case_id", "call_id"])
def test_a_case_is_known_by_its_conversation_case_or_call(name: str) -> None:
    every: dict[str, Any] = {"conversation_id": "", "case_id": "", "call_id": ""} | {name: "k9"}
    assert list(support.of(a_case("Conversation Opened", **every))["cases"]) == ["k9"]


def test_a_turn_is_no_contact_and_opens_nothing() -> None:
    worth = support.of(a_case("Conversation Turn", conversation_id="k1"))
    assert (worth["cases"], worth["contacts"], list(worth["last"])) == ({}, [], ["support"])
    assert support.of(a_case("Product Viewed")) == {}


@pytest.mark.parametrize(("said", "opened"), [({}, 0), ({"resolved": True}, 0), ({"resolved": False}, 1)])
def test_an_end_closes_a_case_unless_it_says_that_nothing_was_solved(said: dict[str, Any], opened: int) -> None:
    worth = support.of(a_case("Call Ended", call_id="k1", **said))
    assert [one[2] for one in worth["cases"].values()] == [opened]
    assert worth["contacts"] == []


def test_a_call_of_which_only_the_end_is_told_is_a_contact_and_a_case_of_its_own() -> None:
    event = a_case("Call Ended", topic="size")
    worth = support.of(event)
    assert worth["cases"] == {f"{mark(event)[1]}": [*mark(event), 0, "phone"]}
    assert worth["contacts"] == [[*mark(event), "phone", "", "size"]]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"survey": "CSAT", "score": 4.5}, {"csat": 450}),
        ({"kind": "nps", "rating": 9}, {"nps": 900}),
        ({"score": 0}, {"ces": 0}),
        ({"score": 100}, {"ces": 10_000}),
        ({"score": 100.5}, {}),
        ({"score": -1}, {}),
        ({"score": True}, {}),
        ({"score": float("nan")}, {}),
        ({"survey": "mood", "score": 5}, {}),
        ({}, {}),
    ],
)
def test_a_known_survey_has_a_score_of_hundredths(said: dict[str, Any], expected: dict[str, int]) -> None:
    worth = support.of(a_case("Survey Answered", case_id="k1", **said))
    assert {kind: (one[2], one[3]) for kind, one in worth["surveys"].items()} == {
        kind: (score, "k1") for kind, score in expected.items()
    }
    assert (worth["last"], worth["cases"], worth["contacts"]) == ({}, {}, [])


WEEK = 7 * DAY


@pytest.mark.parametrize(
    ("first", "second", "after", "repeated"),
    [
        ({"topic": "size"}, {"topic": "size"}, WEEK, 1),
        ({"topic": "size"}, {"topic": "size"}, WEEK + 1, 0),
        ({"topic": "size"}, {"topic": "invoice"}, 1, 0),
        ({}, {}, 1, 1),
        ({"case_id": "k1"}, {"case_id": "k1"}, 1, 0),
        ({"case_id": "k1"}, {"case_id": "k2"}, 1, 1),
    ],
)
def test_a_contact_is_a_repeat_within_a_week_about_the_same_and_in_another_case(
    first: dict[str, str], second: dict[str, str], after: int, repeated: int
) -> None:
    found = told(a_case("Call Started", NOON, **first), a_case("Call Started", NOON + after, **second))
    assert (found["contacts"], found["repeated"]) == (2, repeated)


def test_everything_is_told_by_name_newest_case_first() -> None:
    opened = [a_case("Conversation Opened", NOON + n, case_id=f"k{n}", channel="chat") for n in range(2)]
    answer = a_case("Survey Answered", NOON + 5, score=6, case_id="k1")
    assert told(*opened, answer) == {
        "open": [{"case": f"k{n}", "channel": "chat", "since": to_text(NOON + n)} for n in (1, 0)],
        "last_contact": {"chat": to_text(NOON + 1)},
        "effort": {"ces": {"score": 6.0, "time": to_text(NOON + 5), "case": "k1"}},
        "contacts": 2,
        "repeated": 1,
    }
    nothing = {"open": [], "last_contact": {}, "effort": {}, "contacts": 0, "repeated": 0}
    assert support.read({}) == nothing


def test_only_a_survey_s_answer_is_an_answer() -> None:
    assert support.of(a_case("Conversation Resolved", case_id="k1", score=5))["surveys"] == {}


def test_cases_of_one_moment_are_told_by_name() -> None:
    opened = [an_event("Call Started", message_id=f"m{n}", properties={"call_id": f"k{n}"}) for n in range(6)]
    assert [one["case"] for one in told(*opened)["open"]] == [f"k{n}" for n in range(6)]


def test_a_call_that_its_provider_tells_of_at_two_moments_is_one_contact() -> None:
    said = {"conversation_id": "connect:1", "call_id": "1"}
    rang, begun = (
        an_event("Call Started", NOON + late, message_id="connect-1-started", properties=said) for late in (0, 900)
    )
    other = an_event("Call Started", NOON + 2000, message_id="connect-2-started", properties=said)
    assert support.read(support.add(support.of(rang), support.of(begun)))["contacts"] == 1
    assert support.read(support.add(support.of(rang), support.of(other)))["contacts"] == 2
