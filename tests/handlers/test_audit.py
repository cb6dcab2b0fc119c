"""The audit trail: who saw, took or changed whom, by the API and at the console."""

import csv
import io

import pytest

from segue.api.roles import ADMIN
from segue.audit import KEPT, WINDOW
from segue.console.views import VIEWS, View
from segue.console.visits import Shown
from segue.times import MINUTE
from tests.faults.endings import rows
from tests.faults.shop import identified, post
from tests.handlers.console_staff import as_staff
from tests.handlers.erased import erase
from tests.handlers.staff_requests import BOTH, KIM, Api, person

MAIL = "kim@shop.test"


@pytest.fixture
def kim(world) -> str:
    """Kim and Lee, who have come once; the id of Kim."""
    post(world, identified(world, "m1", "u1", MAIL), identified(world, "m2", "u2", "lee@shop.test"))
    world.pass_time(MINUTE)
    return person(Api(world, "marketer"), KIM)["id"]


def trail(world, query: str = "") -> list[dict]:
    status, page = Api(world, "privacy").get(f"/v1/audit{query}")
    assert status == 200, page
    return page["items"]


def stored(world) -> list[dict]:
    return [row for row in rows(world, "Requests") if row["pk"].startswith("audit#")]


def written(world) -> int:
    """Write units of the people API in the Requests table, its index included."""
    return world.region.meter.writes["people", "RequestsTable"]


def test_a_look_tells_who_as_what_by_what_whom_and_when(world, kim):
    Api(world, "agent").get(f"/v1/people/{kim}")
    (one,) = trail(world, "?action=person.viewed")
    told = {name: one[name] for name in ("actor", "role", "client", "action", "subjects", "reason")}
    assert told == {
        "actor": "agent-1",
        "role": "agent",
        "client": "api",
        "action": "person.viewed",
        "subjects": [kim],
        "reason": "",
    }
    assert one["correlation"]
    assert MAIL not in str(stored(world))


def test_the_same_look_within_ten_minutes_is_one_and_costs_nothing_again(world, kim):
    api = Api(world, "agent")
    before = written(world)
    api.get(f"/v1/people/{kim}")
    first = written(world)
    for _ in range(5):
        api.get(f"/v1/people/{kim}")
    assert (first - before, written(world) - first) == (4, 0)
    world.pass_time(WINDOW)
    api.get(f"/v1/people/{kim}")
    assert len(trail(world, f"?person={kim}&action=person.viewed")) == 2


def test_a_look_is_two_small_rows(world, kim):
    Api(world, "agent").get(f"/v1/people/{kim}")
    found = [row for row in stored(world) if row["action"] == "person.viewed"]
    assert sorted(row["sk"] for row in found) == ["audit", kim]
    assert all(len(str(row)) < 700 for row in found)
    assert {row["ttl"] * 1000 - row["time"] - KEPT for row in found} <= set(range(-999, 1))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?person={kim}", {"person.searched", "person.viewed", "timeline.viewed"}),
        ("?actor=agent-1", {"person.viewed", "timeline.viewed"}),
        ("?action=timeline.viewed", {"timeline.viewed"}),
        ("?actor=nobody", set()),
        ("?to=2025-12-31", set()),
        ("?from=2026-01-01&to=2026-01-02&actor=agent-1", {"person.viewed", "timeline.viewed"}),
    ],
)
def test_it_is_asked_by_person_actor_action_and_time(world, kim, query, expected):
    Api(world, "agent").get(f"/v1/people/{kim}")
    Api(world, "agent").get(f"/v1/people/{kim}/timeline")
    assert {one["action"] for one in trail(world, query.format(kim=kim))} == expected


def test_pages_follow_each_other_newest_first_and_none_is_left_out(world, kim):
    for number in range(7):
        Api(world, "agent").get(f"/v1/people/{kim}")
        world.pass_time(WINDOW if number % 2 else 0)
    whole, found, cursor = trail(world), [], ""
    for _ in whole:
        page = Api(world, "admin").get(f"/v1/audit?limit=1&cursor={cursor}")[1]
        found += page["items"]
        cursor = page["next"]
        if not cursor:
            break
    assert found == whole
    assert [one["time"] for one in whole] == sorted((one["time"] for one in whole), reverse=True)


@pytest.mark.parametrize("query", ["?cursor=x", "?cursor=WzFd", "?cursor=bnVsbA", "?from=yesterday", "?limit=0"])
def test_what_cannot_be_asked_is_a_problem(world, query):
    assert Api(world, "admin").get(f"/v1/audit{query}")[0] in (400, 422)


def test_it_is_for_admins_and_the_privacy_officer(world):
    asked = {role: Api(world, role).get("/v1/audit")[0] for role in ("agent", "marketer", "privacy", "admin")}
    assert asked == {"agent": 403, "marketer": 403, "privacy": 200, "admin": 200}


def test_a_merge_stands_under_both(world, kim):
    Api(world, "admin").post("/v1/merges", BOTH)
    lee = next(one for one in trail(world, "?action=merge")[0]["subjects"] if one != kim)
    for each in (kim, lee):
        assert [one["action"] for one in trail(world, f"?person={each}&action=merge")] == ["merge"]
    assert trail(world, "?action=merge")[0]["role"] == "admin"


def test_the_page_tells_in_words_and_filters(world, kim):
    amy, pia = as_staff(world, "amy"), as_staff(world, "pia")
    amy.get(f"/people/{kim}")
    page = pia.get(f"/audit?person={kim}&actor=amy")
    assert page.reads("Looked at a customer")
    assert page.reads("at the console")
    assert pia.get("/audit?person=kim").reads("An id, please")
    assert not pia.reads("Nothing of that is on record")
    assert pia.get("/audit?action=merge").reads("Nothing of that is on record")
    assert pia.get(f"/people/{kim}").reads("Who dealt with this customer")
    assert not amy.get(f"/people/{kim}").reads("Who dealt with this customer")
    assert amy.get("/audit").status == 403


def test_the_file_holds_no_formula(world, kim):
    Api(world, "admin").post("/v1/merges", {**BOTH, "reason": '=HYPERLINK("http://evil.example")'})
    file = as_staff(world, "pia").get("/audit/file?action=merge")
    (head, row) = list(csv.reader(io.StringIO(file.body)))
    assert row[head.index("reason")] == '\'=HYPERLINK("http://evil.example")'
    assert file.headers["content-type"].startswith("text/csv")
    assert trail(world, "?action=audit.exported")


def test_erasure_keeps_who_did_what_to_which_id_and_no_word(world, kim):
    Api(world, "admin").post("/v1/merges", {**BOTH, "reason": f"{MAIL} asked for it"})
    erase(world, {"type": "email", "value": MAIL})
    assert MAIL not in str(stored(world))
    assert [one["action"] for one in trail(world, "?action=merge")] == ["merge"]


def test_a_new_page_leaves_its_row_without_saying_so(world, kim, monkeypatch):
    page = View("GET", "/tiny", lambda *_: Shown(200, f'<a href="/console/people/{kim}">'.encode()), frozenset({ADMIN}))
    ann = as_staff(world, "ann")
    monkeypatch.setattr("segue.console.site.VIEWS", (*VIEWS, page))
    assert ann.get("/tiny").status == 200
    assert [row["subjects"] for row in stored(world) if row["client"] == "console" and row["sk"] == "audit"] == [[kim]]
