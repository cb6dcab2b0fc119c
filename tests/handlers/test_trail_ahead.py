"""A change stands on the audit trail before it is done: what cannot be entered is not done, so that asking again does
it once; what was refused is entered as that."""

import csv
import io

from segue.trailing import REFUSED
from tests.faults.cloud.nemesis import Fault, nothing
from tests.faults.cloud.wire import Request
from tests.faults.shop import identified, post, put_in_force
from tests.handlers.console_staff import as_staff
from tests.handlers.staff_requests import Api
from tests.handlers.starter import whole_starter
from tests.handlers.test_messages_api import BODY, TEMPLATE
from tests.handlers.trail import entered

TURN = {"text": "Hi"}


def untrailed(request: Request) -> Fault | None:
    """Nothing gets onto the trail for now."""
    return Fault.THROTTLE if "audit#" in str(request.params) else None


def unsaid(request: Request) -> Fault | None:
    """No event gets into the ledger for now."""
    return Fault.THROTTLE if "Ledger" in str(request.params.get("TableName", request.params)) else None


def corrected(request: Request) -> Fault | None:
    """What stands there is not put right for now; what is new gets there."""
    new = "ConditionExpression" in request.params or request.operation != "PutItem"
    return None if new else untrailed(request)


def mine(world, talk: str) -> list[str]:
    found = Api(world, "agent", "conversations").get(f"/v1/conversations/{talk}")[1]["turns"]
    return [one["text"] for one in found if one["text"] == "Hi"]


def test_an_answer_that_cannot_be_entered_is_not_given_and_asked_again_given_once(world, pair) -> None:
    api, way = Api(world, "agent", "conversations"), f"/v1/conversations/{pair[0]}/turns"
    world.region.gate.plan = untrailed
    assert api.post(way, TURN)[0] == 503
    world.region.gate.plan = nothing
    assert mine(world, pair[0]) == []
    assert api.post(way, TURN)[0] < 300
    assert mine(world, pair[0]) == ["Hi"]
    assert [row["evidence"] for row in entered(world, "turn.added")] == [{}]


def test_the_same_at_the_console(world, pair, ann) -> None:
    ann.get(f"/inbox/{pair[0]}")
    world.region.gate.plan = untrailed
    assert ann.post(f"/inbox/{pair[0]}/say", TURN).status == 503
    world.region.gate.plan = nothing
    assert mine(world, pair[0]) == []


def test_a_message_that_cannot_be_entered_is_not_sent(world) -> None:
    put_in_force(world, {**whole_starter(), "templates/receipt.yaml": TEMPLATE})
    post(world, identified(world, "k1", "u1", "kim@shop.test"))
    world.pass_time(60_000)
    world.region.gate.plan = untrailed
    assert Api(world, "marketer").post("/v1/messages", BODY)[0] == 503
    world.region.gate.plan = nothing
    for _ in range(2):
        assert Api(world, "marketer").post("/v1/messages", BODY, "k1")[0] == 201
    world.pass_time(60_000)
    assert len(world.region.mailbox.mails) == 1


NOBODYS = f"/v1/conversations/c_{'a' * 24}/turns"


def test_what_is_refused_is_entered_as_that_and_what_cannot_be_read_is_not_entered(world, pair) -> None:
    api = Api(world, "agent", "conversations")
    assert [api.post(NOBODYS, TURN)[0], api.post(NOBODYS, {"txt": ""})[0]] == [404, 422]
    assert [row["evidence"] for row in entered(world, "turn.added")] == [{REFUSED: "unknown-conversation"}]
    pia = as_staff(world, "pia")
    page = pia.get("/audit?action=turn.added").body
    assert "Refused" in page
    assert "It was not done." in page
    (row,) = csv.DictReader(io.StringIO(pia.get("/audit/file?action=turn.added").body))
    assert row["refused"] == "unknown-conversation"


def test_what_broke_off_is_shown_as_not_known_to_be_done(world, pair) -> None:
    world.region.gate.plan = unsaid
    assert Api(world, "agent", "conversations").post(f"/v1/conversations/{pair[0]}/turns", TURN)[0] >= 500
    world.region.gate.plan = nothing
    page = as_staff(world, "pia").get("/audit?action=turn.added").body
    assert "Look at the thing itself to see whether it was done." in page


def test_that_the_trail_cannot_be_put_right_is_no_reason_to_do_it_again(world, pair) -> None:
    world.region.gate.plan = corrected
    assert Api(world, "agent", "conversations").post(NOBODYS, TURN)[0] == 404
    assert [row["evidence"] for row in entered(world, "turn.added")] == [{}]


def test_a_note_is_told_apart_from_an_answer_at_either_door(world, pair, ann) -> None:
    Api(world, "agent", "conversations").post(f"/v1/conversations/{pair[0]}/turns", {"text": "Hm", "kind": "note"})
    ann.get(f"/inbox/{pair[0]}")
    ann.post(f"/inbox/{pair[0]}/say", {"text": "Hm hm", "kind": "note"})
    assert (len(entered(world, "note.added")), entered(world, "turn.added")) == (2, [])
    assert as_staff(world, "pia").get("/audit?action=note.added").reads("Noted something")
