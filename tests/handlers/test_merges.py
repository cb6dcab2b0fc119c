"""Merges, undos and suggestions by the people API: what staff see before and after, and that a repeat is one."""

import pytest

from segue.aws.tables import put_if
from segue.times import HOUR, MINUTE
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.nemesis import Fault, nothing
from tests.faults.endings import rows
from tests.faults.shop import added, identified, ordered, post, viewed
from tests.handlers.staff_requests import BOTH, KIM, LEE, Api, person
from tests.handlers.starter import started, starter_files, whole_starter

NEW = "segments/new.yaml"


@pytest.fixture
def world():
    with started({**starter_files(), NEW: whole_starter()[NEW]}) as made:
        post(made, identified(made, "m1", "u1", "kim@shop.test"), added(made, "m2", "c1", userId="u1"))
        made.pass_time(MINUTE)
        post(made, identified(made, "m3", "u2", "lee@shop.test"), added(made, "m4", "c2", userId="u2"))
        made.pass_time(MINUTE)
        yield made


def facts(api, who):
    """What must be the same after an undo; times of evaluation aside."""
    found = person(api, who)
    return {**found, "segments": [one["id"] for one in found["segments"]]}


def test_two_people_become_one_under_the_kept_id_at_once(api):
    kim, lee = person(api, KIM), person(api, LEE)
    status, merge = api.post("/v1/merges", BOTH)
    assert (status, merge["state"], merge["actor"]) == (201, "merged", "agent-1")
    whole = api.get(f"/v1/people/{lee['id']}")[1]
    assert whole["id"] == kim["id"]
    assert {one["value"] for one in whole["identifiers"]} == {"u1", "u2", "kim@shop.test", "lee@shop.test"}
    assert whole["merged_from"] == [lee["id"]]


def test_an_undo_gives_both_back_what_they_would_have_had(world, api):
    before = facts(api, KIM)
    merge = api.post("/v1/merges", BOTH)[1]
    world.pass_time(MINUTE)
    post(world, ordered(world, "m5", "c2", userId="u2"), viewed(world, "m6", userId="u1", anonymousId="a1"))
    world.pass_time(MINUTE)
    status, undone = api.post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    world.pass_time(MINUTE)
    assert (status, undone["state"], undone["undone_why"]) == (200, "undone", "two sisters")
    kim, lee = facts(api, KIM), facts(api, LEE)
    assert kim["facets"]["carts"] == before["facets"]["carts"]
    assert [one["type"] for one in kim["identifiers"]] == ["email", "user_id", "anonymous_id"]
    assert [one["id"] for one in lee["facets"]["orders"]] == ["o-m5"]
    assert (kim["segments"], lee["segments"]) == (["open-cart"], ["new"])
    assert (kim["merged_from"], lee["merged_from"]) == ([], [])


def test_after_an_undo_an_event_that_names_both_does_not_merge_them_again(world, api):
    merge = api.post("/v1/merges", BOTH)[1]
    api.post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    post(world, viewed(world, "m7", userId="u1", context={"traits": {"email": "lee@shop.test"}}))
    world.pass_time(MINUTE)
    assert person(api, KIM)["id"] != person(api, LEE)["id"]
    assert api.post("/v1/merges", BOTH)[0] == 201
    assert person(api, KIM)["id"] == person(api, LEE)["id"]


def test_a_message_of_the_time_together_goes_to_whom_it_was_about(world, api):
    merge = api.post("/v1/merges", BOTH)[1]
    world.pass_time(4 * HOUR)
    assert len(world.region.mailbox.mails) == 1, "of two carts one is active, the other one saved for later"
    api.post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    world.pass_time(8 * HOUR)
    assert [mail.to for mail in world.region.mailbox.mails] == ["lee@shop.test", "kim@shop.test"], "each cart once"
    keys = {who["value"]: [one["state"] for one in messages(api, who)] for who in (KIM, LEE)}
    assert keys == {"u1": ["sent"], "u2": ["sent"]}


def messages(api, who):
    return api.get(f"/v1/people/{person(api, who)['id']}/messages")[1]["items"]


def test_a_run_that_began_together_goes_on_for_whom_it_is_about(world, api):
    merge = api.post("/v1/merges", BOTH)[1]
    world.pass_time(HOUR)
    api.post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    world.pass_time(8 * HOUR)
    assert sorted(mail.to for mail in world.region.mailbox.mails) == ["kim@shop.test", "lee@shop.test"]


def test_a_preview_says_what_would_move_and_which_rule_it_overrules(api):
    preview = api.post("/v1/merges/preview", BOTH)[1]
    assert (preview["kind"], preview["overrides"]) == ("merge", ["limit user_id"])
    assert [len(preview[side]) for side in ("before", "after")] == [2, 1]
    assert preview["after"][0]["open_carts"] in (1, 2)
    assert person(api, KIM)["id"] != person(api, LEE)["id"], "nothing has happened"


def test_a_preview_of_an_undo_says_who_gets_what(api):
    merge = api.post("/v1/merges", BOTH)[1]
    preview = api.get(f"/v1/merges/{merge['id']}/preview")[1]
    assert [len(preview[side]) for side in ("before", "after")] == [1, 2]
    assert all(one["segments"] == ["open-cart"] for one in preview["after"])


def test_a_link_that_the_rules_made_can_be_taken_back_too(world, api):
    post(world, viewed(world, "m8", userId="u1", anonymousId="a9"))
    world.pass_time(MINUTE)
    whole = person(api, KIM)["id"]
    device = next(iter({*world_keys(world, "a_")}))
    undone = api.post(f"/v1/merges/{whole}.{device}/undo", {"reason": "a borrowed phone"})
    assert (undone[0], undone[1]["state"], undone[1]["actor"]) == (200, "undone", "rules")
    assert person(api, {"type": "anonymous_id", "value": "a9"})["id"] == device


def world_keys(world, prefix):
    return (item["pk"]["S"] for item in world.table("Identities").items() if item["pk"]["S"].startswith(prefix))


def test_a_repeat_with_the_same_key_is_answered_as_the_first_time(world, api):
    first = api.post("/v1/merges", BOTH, key="k1")
    assert api.post("/v1/merges", BOTH, key="k1") == first
    assert len(api.get("/v1/merges")[1]["items"]) == 1
    status, problem = api.post("/v1/merges", {**BOTH, "reason": "another"}, key="k1")
    assert (status, problem["type"]) == (422, "urn:segue:problem:key-reused")


def test_a_merge_that_broke_off_before_it_was_on_record_is_answered_when_it_is_asked_again(world, api):
    world.region.gate.plan = lambda one: Fault.CRASH_AFTER if one.operation == "TransactWriteItems" else None
    with pytest.raises(Crash):
        api.post("/v1/merges", BOTH, key="k1")
    world.region.gate.plan = nothing
    world.region.clock.advance(MINUTE + 1)
    status, merge = api.post("/v1/merges", BOTH, key="k1")
    assert (status, merge["state"], merge["reason"]) == (201, "merged", BOTH["reason"])
    assert api.post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})[0] == 200


def test_a_key_that_is_used_for_other_people_is_another_decision(world, api):
    api.post("/v1/merges", BOTH, key="k1")
    world.pass_time(72 * HOUR)
    with world.aside():
        (answer,) = [row for row in rows(world, "Requests") if row["pk"].startswith("answer#")]
        put_if("RequestsTable", {**answer, "begun": 0, "answered": 0, "said": ""}, "attribute_exists(pk)")
    status, problem = api.post("/v1/merges", {"keep": KIM, "absorb": KIM, "reason": "x"}, key="k1")
    assert (status, problem["type"]) == (409, "urn:segue:problem:already-one")


def test_merging_a_person_with_itself_changes_nothing(api):
    assert api.post("/v1/merges", {"keep": KIM, "absorb": KIM})[0] == 409
    assert api.get("/v1/merges")[1]["items"] == []


def test_nobody_known_is_a_404_and_nothing_meant_a_422(api):
    assert api.post("/v1/merges", {"keep": KIM, "absorb": {"type": "user_id", "value": "none-such"}})[0] == 404
    assert api.post("/v1/merges", {"keep": KIM, "absorb": {}})[0] == 422
    assert api.post("/v1/merges/no.such/undo", {"reason": "x"})[0] == 404
    assert api.get("/v1/merges/m_nothing/preview")[0] == 404


def test_only_those_who_decide_may(world):
    assert Api(world, "marketer").post("/v1/merges", BOTH)[0] == 403
    assert Api(world, "agent").get("/v1/audit")[0] == 403


def test_everything_is_in_the_audit_trail(world, api):
    merge = api.post("/v1/merges", BOTH)[1]
    world.pass_time(MINUTE)
    api.post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    told = Api(world, "privacy").get("/v1/audit")[1]["items"]
    assert [(one["action"], one["reason"]) for one in told] == [
        ("undo", "two sisters"),
        ("merge", "the same loyalty card"),
    ]
