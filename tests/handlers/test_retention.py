"""Rows really get the end that is declared for them."""

from segue.aws.ledger import event_of
from segue.conversations.conversations import is_conversation
from segue.ledger import lasts
from segue.retention import BY_NAME
from segue.times import DAY, MINUTE, SECOND
from tests.faults.endings import rows
from tests.faults.shop import put_in_force
from tests.handlers.canaries import WHO, lived
from tests.handlers.console_staff import as_staff
from tests.handlers.staff_requests import Api
from tests.handlers.starter import starter_files

DAYS = DAY // SECOND


def days(row, since) -> int:
    """For how many days after a moment a row is kept, rounded."""
    return round((row["ttl"] - since / SECOND) / DAYS)


def test_everything_ends_when_it_is_declared_to(world) -> None:
    lived(world)
    for row in rows(world, "Ledger"):
        event = event_of(row)
        assert ("ttl" not in row) if lasts(event) else days(row, event.received_at) == BY_NAME["events"].days
    messages = rows(world, "Messages")
    assert messages
    assert {days(one, one["created"]) for one in messages} == {1095}
    heads = [one for one in rows(world, "Conversations") if is_conversation(one["pk"]) and one["sk"] == "head"]
    assert heads
    assert {days(one, one["touched"]) for one in heads} == {1095}
    turns = [one for one in rows(world, "Conversations") if one["sk"].startswith("t#")]
    assert turns
    assert {days(one, world.clock) for one in turns} == {1095}


def test_quarantine_and_the_audit_trail_end_too(world) -> None:
    lived(world)
    Api(world, "privacy", "privacy").post("/v1/privacy/erasures", {"identifier": WHO, "reason": "by mail"})
    found = {
        kind: [one for one in rows(world, "Requests") if one.get("kind") == kind] for kind in ("quarantine", "audit")
    }
    assert {days(one, one["time"]) for one in found["quarantine"]} == {BY_NAME["quarantine"].days}
    assert {days(one, one["time"]) for one in found["audit"]} == {BY_NAME["audit"].days}


def test_the_policy_changes_it_for_what_is_written_from_then_on(world) -> None:
    put_in_force(world, starter_files() | {"policies/retention.yaml": "messages: 500\n"})
    lived(world)
    assert {days(one, one["created"]) for one in rows(world, "Messages")} == {500}
    assert not any("ttl" in one for one in rows(world, "Conversations") if one["sk"] == "head")


def test_a_message_with_an_end_is_read_as_before(world) -> None:
    lived(world)
    kim = Api(world).post("/v1/people/find", WHO)[1]["id"]
    assert Api(world).get(f"/v1/people/{kim}/messages")[1]["items"]
    world.pass_time(MINUTE)
    assert as_staff(world, "ann").get(f"/people/{kim}").status == 200
