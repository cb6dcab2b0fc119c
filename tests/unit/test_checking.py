"""How the place stands, by what was looked at."""

import pytest

from segue.api.checking import LATE, Check, Seen, checks, worst
from segue.canaries import Arrival
from segue.measures.runs import Run
from segue.messaging.put_off import PutOff
from segue.staging import STUCK
from segue.times import HOUR, MINUTE, SECOND

NOW = 1_790_000_000_000


def night(ago, ended=True):
    """A run that began so long ago."""
    return Run(id="r", created=NOW - ago, by="schedule", state="done" if ended else "running")


def seen(**given):
    """What is looked at, good where nothing else is given."""
    return Seen(
        **{"letters": 0, "held": 0, "unsettled": 0, "paused": [], "measures": night(HOUR), "models": None, **given},
    )


def of(name, found: list[Check]):
    (one,) = [one for one in found if one.name == name]
    return one


def test_all_is_well():
    found = checks(seen(), NOW)
    assert {one.state for one in found} == {worst(found)} == {"good"}
    assert not any(one.todo for one in found)


@pytest.mark.parametrize(
    ("name", "given", "state", "says"),
    [
        ("dead-letters", {"letters": 3}, "bad", "3"),
        ("quarantine", {"held": 12}, "warn", "12"),
        ("unknown-sends", {"unsettled": 2}, "warn", "2"),
        ("requests", {"due": [3, -1]}, "bad", "late"),
        ("sending", {"paused": ["all"]}, "warn", "all"),
        ("providers", {"put_off": [PutOff("sms", NOW - 2 * HOUR, NOW, "throttled")]}, "bad", "SMS (120 minutes)"),
        ("measures", {"measures": night(LATE + HOUR)}, "bad", "27 hours"),
        (
            "canary",
            {"canary": Arrival(NOW - 16 * MINUTE, 2 * SECOND), "canaries_each": 5 * MINUTE},
            "bad",
            "16 minutes",
        ),
        ("canary", {"canary": Arrival(NOW - MINUTE, 61 * SECOND), "canaries_each": 5 * MINUTE}, "warn", "after 61 s"),
        ("canary", {"canaries_each": 5 * MINUTE}, "warn", "No test event"),
        ("models", {"models": night(STUCK + HOUR, ended=False)}, "bad", "stands still"),
    ],
)
def test_what_is_not_good_comes_first_with_what_to_do(name, given, state, says):
    found = checks(seen(**given), NOW)
    assert (found[0].name, found[0].state, worst(found)) == (name, state, state)
    assert says in found[0].said
    assert found[0].todo


def test_a_night_that_is_at_work_is_good():
    assert of("measures", checks(seen(measures=night(HOUR, ended=False)), NOW)).state == "good"
