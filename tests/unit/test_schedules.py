"""Schedules of journeys: which are understood, and what of a playbook is set when it is put in force."""

from typing import Any

import pytest

from segue.broadcasts.definitions import schedule_id
from segue.broadcasts.schedules import schedules
from segue.errors import Invalid
from segue.journeys.schedules import check_schedule
from segue.messaging.policies import shop_policy
from tests.builders import NOON
from tests.fake_broadcasts import TEMPLATES, a_broadcast

ONCE = {"segment": "vips", "at": "2026-12-01 09:00"}
PAST = {"segment": "vips", "at": "2026-11-01 09:00", "zone": "UTC"}


def playbook(**journeys: Any) -> dict[str, dict[str, Any]]:
    return {"journey": {key: {"entry": entry} for key, entry in journeys.items()}, "segment": {"vips": {}}}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"every": "day"},
        {"every": "week", "on": ["monday"], "zone": "UTC"},
        {"every": "month", "on": [1, 31], "zone": "Europe/Berlin"},
    ],
)
def test_a_schedule_comes_once_or_recurs(said: dict[str, Any]) -> None:
    assert check_schedule(ONCE | said) == ONCE | said


@pytest.mark.parametrize(
    "said",
    [
        {"at": "2026-12-01T09:00"},
        {"at": "1026-12-01 09:00"},
        {"every": "year"},
        {"every": ["day"]},
        {"on": ["monday"]},
        {"every": "week", "on": ["someday"]},
        {"every": "week", "on": [["monday"]]},
        {"every": "month", "on": ["monday"]},
        {"every": "month", "on": [True]},
        {"zone": "Mars"},
    ],
)
def test_a_schedule_that_nobody_understands_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        check_schedule(ONCE | said)


def test_what_is_set_is_the_next_time_of_each_schedule_that_is_not_past() -> None:
    weekly = PAST | {"every": "week", "on": ["friday"]}
    entries = {"once": {"schedule": ONCE}, "past": {"schedule": PAST}, "weekly": {"schedule": weekly}}
    found = schedules(playbook(**entries, signal={"detail-type": ["OrderPlaced"]}, api={"api": True}), NOON)
    assert [(one.starts, one.zone, at) for one, at in found] == [
        ("once", "local", "2026-12-01T09:00"),
        ("weekly", "UTC", "2026-11-27T09:00"),
    ]


def test_a_schedule_is_another_one_when_its_text_is_another() -> None:
    known = playbook(news={"schedule": ONCE})
    broadcast = a_broadcast(id=schedule_id("news", known), starts="news", at="2026-12-01T09:00", variants=())
    changed = playbook(news={"schedule": ONCE | {"zone": "UTC"}})
    lacking = [broadcast.lacks(one | {"template": TEMPLATES}) for one in (known, changed, playbook())]
    assert [one and one.words for one in lacking] == [
        None,
        *["the playbook in force has no such schedule of journey news"] * 2,
    ]


@pytest.mark.parametrize("zone", ["Mars", 1, "", None])
def test_a_shop_s_clock_hangs_somewhere_on_earth(zone: Any) -> None:
    assert shop_policy({"zone": "Europe/Berlin"}) == {"zone": "Europe/Berlin"}
    with pytest.raises(Invalid) as wrong:
        shop_policy({"zone": zone})
    assert wrong.value.path == ("zone",)
