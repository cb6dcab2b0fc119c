"""Requests of exports: the file, its link and its end, who may ask, and what is said of it."""

import pytest

from segue.aws.settings import settings
from segue.times import DAY, HOUR, MINUTE
from tests.faults.shop import http
from tests.handlers.canaries import MAIL, WHO, lived
from tests.handlers.erased import erase, places
from tests.handlers.exported import export
from tests.handlers.resumed import after
from tests.handlers.staff_requests import Api


@pytest.fixture
def lived_in(world):
    """A world in which somebody has lived."""
    return after(world, lived)


def test_the_file_goes_with_who_is_erased_also_one_that_is_being_made(lived_in) -> None:
    export(lived_in, WHO)
    officer = Api(lived_in, "privacy", "privacy")
    begun = officer.post("/v1/privacy/exports", {"identifier": WHO})[1]["id"]
    erase(lived_in, WHO)
    assert places(lived_in, "canary") == []
    assert not [key for bucket, key in lived_in.region.buckets.objects if bucket == settings().exports_bucket]
    assert officer.get(f"/v1/privacy/requests/{begun}")[1]["file"] is None


def opened(world, link: str) -> tuple[int, str]:
    """Status and where to."""
    answer = world.call("open_file", lambda: http("GET", f"/f/{link.rpartition('/f/')[2]}", ""))
    return answer["statusCode"], answer.get("headers", {}).get("location", "")


def test_the_link_ends_after_a_day_and_the_file_after_a_week(lived_in) -> None:
    done = export(lived_in, WHO)
    officer, path = Api(lived_in, "privacy", "privacy"), f"/v1/privacy/requests/{done['id']}"
    status, to = opened(lived_in, done["file"]["link"])
    assert (status, f"{done['id']}/export.zip" in to) == (302, True)
    assert opened(lived_in, done["file"]["link"][:-2] + "AA")[0] == 404
    lived_in.pass_time(DAY + HOUR)
    assert opened(lived_in, done["file"]["link"])[0] == 410
    assert opened(lived_in, officer.get(path)[1]["file"]["link"])[0] == 302
    lived_in.pass_time(6 * DAY)
    assert officer.get(path)[1]["file"] is None
    assert MAIL not in str(officer.get(path))


def test_a_repeat_with_the_same_key_is_one_request_and_both_kinds_are_listed(world) -> None:
    api = Api(world, "privacy", "privacy")
    asked = [api.post("/v1/privacy/exports", {"identifier": WHO}, "k1") for _ in range(2)]
    assert asked[0] == asked[1]
    world.pass_time(MINUTE)
    api.post("/v1/privacy/erasures", {"identifier": WHO})
    assert [one["kind"] for one in api.get("/v1/privacy/requests")[1]["items"]] == ["erasure", "export"]
    first = api.get("/v1/privacy/requests?limit=1")[1]
    assert [one["kind"] for one in api.get(f"/v1/privacy/requests?limit=1&before={first['next']}")[1]["items"]] == [
        "export"
    ]


@pytest.mark.parametrize("role", ["agent", "marketer", ""])
def test_nobody_else_may(world, role) -> None:
    api = Api(world, role, "privacy")
    assert api.post("/v1/privacy/exports", {"identifier": WHO})[0] == 403
    assert api.post("/v1/privacy/openings", {"identifier": WHO})[0] == 403
    assert api.get("/v1/privacy/requests/x_any")[0] == 403


def test_what_is_no_identifier_and_what_is_no_request_is_said(world) -> None:
    api = Api(world, "privacy", "privacy")
    assert api.post("/v1/privacy/exports", {"identifier": {"type": "email", "value": "kim"}})[0] == 400
    assert api.post("/v1/privacy/exports", {"identifier": {"id": "u_" + "a" * 24}})[0] == 404
    assert api.get("/v1/privacy/requests/x_nothing")[0] == 404
    assert export(world, WHO)["counts"]["ledger"] == 0


def test_who_asked_for_it_stands_in_the_audit_trail(lived_in) -> None:
    export(lived_in, WHO)
    entries = Api(lived_in, "privacy").get("/v1/audit?action=person.exported")[1]["items"]
    assert [(one["action"], one["actor"]) for one in entries] == [("person.exported", "privacy-1")]
