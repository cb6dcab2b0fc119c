"""Journeys, step by step."""

import pytest

from segue.errors import Invalid
from segue.journeys.compiling import compile_journey
from segue.journeys.flows import Effect, Seen, advance
from segue.journeys.instances import Instance
from segue.journeys.steps.sends import Send, SendMessage
from segue.journeys.steps.waits import WakeAt
from segue.profile.profiles import Profile
from segue.times import HOUR
from tests.builders import NOON

ENTRY = {"detail-type": ["SegmentEntered"], "detail": {"segment": ["abandoned"]}}
SEND = {"send": {"template": "t", "channel": "email", "purpose": "marketing"}}
SENT = Send("t", "email", "marketing")
JOURNEY = compile_journey("j", {"entry": ENTRY, "while": "abandoned", "steps": [SEND, {"wait": "24h"}, SEND]})
PERSON = Profile("u_1", {}, ("u_1",))
START = Instance("u_1", "j", "c1", entered=NOON)


def looked(at: Instance, now: int, holds: bool = True) -> tuple[Instance, list[Effect]]:
    """Where the run is after a look, and what is to be done."""
    taken = advance(JOURNEY, at, Seen(PERSON, holds, now))
    return taken[-1][0] if taken else at, [effect for _, effect in taken if effect]


def test_it_sends_waits_and_goes_on_when_the_time_has_come() -> None:
    waiting, effects = looked(START, NOON)
    assert effects == [SendMessage(0, SENT), WakeAt(NOON + 24 * HOUR)]
    assert looked(waiting, NOON + HOUR) == (waiting, [WakeAt(NOON + 24 * HOUR)])
    done, effects = looked(waiting, NOON + 24 * HOUR)
    assert done.state == "done"
    assert effects == [SendMessage(2, SENT)]


def test_each_effect_comes_with_where_the_run_is_once_it_is_done() -> None:
    taken = advance(JOURNEY, START, Seen(PERSON, True, NOON))
    assert [(at.step, at.due, type(effect)) for at, effect in taken] == [
        (1, None, SendMessage),
        (1, NOON + 24 * HOUR, WakeAt),
    ]


def test_it_exits_without_a_word_when_what_it_is_about_is_over() -> None:
    exited, effects = looked(START, NOON, holds=False)
    assert (exited.state, effects) == ("exited", [])


def test_an_ended_instance_stays_where_it_is() -> None:
    exited, _ = looked(START, NOON, holds=False)
    assert looked(exited, NOON + HOUR) == (exited, [])


@pytest.mark.parametrize(
    "spec",
    [
        {"entry": ENTRY},
        {"entry": ENTRY, "steps": []},
        {"entry": {"detail-type": "SegmentEntered"}, "steps": [SEND]},
        {"entry": {"a": [{"wildcard": "**"}]}, "steps": [SEND]},
        {"entry": ENTRY, "steps": [{"wait": "soon"}]},
        {"entry": ENTRY, "steps": [{"send": "t"}]},
        {"entry": ENTRY, "steps": ["send"]},
        {"entry": ENTRY, "steps": [{**SEND, "wait": "24h"}]},
        {"entry": ENTRY, "each": "order", "steps": [SEND]},
    ],
)
def test_a_journey_that_nobody_understands_is_refused(spec: dict) -> None:
    with pytest.raises(Invalid):
        compile_journey("j", spec)
