"""Journeys, step by step."""

import pytest

from segue.errors import Invalid
from segue.journeys.alarms import WakeAt
from segue.journeys.compiling import compile_journey
from segue.journeys.flows import Effect, Seen, advance
from segue.journeys.instances import END, Instance
from segue.journeys.saying import Send, SendMessage
from segue.journeys.steps import ELSEWHERE, STEPS
from segue.times import DAY, HOUR
from tests.builders import NOON
from tests.fake_journeys import ENTRY, KIM, SEND, a_journey, a_world

JOURNEY = compile_journey("j", {"entry": ENTRY, "while": "abandoned", "steps": [SEND, {"wait": "24h"}, SEND]})
START = Instance("u_1", "j", "c1", entered=NOON)


def sent(identity: str, following: str) -> Send:
    return Send(identity, following, "t", ("email",), "marketing")


def looked(at: Instance, now: int, over: str = "") -> tuple[Instance, list[Effect]]:
    """Where the run is after a look, and what is to be done."""
    taken = advance(JOURNEY, at, Seen(KIM, now, now, over=over))
    return taken[-1][0] if taken else at, [effect for _, effect in taken if effect]


def test_it_sends_waits_and_goes_on_when_the_time_has_come() -> None:
    waiting, effects = looked(START, NOON)
    assert effects == [SendMessage("0", sent("0", "1")), WakeAt(NOON + 24 * HOUR)]
    assert looked(waiting, NOON + HOUR) == (waiting, [WakeAt(NOON + 24 * HOUR)])
    done, effects = looked(waiting, NOON + 24 * HOUR)
    assert (done.state, done.step) == ("done", END)
    assert effects == [SendMessage("2", sent("2", END))]


def test_each_effect_comes_with_where_the_run_is_once_it_is_done() -> None:
    taken = advance(JOURNEY, START, Seen(KIM, NOON))
    assert [(at.step, at.due, type(effect)) for at, effect in taken] == [
        ("1", None, SendMessage),
        ("1", NOON + 24 * HOUR, WakeAt),
    ]


def test_it_exits_without_a_word_when_what_it_is_about_is_over() -> None:
    exited, effects = looked(START, NOON, over="no longer in the segment")
    assert (exited.state, exited.why, effects) == ("exited", "no longer in the segment", [])


def test_an_ended_instance_stays_where_it_is() -> None:
    exited, _ = looked(START, NOON, over="order")
    assert looked(exited, NOON + HOUR) == (exited, [])


def test_steps_are_known_by_their_names_and_by_their_place_where_they_have_none() -> None:
    fork = {"when": {"trait": "vip", "exists": True}, "then": [SEND, {"wait": "1h", "id": "pause"}]}
    journey = a_journey(SEND, {"split": fork, "id": "vips"}, SEND)
    assert set(journey.steps) == {"0", "vips", "vips.then.0", "pause", "2"}
    assert journey.steps["pause"].leads_to == ("2",)


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        ({"steps": []}, ("steps",)),
        ({"steps": None}, ("steps",)),
        ({"entry": {"detail-type": "SegmentEntered"}}, ("entry", "detail-type")),
        ({"entry": {"detail-type": ["CartUpdated"]}}, ("entry", "detail-type")),
        ({"entry": {"schedule": {"segment": "vip"}}}, ("entry",)),
        ({"steps": [SEND, {"wait": "soon"}]}, ("steps", 1, "wait")),
        ({"steps": [{"send": "t"}]}, ("steps", 0, "send")),
        ({"steps": ["send"]}, ("steps", 0)),
        ({"steps": [{**SEND, "wait": "24h"}]}, ("steps", 0)),
        ({"steps": [{**SEND, "id": "a"}, {**SEND, "id": "a"}]}, ("steps", 0)),
        ({"steps": [{**SEND, "id": "end"}]}, ("steps", 0)),
        ({"steps": [{"split": {"when": {"trait": "vip", "exists": True}, "then": []}}]}, ("steps", 0, "split", "then")),
        ({"steps": [{"split": {"shares": [{"share": 50}, {"share": 40}]}}]}, ("steps", 0, "split")),
        ({"each": "household"}, ("each",)),
        ({"reenter": "often"}, ("reenter",)),
        ({"late": {"after": "1h"}}, ("late",)),
        ({"exits": [{"segment": "x"}, {"when": {}}]}, ("exits", 1, "when")),
        ({"changed": "stay"}, ("changed",)),
        ({"moves": {"0": "9"}}, ("moves",)),
        ({"entri": ENTRY}, ("entri",)),
        ({"each": "cart"}, ()),
        ({"entry": {"schedule": {"segment": "vip", "at": "2026-12-01 09:00"}}, "each": "order"}, ("each",)),
        ({"exits": [{"signal": {"detail-type": ["CartUpdated"]}}]}, ("exits", 0, "signal", "detail-type")),
    ],
)
def test_a_journey_that_nobody_understands_is_refused_with_the_place(spec: dict, path: tuple) -> None:
    with pytest.raises(Invalid) as wrong:
        compile_journey("j", {"entry": ENTRY, "steps": [SEND], **spec})
    assert wrong.value.path == path


def test_no_journey_can_be_called_all() -> None:
    with pytest.raises(Invalid):
        compile_journey("all", {"entry": ENTRY, "steps": [SEND]})


@pytest.mark.parametrize(
    ("theirs", "ours"), [("branch", "split"), ("delay", "wait"), ("email", "send"), ("if", "split")]
)
def test_a_step_by_the_name_that_other_tools_have_for_it_is_told_ours(theirs: str, ours: str) -> None:
    with pytest.raises(Invalid, match=f"did you mean `{ours}`?"):
        compile_journey("j", {"entry": ENTRY, "steps": [{theirs: "1h"}]})


def test_what_other_tools_call_a_step_is_a_step_of_ours_and_no_step_itself() -> None:
    assert {*ELSEWHERE.values()} <= {*STEPS}
    assert not ELSEWHERE.keys() & STEPS.keys()


def test_a_run_tells_that_it_has_begun_and_how_it_has_ended() -> None:
    world = a_world(SEND, {"wait": "2d"})
    world.signal()
    world.pass_time(3 * DAY)
    assert world.names == ["JourneyEntered", "JourneyExited"]
    assert [one.detail.get("state", "") for one in world.told.values()] == ["", "done"]
