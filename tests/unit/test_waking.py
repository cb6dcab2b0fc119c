"""What wakes the journeys, and who is looked at because of it."""

from types import SimpleNamespace
from typing import Any

import pytest

from segue.errors import Invalid
from segue.journeys.running import Woken
from segue.journeys.waking import Waking
from segue.profile.profiles import Profile
from segue.segments.evaluating import Standing
from segue.segments.membership import Membership
from tests.builders import NOON

KIM = Profile("u_1", {}, ("u_1",))
STANDING = Standing(KIM, Membership({"open": NOON}))
ALARM = {"kind": "alarm", "person": "u_1", "journey": "left", "key": "c1"}
SIGNAL = {"detail-type": "SegmentEntered", "detail": {"person": "u_1"}}


def told(reason: dict[str, Any], standing: Standing = STANDING) -> list[Any]:
    """What was asked of whom when this came at noon."""
    calls: list[Any] = []

    def telling(name: str, answer: Any = None) -> Any:
        return lambda *said: calls.append((name, *said)) or answer

    names = ("signal", "standing", "alarm", "start", "stop")
    listening = SimpleNamespace(**{one: telling(one) for one in names})
    timers, evaluating = SimpleNamespace(set=telling("set")), SimpleNamespace(evaluate=telling("evaluate", standing))
    collaborators: Any = (timers, evaluating, lambda: listening, lambda: SimpleNamespace(sweep=telling("sweep")))
    collaborators = (*collaborators, telling("canary"))
    Waking(*collaborators).look(reason, NOON)
    return calls


@pytest.mark.parametrize("reason", [{"kind": "wake", "person": "u_1"}, ALARM])
def test_a_timer_that_comes_early_goes_back_for_the_rest_of_its_wait(reason: dict[str, Any]) -> None:
    early = reason | {"due": NOON + 1}
    assert told(early) == [("set", early, NOON)]


def test_a_timer_of_a_person_evaluates_and_lets_the_journeys_of_the_segments_look() -> None:
    due = {"kind": "wake", "person": "u_1", "due": NOON - 1}
    assert told(due) == [("evaluate", "u_1", NOON), ("standing", KIM, STANDING.membership, NOON - 1, NOON)]


def test_nobody_is_looked_at_where_there_is_no_person_any_more() -> None:
    gone = Standing(None, Membership({}))
    assert told({"kind": "wake", "person": "u_1"}, gone) == [("evaluate", "u_1", NOON)]


def test_an_alarm_moves_its_run_and_a_signal_whatever_it_enters() -> None:
    assert told(ALARM) == [("alarm", "u_1", "left", "c1", Woken(NOON, NOON))]
    assert told(SIGNAL) == [("signal", SIGNAL, NOON)]


@pytest.mark.parametrize("kind", ["start", "stop"])
def test_a_word_starts_or_stops_a_journey_of_one_person(kind: str) -> None:
    word = {"kind": kind, "person": "u_1", "journey": "left"}
    assert told(word) == [(kind, word, NOON)]


def test_a_sweep_goes_through_everybody_in_a_journey() -> None:
    word = {"kind": "sweep", "journey": "left"}
    assert told(word) == [("sweep", "left", word, NOON)]


def test_what_nobody_understands_is_no_signal_and_comes_again_until_it_is_a_dead_letter() -> None:
    for reason in ({"kind": "of a newer version", "person": "u_1"}, {"poison": 1}):
        with pytest.raises(Invalid, match="neither"):
            told(reason)


def test_a_canary_is_told_with_when_it_was_sent() -> None:
    assert told({"kind": "canary", "sent": NOON - 1}) == [("canary", NOON - 1, NOON)]
