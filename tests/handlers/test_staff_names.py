"""Staff by name: who signs in at the console is called so wherever a user name stood, and may be named so."""

import json

import pytest

from segue.aws.items import from_item
from segue.times import HOUR, MINUTE
from segue.wiring import staff
from tests.fake_cognito import FakeCognito
from tests.handlers.console_staff import as_staff
from tests.handlers.talks import desk, known, listed, the_one, whole, wrote

AMY, ANN = "id-of-amy@shop.test", "id-of-ann@shop.test"


def rows(world):
    """The rows about the staff."""
    return [from_item(one) for one in world.table("Requests").items() if one["pk"]["S"] == "staff"]


@pytest.fixture
def talk(world):
    """A conversation of Kim's."""
    known(world)
    wrote(world, "Where is my tent?", "i1")
    return the_one(world)


def acts(world, talk, action, body):
    """What an agent gets who does something."""
    return desk(world).ask("POST", f"/v1/conversations/{talk['id']}/{action}", json.dumps(body))


def test_who_signs_in_is_known_from_then_on_by_one_row_that_stays(world, amy):
    (row,) = rows(world)
    assert (row["sk"], row["email"], "ttl" in row) == (AMY, "amy@shop.test", False)
    world.pass_time(MINUTE)
    as_staff(world, "amy")
    assert rows(world) == [row]


@pytest.mark.parametrize("again", [lambda world, _: as_staff(world, "amy"), lambda _, amy: amy.get("/inbox")])
def test_an_address_that_changes_is_known_when_a_session_begins_or_is_renewed(world, amy, monkeypatch, again):
    said = FakeCognito.get_user
    other = {"UserAttributes": [{"Name": "email", "Value": "amelia@shop.test"}]}
    monkeypatch.setattr(FakeCognito, "get_user", lambda pool, **asked: said(pool, **asked) | other)
    world.pass_time(2 * HOUR)
    assert again(world, amy).status in (200, 303)
    assert [(row["sk"], row["email"]) for row in rows(world)] == [(AMY, "amelia@shop.test")]


def test_somebody_without_an_address_comes_in_and_leaves_no_row(world, monkeypatch):
    monkeypatch.setattr(FakeCognito, "get_user", lambda *_, **__: {"Username": "u-1", "UserAttributes": []})
    assert as_staff(world, "amy").get("/inbox").reads("u-1")
    assert rows(world) == []


def test_the_name_in_the_token_is_the_one_that_the_api_knows(world, amy):
    token = staff.client("").token("amy@shop.test", username="3f2a91c0-aaaa-4aaa-8aaa-aaaaaaaaaaaa")
    found = staff.door().staff(token, world.clock)
    assert (found and (found.name, found.email)) == ("3f2a91c0-aaaa-4aaa-8aaa-aaaaaaaaaaaa", "amy@shop.test")


def test_a_conversation_is_given_by_name_and_told_with_names(world, ann, talk):
    status, said = acts(world, talk, "assign", {"assignee": "Ann"})
    assert (status, said["assignee"], said["assignee_name"], said["answered_by_name"]) == (200, ANN, "ann", "")
    assert [one["id"] for one in listed(world, "?assignee=ann@shop.test")] == [talk["id"]]
    assert ann.get("/inbox?whose=mine").reads("Where is my tent?")


def test_whoever_is_called_in_a_note_finds_it_by_name(world, ann, amy, talk):
    acts(world, talk, "turns", {"text": "@ann, do you know? Or @amy@shop.test.", "kind": "note"})
    (found,) = listed(world, "?mentions=ann")
    assert found["mentions"] == [ANN, AMY]
    assert listed(world, "?mentions=me") == []


@pytest.mark.parametrize(
    ("action", "body"),
    [("assign", {"assignee": "anm"}), ("turns", {"text": "Ask @anm", "kind": "note"})],
)
def test_a_name_that_nobody_has_is_refused_with_who_was_meant(world, ann, talk, action, body):
    status, said = acts(world, talk, action, body)
    assert (status, said["type"]) == (400, "urn:segue:problem:unknown-staff")
    assert said["detail"] == "nobody of the staff is called 'anm'; did you mean `ann`?"
    assert (the_one(world)["assignee"], the_one(world)["mentions"]) == ("", [])


@pytest.mark.parametrize("asked", ["assignee=anm", "mentions=anm"])
def test_a_list_that_is_asked_for_by_a_name_that_nobody_has_says_so(world, ann, asked):
    status, said = desk(world).get(f"/v1/conversations?{asked}")
    assert (status, said["type"]) == (400, "urn:segue:problem:unknown-staff")


def test_names_stand_in_the_inbox_and_the_thread_and_you_for_oneself(world, ann, amy, talk):
    page = f"/inbox/{talk['id']}"
    amy.get(page).post(f"{page}/assign", {"to": "me"})
    ann.get(page)
    ann.post(f"{page}/say", {"text": "It is in Bremen", "channel": "sms", "kind": "said", "occasion": "o"})
    assert [one["agent_name"] for one in whole(world, talk["id"])["turns"]] == ["", "ann"]
    assert (amy.get(page).reads("ann SMS"), amy.reads("Yours")) == (True, True)
    assert (ann.get(page).reads("You SMS"), ann.reads("amy")) == (True, True)
    assert 'data-by="ann"' in ann.body  # what the script says to whoever types meanwhile
    assert [one for one in (AMY, ANN) if one in amy.body + ann.body] == []
