"""What may be asked of broadcasts, by whom, and what is answered to what cannot be."""

from typing import Any

import pytest

from segue.times import DAY, HOUR
from tests.handlers.audience import ASKED, made, told, with_people
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started

TWO = [{"template": "a", "share": 50}, {"template": "b", "share": 50}]
AB = {"share": 20, "after": "4h"}


@pytest.fixture(scope="module")
def api():
    """A marketer, in a world where there is nobody to write to."""
    with started() as world:
        yield with_people(world, 0)


@pytest.mark.parametrize(
    ("said", "status", "reason"),
    [
        ({"segment": "gone"}, 400, "unknown-segment"),
        ({"template": "gone"}, 400, "unknown-template"),
        ({"template": ""}, 400, "bad-variants"),
        ({"variants": TWO}, 400, "bad-variants"),
        ({"template": "", "variants": TWO[:1]}, 400, "bad-variants"),
        ({"channel": "fax"}, 400, "bad-channel"),
        ({"purpose": "fun"}, 400, "bad-purpose"),
        ({"at": "nine"}, 400, "bad-time"),
        ({"at": "2020-01-01T09:00"}, 400, "bad-time"),
        ({"at": "9999-12-31T23:59"}, 400, "bad-time"),
        ({"at": "2026-12-01T09:00+01:00"}, 400, "bad-time"),
        ({"zone": "Mars"}, 400, "bad-zone"),
        ({"zone": "../../etc/passwd"}, 400, "bad-zone"),
        ({"every": "day"}, 400, "bad-time"),
        ({"at": "2026-12-01T09:00", "every": "week", "on": [1]}, 400, "bad-recurrence"),
        ({"at": "2026-12-01T09:00", "every": "month", "on": [0]}, 400, "bad-recurrence"),
        ({"at": "2026-12-01T09:00", "on": ["monday"]}, 400, "bad-recurrence"),
        ({"every": "year"}, 422, "not-valid"),
        ({"pace": 10**30}, 400, "bad-pace"),
        ({"ab": AB}, 400, "bad-ab"),
        ({"template": "", "variants": TWO, "ab": AB | {"after": "soon"}}, 400, "bad-duration"),
        ({"template": "", "variants": TWO, "ab": AB | {"by": "bought"}}, 400, "bad-ab"),
        ({"template": "", "variants": TWO, "ab": AB | {"share": 10**30}}, 400, "bad-ab"),
        ({"pase": 60}, 422, "not-valid"),
    ],
)
@pytest.mark.parametrize("dry", [True, False])
def test_what_cannot_be_is_refused_with_a_reason(api, said: dict[str, Any], status: int, reason: str, dry) -> None:
    found, problem = api.post("/v1/broadcasts", {**ASKED, **said, "dry_run": dry})
    assert (found, problem["type"]) == (status, f"urn:segue:problem:{reason}")


@pytest.mark.parametrize(("role", "status"), [("agent", 403), ("privacy", 403), ("marketer", 200), ("admin", 200)])
def test_broadcasts_are_for_marketers(api, role: str, status: int) -> None:
    asking = Api(api.world, role)
    assert asking.get("/v1/broadcasts")[0] == status
    assert asking.post("/v1/broadcasts", {**ASKED, "dry_run": True})[0] == status


@pytest.mark.parametrize("path", [f"/v1/broadcasts/{one}" for one in ("b_gone", "b_gone/cancel", "x" * 3000)])
def test_a_broadcast_that_is_not_there_is_not_found(api, path: str) -> None:
    answer = api.get(path) if not path.endswith("cancel") else api.post(path, {})
    assert (answer[0], answer[1]["type"]) == (404, "urn:segue:problem:unknown-broadcast")


def test_a_repeat_under_a_key_is_the_same_broadcast(api) -> None:
    asked = ASKED | {"name": "twice", "at": "2026-12-01T09:00"}
    first, again = (api.post("/v1/broadcasts", asked, "key-1") for _ in range(2))
    assert first == again
    names = [one["name"] for one in api.get("/v1/broadcasts")[1]["items"]]
    assert names.count("twice") == 1


def test_a_dry_run_leaves_nothing(api) -> None:
    before = api.get("/v1/broadcasts")[1]
    status, told = api.post("/v1/broadcasts", {**ASKED, "dry_run": True})
    assert (status, told["foresight"]["whole"], told["foresight"]["looked"]) == (200, True, told["count"])
    assert told["foresight"]["reachable"] == told["count"]
    assert api.get("/v1/broadcasts")[1] == before


def test_what_was_asked_for_is_told_as_it_was_understood(api) -> None:
    said = {"template": "", "variants": TWO, "ab": AB, "at": "2026-12-01 09:00", "zone": "local", "every": "week"}
    found = told(api, made(api, **said))
    assert (found["at"], found["on"], found["next"]) == ("2026-12-01T09:00", ["tuesday"], "2026-12-01T09:00")
    assert found["begins"] == "2026-11-30T18:00:00.000Z"  # an hour before the first clock on earth shows it
    assert found["ab"] == {"share": 20, "after": 4 * HOUR, "by": "clicked"}
    assert found["state"] == "scheduled"


def test_lists_go_on_where_they_stopped(api) -> None:
    for name in ("one", "two", "three"):
        api.world.pass_time(1000)
        made(api, name=name, at="2026-12-01T09:00")
    first = api.get("/v1/broadcasts?limit=2")[1]
    rest = api.get(f"/v1/broadcasts?limit=2&before={first['next']}")[1]
    assert [one["name"] for one in (*first["items"], *rest["items"])][:3] == ["three", "two", "one"]


def test_what_ended_days_ago_is_not_cancelled_any_more(api) -> None:
    found = made(api)
    api.world.pass_time(5 * DAY)
    status, problem = api.post(f"/v1/broadcasts/{found}/cancel", {})
    assert (status, problem["type"], told(api, found)["state"]) == (409, "urn:segue:problem:ended", "done")


def test_who_made_and_who_cancelled_stands_in_the_audit_trail(api) -> None:
    found = made(api, at="2026-12-20T09:00")
    Api(api.world).post(f"/v1/broadcasts/{found}/cancel", {})
    trail = Api(api.world).get("/v1/audit")[1]["items"]
    said = {(one["action"], one["actor"]) for one in trail if one["object"] == found}
    assert said == {("broadcast.make", "marketer-1"), ("broadcast.cancel", "admin-1")}
