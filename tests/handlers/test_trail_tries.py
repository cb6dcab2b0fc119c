"""Each try of a change is an entry of its own on the audit trail: what one did is not overwritten by what another was
refused, nothing that broke off looks done, and the entry is of whoever asked."""

import csv
import io

import pytest

from segue.aws.settings import settings
from segue.aws.tables import update_if
from segue.times import MINUTE
from segue.trailing import AGAIN, FAILED, REFUSED
from tests.faults.cloud.nemesis import Fault, nothing
from tests.faults.cloud.wire import Request
from tests.faults.shop import identified, post, put_in_force
from tests.handlers.browser import Browser
from tests.handlers.console_staff import as_staff
from tests.handlers.staff_requests import Api
from tests.handlers.starter import whole_starter
from tests.handlers.test_messages_api import BODY, TEMPLATE
from tests.handlers.trail import entered

WRITES = ("TransactWriteItems", "UpdateItem", "PutItem", "BatchExecuteStatement")


def told(world, action: str) -> list[tuple[str, dict]]:
    """Who did it and on what evidence, in order of time; `again` as whether there was a try before."""
    found = sorted(entered(world, action), key=lambda row: row["time"])
    return [(row["actor"], {**row["evidence"], AGAIN: AGAIN in row["evidence"]}) for row in found]


def unanswering(request: Request) -> Fault | None:
    """Nothing gets into a conversation for now."""
    return Fault.THROTTLE if request.operation in WRITES and "onversations" in str(request.params) else None


@pytest.fixture
def message(world) -> str:
    """One that has been intended."""
    put_in_force(world, {**whole_starter(), "templates/receipt.yaml": TEMPLATE})
    post(world, identified(world, "k1", "u1", "kim@shop.test"))
    world.pass_time(MINUTE)
    return Api(world, "marketer").post("/v1/messages", BODY)[1]["id"]


def stands(world, message: str, state: str) -> None:
    with world.aside():
        key = {"pk": message.rpartition("_")[0], "sk": message}
        update_if(settings().messages, key, "SET state_ = :s", "attribute_exists(pk)", s=state)


def test_who_stops_a_message_after_another_was_refused_stands_there_under_the_own_name(world, message) -> None:
    stands(world, message, "claimed")
    assert Api(world, "marketer").post(f"/v1/messages/{message}/stop", {})[0] == 409
    stands(world, message, "held")
    assert Api(world, "admin").post(f"/v1/messages/{message}/stop", {})[0] == 200
    found = dict(told(world, "message.stop"))
    assert list(found["marketer-1"]) == [REFUSED, AGAIN]
    assert found["admin-1"] == {AGAIN: False}


def test_so_at_the_console(world, message, ann) -> None:
    way = f"/people/{message.rpartition('_')[0]}/why/messages/{message}"
    for one, state in ((as_staff(world, "amy"), "claimed"), (ann, "held")):
        stands(world, message, state)
        one.get(way)
        assert one.post(f"{way}/stop", {"reason": "She called."}).status == 303
    found = {who: REFUSED in evidence for who, evidence in told(world, "message.stop")}
    assert found == {"id-of-amy@shop.test": True, "id-of-ann@shop.test": False}


def test_the_page_and_the_file_say_of_a_try_what_became_of_it(world, message) -> None:
    stands(world, message, "claimed")
    assert Api(world, "marketer").post(f"/v1/messages/{message}/stop", {})[0] == 409
    stands(world, message, "held")
    assert Api(world, "admin").post(f"/v1/messages/{message}/stop", {})[0] == 200
    pia = as_staff(world, "pia")
    page = pia.get("/audit?action=message.stop")
    assert page.reads("Refused")
    assert page.reads("It was not done.")
    assert not page.reads("Broke off")
    (head, *rows) = csv.reader(io.StringIO(pia.get("/audit/file?action=message.stop").body))
    assert sorted(bool(row[head.index("refused")]) for row in rows) == [False, True]


def test_a_write_key_is_revoked_by_whoever_does_it_each_time(world) -> None:
    key = Api(world).post("/v1/keys", {"kind": "server", "name": "till"})[1]["id"]
    for _ in range(2):
        assert Api(world).ask("DELETE", f"/v1/keys/{key}")[0] == 200
        world.pass_time(1)
    assert [row["object"] for row in entered(world, "key.revoked")] == [key, key]


def test_the_same_form_again_after_it_was_undone_leaves_both_with_their_times(world, pair, ann) -> None:
    form, times = seen(ann, pair[0]), []
    for act, sent in (("resolve", form), ("reopen", None), ("resolve", form)):
        world.pass_time(MINUTE)
        times.append(world.clock)
        now = seen(ann, pair[0])
        assert ann.post(f"/inbox/{pair[0]}/{act}", sent or now).status == 303
    rows = sorted(entered(world, "conversation.resolved"), key=lambda row: row["time"])
    assert [(row["time"], AGAIN in row["evidence"]) for row in rows] == [(times[0], False), (times[2], True)]
    assert rows[1]["evidence"][AGAIN] == rows[0]["pk"].partition("#")[2]


def seen(ann: Browser, talk: str) -> dict[str, str]:
    """What the forms of a conversation's page say."""
    ann.get(f"/inbox/{talk}")
    return {name: ann.find(f'name="{name}" value="([^"]*)"') for name in ("occasion", "version")}


def test_what_broke_off_does_not_look_done_and_asked_again_in_vain_neither(world, pair) -> None:
    api, way = Api(world, "agent", "conversations"), f"/v1/conversations/{pair[0]}"
    version = api.get(way)[1]["version"]
    hi, other = ({"text": text, "version": version} for text in ("Hi", "Other"))
    world.region.gate.plan = unanswering
    assert api.post(f"{way}/turns", hi, "k1")[0] >= 500
    world.region.gate.plan = nothing
    world.pass_time(1)
    assert api.post(f"{way}/turns", other, "k2")[0] == 201
    world.pass_time(1)
    assert api.post(f"{way}/turns", hi, "k1")[0] == 409
    (first, second, third) = told(world, "turn.added")
    assert list(first[1]) == [FAILED, AGAIN]
    assert second[1] == {AGAIN: False}
    assert (REFUSED in third[1], third[1][AGAIN]) == (True, True)


def test_a_first_answer_that_is_told_again_is_no_try(world, message) -> None:
    for _ in range(2):
        assert Api(world).post(f"/v1/messages/{message}/stop", {}, "k1")[0] == 200
        world.pass_time(1)
    assert told(world, "message.stop") == [("admin-1", {AGAIN: False})]
