"""What the tracking plan holds, on moto: into quarantine before the Ledger, and out of it once the plan allows."""

from collections.abc import Iterator
from typing import Any

import pytest

from segue.aws.contact_points import ContactPoints
from segue.errors import Invalid
from segue.wiring.replaying import replaying
from segue.wiring.tables import playbooks
from tests import doors
from tests.builders import NOON
from tests.handlers.test_collect import MODULES, _fresh

SAID = {"type": "track", "userId": "u-1", "timestamp": "2026-11-22T07:28:07.473Z"}
CARTED = {**SAID, "event": "Product Added", "messageId": "m-1", "properties": {"price": 9.5}}
VIEWED = {**SAID, "event": "Product Viewed", "messageId": "m-2"}


@pytest.fixture(autouse=True)
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CHECKS_PLANS", "true")
    with doors.opened(monkeypatch):
        yield


def plan(price: str, mode: str = "quarantine", event: str = "Product Added") -> None:
    """Puts a plan in force that says of what type a price is; the shop sends numbers."""
    schema = {"required": ["price"], "properties": {"price": {"type": price}}}
    playbooks().apply({"plan": {"adds": {"event": event, "mode": mode, "schema": schema}}}, {}, "test", 0)


def both() -> tuple[int, Any]:
    """A batch of which the plan holds one."""
    return doors.posted("/v1/batch", {"batch": [CARTED, VIEWED]})


def test_what_is_off_plan_is_in_quarantine_and_not_in_the_ledger() -> None:
    plan("string")
    why = [{"reason": "off-plan", "detail": "price: type"}]
    assert both() == (200, {"success": True, "quarantined": 1, "why": why})
    assert [event.title for event in doors.stored()] == ["Product Viewed"]
    (record,) = doors.quarantined()
    assert (record.reason, record.detail, record.delivery.source) == ("off-plan", "price: type", "web")
    assert doors.counted("web").quarantined == {"off-plan": 1}


def test_a_replay_stores_it_as_it_came_once_the_plan_allows_it() -> None:
    plan("string")
    both()
    (record,) = doors.quarantined()
    with pytest.raises(Invalid, match="price: type"):
        replaying().replay(record.id, NOON)
    plan("number")
    counts = [replaying().replay(record.id, record.delivery.received_at) for _ in range(2)]
    assert [(one.stored, one.duplicate) for one in counts] == [(1, 0), (0, 1)]
    (event,) = [one for one in doors.stored() if one.title == "Product Added"]
    assert (event.message_id, event.received_at) == ("m-1", record.delivery.received_at)
    assert not doors.counted("web").quarantined


def test_a_repeat_is_the_same_record() -> None:
    plan("string")
    for _ in range(2):
        both()
    assert len(doors.quarantined()) == 1


@pytest.mark.parametrize("mode", ["allow", "warn"])
def test_other_modes_hold_nothing(mode: str) -> None:
    plan("string", mode)
    assert both() == (200, {"success": True})


def test_an_opt_out_is_in_force_though_it_is_off_plan() -> None:
    plan("string", event="Unsubscribed")
    doors.posted("/v1/track", {**SAID, "event": "Unsubscribed", "properties": {"email": "kim@shop.example"}})
    (row,) = doors.rows("contact-points")
    assert ContactPoints("contact-points").read(row["pk"]).refuses("marketing", asks_first=False) == "opted-out"


def test_with_the_plan_at_hand_an_event_is_still_one_request() -> None:
    plan("number")
    both()
    made = doors.requests_made()
    both()
    doors.posted("/v1/track", {**CARTED, "messageId": "m-3"})
    assert [one for one in made if one != "UpdateItem"] == ["BatchExecuteStatement", "PutItem"]


def test_where_it_is_not_asked_for_collect_reads_no_playbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHECKS_PLANS")
    plan("string")
    made = doors.requests_made()
    assert both() == (200, {"success": True})
    assert made == ["BatchExecuteStatement"]


def test_who_checks_no_plan_loads_no_validator() -> None:
    assert "jsonschema_rs" not in _fresh("-c", MODULES).split()
