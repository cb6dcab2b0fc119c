"""Erasure: of somebody who left something in every store, by any identifier, and nothing of it is found after."""

import pytest

from segue.aws.settings import settings
from segue.aws.tables import updated
from segue.keys import is_key
from segue.times import DAY, HOUR, MINUTE
from tests.faults.endings import rows
from tests.faults.shop import added, identified, post
from tests.handlers.canaries import LEE, LEES, MAIL, WHO, lived
from tests.handlers.erased import erase, places, point
from tests.handlers.exported import export, kinds, text
from tests.handlers.mails_in import mailed
from tests.handlers.resumed import after
from tests.handlers.staff_requests import Api
from tests.handlers.talks import NUMBER


@pytest.fixture
def lived_in(world):
    """A world in which both have lived."""
    after(world, lived)
    assert len({one.split()[0] for one in places(world, "canary")}) >= 6, places(world, "canary")
    return world


def test_nothing_of_somebody_who_was_erased_is_found_anywhere(lived_in) -> None:
    lees = places(lived_in, LEE), places(lived_in, "lees-cart")
    done = erase(lived_in, WHO)
    assert places(lived_in, "canary") == []
    assert places(lived_in, NUMBER.removeprefix("+")) == []
    assert (places(lived_in, LEE), places(lived_in, "lees-cart")) == lees
    counts = done["receipt"]["counts"]
    assert {name for name, count in counts.items() if not count} <= {"members", "exports", "mails"}, counts


# Rows that may name an id of somebody who was erased: what they say is that, and nothing else.
MAY_NAME = {"IdentitiesTable", "ContactPointsTable"}  # tombstones, under keyed hashes


def test_no_row_names_an_id_of_theirs_but_tombstones_and_who_did_what(lived_in) -> None:
    lees = Api(lived_in).post("/v1/people/find", LEES)[1]["id"]
    ids = {row["pk"] for row in rows(lived_in, "Identities") if lees not in (row["pk"], row.get("p"))}
    talks = {row["sk"][2:] for row in rows(lived_in, "Conversations") if row["pk"] in ids and row["sk"][:2] == "c#"}
    assert len(ids) == 5
    assert len(talks) == 1
    feed = [row for row in rows(lived_in, "Requests") if row["pk"] == "live"]
    erase(lived_in, WHO)
    named = [where.split() for one in ids | talks for where in places(lived_in, one)]
    assert {one[0] for one in named} <= {*MAY_NAME, "RequestsTable", "ErasuresBucket"}
    assert {one[1].partition("#")[0] for one in named if one[0] == "RequestsTable"} <= {"audit"}
    left = [row for row in rows(lived_in, "Requests") if row["pk"] == "live"]
    assert 0 < len(left) < len(feed), "lines of the neighbour stay"
    assert not [row for row in rows(lived_in, "Conversations") if row["pk"][:2] in ("x#", "@a")]


def test_a_message_that_was_waiting_never_leaves(world) -> None:
    post(world, identified(world, "m1", "u1", MAIL), added(world, "m2", userId="u1"))
    world.pass_time(HOUR)
    erase(world, WHO)
    world.pass_time(2 * DAY)
    assert (world.region.mailbox.mails, world.lambdas.errors) == ([], [])


@pytest.mark.parametrize("who", [WHO, {"type": "user_id", "value": "u2"}, {"type": "email", "value": LEE}])
def test_people_who_became_one_are_erased_by_any_identifier_of_either(world, who) -> None:
    post(world, identified(world, "m1", "u1", MAIL), identified(world, "m2", "u2", LEE))
    world.pass_time(MINUTE)
    pair = {"keep": {"type": "user_id", "value": "u1"}, "absorb": {"type": "user_id", "value": "u2"}}
    assert Api(world).post("/v1/merges", {**pair, "reason": f"the same as {MAIL}"})[0] == 201
    world.pass_time(MINUTE)
    erase(world, who)
    assert places(world, MAIL) + places(world, LEE) == []


def test_who_was_one_with_somebody_until_an_undo_is_left_alone(world) -> None:
    post(world, identified(world, "m1", "u1", MAIL), identified(world, "m2", "u2", LEE))
    world.pass_time(MINUTE)
    pair = {"keep": {"type": "user_id", "value": "u1"}, "absorb": {"type": "user_id", "value": "u2"}}
    merge = Api(world).post("/v1/merges", pair)[1]
    Api(world).post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    world.pass_time(MINUTE)
    erase(world, WHO)
    assert places(world, MAIL) == []
    assert Api(world).post("/v1/people/find", LEES)[0] == 200


def test_an_address_that_nobody_has_is_closed_too(world) -> None:
    done = erase(world, WHO)
    assert sum(done["receipt"]["counts"].values()) == 0
    assert point(world, MAIL)["suppressed"] == "erased"


def test_receipts_form_a_chain_and_name_nobody(lived_in) -> None:
    first, second = erase(lived_in, WHO)["receipt"], erase(lived_in, LEES)["receipt"]
    assert (first["number"], second["number"], second["before"]) == (1, 2, first["digest"])
    officer = Api(lived_in, "privacy", "privacy")
    assert officer.get("/v1/privacy/receipts/verify")[1] == {"holds": True, "receipts": 2, "broken_at": None}
    with lived_in.aside():
        updated(settings().requests, {"pk": "receipts", "sk": f"{1:09}"}, "SET #request = :other", other="e_other")
    assert officer.get("/v1/privacy/receipts/verify")[1] == {"holds": False, "receipts": 2, "broken_at": 1}


def test_others_are_told_by_id_alone(lived_in) -> None:
    erase(lived_in, WHO)
    told = [one["detail"] for one in lived_in.region.bus.log if one["detail-type"] == "PersonErased"]
    assert told
    assert all(set(one) == {"id", "time", "version", "person"} and is_key(one["person"]) for one in told)


def test_a_repeat_with_the_same_key_is_one_request(world) -> None:
    api = Api(world, "privacy", "privacy")
    asked = [api.post("/v1/privacy/erasures", {"identifier": WHO, "reason": "by mail"}, "k1") for _ in range(2)]
    assert asked[0] == asked[1]
    assert len(api.get("/v1/privacy/requests")[1]["items"]) == 1


@pytest.mark.parametrize("role", ["agent", "marketer", ""])
def test_nobody_else_may(world, role) -> None:
    api = Api(world, role, "privacy")
    assert api.post("/v1/privacy/erasures", {"identifier": WHO, "reason": "fun"})[0] == 403
    assert api.get("/v1/privacy/requests")[0] == 403


def test_what_is_no_identifier_and_what_is_no_request_is_said(world) -> None:
    api = Api(world, "privacy", "privacy")
    assert api.post("/v1/privacy/erasures", {"identifier": {"type": "email", "value": "kim"}})[0] == 400
    assert api.post("/v1/privacy/erasures", {"identifier": {"id": "u_" + "a" * 24}})[0] == 404
    assert api.post("/v1/privacy/erasures", {"identifier": {}})[0] == 422
    assert api.get("/v1/privacy/requests/e_nothing")[0] == 404


def test_an_address_is_opened_again_and_the_audit_trail_says_who_did_it(world) -> None:
    erase(world, WHO)
    api = Api(world, "privacy", "privacy")
    said = {"identifier": WHO, "reason": "came back and asked for it"}
    assert [api.post("/v1/privacy/openings", said) for _ in range(2)] == [(200, {"open": True, "closed_by": ""})] * 2
    assert "suppressed" not in point(world, MAIL)
    (entry,) = Api(world, "privacy").get("/v1/audit?action=address.opened")[1]["items"]
    assert (entry["action"], entry["actor"], entry["reason"]) == ("address.opened", "privacy-1", said["reason"])
    post(world, identified(world, "m1", "u1", MAIL), added(world, "m2", userId="u1"))
    world.pass_time(DAY)
    assert len(world.region.mailbox.mails) == 1


def test_an_address_that_complained_stays_closed_and_what_is_no_address_is_said(world) -> None:
    erase(world, WHO)
    with world.aside():
        updated(settings().contact_points, {"pk": point(world, MAIL)["pk"]}, "SET suppressed = :why", why="complaint")
    api = Api(world, "privacy", "privacy")
    assert api.post("/v1/privacy/openings", {"identifier": WHO})[1] == {"open": False, "closed_by": "complaint"}
    assert api.post("/v1/privacy/openings", {"identifier": {"type": "user_id", "value": "u1"}})[0] == 400
    assert api.post("/v1/privacy/openings", {"identifier": {"id": "u_" + "a" * 24}})[0] == 400


def test_mails_in_the_bucket_go_where_they_are_from_the_customer(world) -> None:
    kept = world.region.buckets.objects
    mailed(world, "canary-words", "own-1", sender=MAIL, stored="in/own-1")
    mailed(world, "words", "own-2", sender=LEE, stored="in/own-2")
    mailed(world, "canary-words", "own-3", sender=MAIL, stored="in/own-2")  # names another's
    for key, sender in (("in/own-1", MAIL), ("in/own-2", LEE)):
        kept["mails", key] = f"From: Somebody <{sender}>\r\n\r\ncanary?".encode()
    done = export(world, WHO)
    assert [one["bytes"] for one in kinds(world, done, "mail")] == [len(kept["mails", "in/own-1"])]
    assert LEE not in text(world, done)
    assert erase(world, WHO)["receipt"]["counts"]["mails"] == 1
    assert [key for bucket, key in kept if bucket == "mails"] == ["in/own-2"]
