"""Who is one person in a measure, and who stands behind it: by the Identities table, which alone knows."""

import msgspec
import pytest

from segue.aws import pseudonyms
from segue.friction.ranking import part_of, ranked
from segue.measures import local
from segue.measures.results import Wish
from segue.times import DAY, MINUTE
from segue.wiring import measured_people, measuring
from segue.wiring.measures import results
from tests import made_results
from tests.faults.endings import rows
from tests.faults.shop import identified, post
from tests.handlers.archived import day_of, lay, night, order, stored
from tests.handlers.staff_requests import BOTH, Api
from tests.handlers.trail import entered

PATH = "/v1/measures/revenue"


@pytest.fixture
def api(world, tmp_path, monkeypatch):
    """Kim (u1) and Lee (u2) have ordered, as has somebody who was erased since."""
    monkeypatch.setattr("segue.wiring.measuring.FOLDER", tmp_path)
    monkeypatch.setattr(
        "segue.measures.measuring.wishes", lambda: [Wish("revenue", "28d", by) for by in ("all", "day")]
    )
    for customer in ("u1", "u2"):
        post(world, identified(world, f"i-{customer}", customer))
    world.pass_time(MINUTE)
    kim, lee = whos(world)
    day = day_of(world, 3)
    bought = [order(kim, f"{day} 10:00", 1, 4000), order(lee, f"{day} 11:00", 2, 300), order(77, f"{day} 12:00", 3, 1)]
    lay(world, "a", *bought)
    return Api(world, "marketer", "measure")


def whos(world):
    """The pseudonyms of both, by the id of the person that each belongs to alone."""
    found = {}
    for row in rows(world, "Identities"):
        found.setdefault(row.get("p") or row["pk"], set()).add(row["w"])
    return [min(found[one]) for one in ids(world)]


def ids(world):
    return [Api(world).post("/v1/people/find", BOTH[who])[1]["id"] for who in ("keep", "absorb")]


def counted(api, more=""):
    (part,) = api.get(f"{PATH}?by=all{more}")[1]["parts"]
    return part["now"]["people"], part["now"]["things"]


def test_people_behind_a_part_are_told_and_the_erased_are_counted(api):
    kim, lee = ids(api.world)
    status, answer = api.get(f"{PATH}/people?by=all")
    assert (status, answer["gone"]) == (200, 1)
    assert {one["person"]: one["things"] for one in answer["items"]} == {kim: 1, lee: 1}


def test_a_merge_of_today_counts_where_it_is_asked_anew_and_at_night(api):
    world = api.world
    night(world)
    assert counted(api) == (3, 3)
    assert Api(world).post("/v1/merges", BOTH)[0] == 201
    world.pass_time(MINUTE)
    assert counted(api) == (3, 3)
    assert counted(api, "&refresh=true") == (2, 3)
    world.pass_time(DAY)
    night(world)
    assert counted(api) == (2, 3)
    (one,) = set(ids(world))
    assert api.get(f"{PATH}/people?by=all")[1]["items"] == [{"person": one, "things": 2}]


def test_the_night_writes_who_is_one_person(api):
    night(api.world)
    assert stored(api.world, "people/") == ["people/people.parquet"]
    (stands,) = measuring.archive().page("people/", "")
    (path,) = measuring.copies().copied([stands])
    base = local.database(measuring.limits())
    asked = f"SELECT who, person, first IS NOT NULL, held, crossed FROM read_parquet('{path}')"
    found = {row[0]: row[1:] for row in base.execute(asked).fetchall()}
    kim, lee = whos(api.world)
    assert found[kim] == (kim, True, False, False)
    assert {row["w"] for row in rows(api.world, "Identities")} == found.keys()
    assert found[kim][0] != found[lee][0]


def test_too_many_people_to_look_at_leave_last_night_s(api, monkeypatch):
    night(api.world)
    monkeypatch.setattr(measuring, "FEW", 1)
    assert Api(api.world).post("/v1/merges", BOTH)[0] == 201
    assert counted(api, "&refresh=true") == (3, 3)


def test_who_would_wait_too_long_is_told_to_ask_again_and_the_job_has_looked(api, monkeypatch):
    monkeypatch.setattr(measured_people, "SCAN", -1)
    assert api.get(f"{PATH}/people?by=all")[0] == 202
    api.world.pass_time(MINUTE)
    status, answer = api.get(f"{PATH}/people?by=all")
    assert (status, {one["person"] for one in answer["items"]}) == (200, {*ids(api.world)})


def test_a_statement_that_takes_too_long_is_left_to_the_job(api, monkeypatch):
    monkeypatch.setattr(measuring, "ASKED", 0.0)
    monkeypatch.setattr(measuring, "finding", slow(measuring.finding))
    assert api.get(f"{PATH}?by=all")[0] == 202
    api.world.pass_time(MINUTE)
    assert counted(api) == (3, 3)


def slow(made):
    """What takes longer than no time at all does so where somebody waits."""

    class Slow:
        def find(self, wish, fresh=False):
            raise pseudonyms.Unavailable("too-slow")

    return lambda seconds: made(seconds) if seconds else Slow()


def test_those_who_were_lost_at_a_friction_are_told_by_who_they_are(api):
    kim = whos(api.world)[0]
    wish = Wish("frictions")
    found = made_results.result(wish, api.world.clock)
    rows = [{**row, "seen": [kim, 77]} for row in found.rows]
    results().keep(msgspec.structs.replace(found, rows=rows))
    first = ranked(rows, found.since, found.until, "EUR")[0]
    status, answer = api.get(f"/v1/measures/frictions/people?by=all&part={part_of(first)}")
    assert (status, [one["person"] for one in answer["items"]]) == (200, [ids(api.world)[0]])
    assert answer["gone"] == 1
    assert api.get("/v1/measures/frictions/people?by=all&part=lost:other")[1] == {"items": [], "gone": 0}


def test_what_was_found_since_it_was_asked_for_is_not_found_again(api):
    def made(asked):
        """When the result was worked out that there is after it was asked for at a moment."""
        results().ask(Wish("revenue"), asked)
        api.world.pass_time(MINUTE)
        found = results().last(Wish("revenue"))
        assert found
        return found.made

    first = made(api.world.clock)
    assert made(first) == first
    assert made(first + 1) > first


def test_two_on_one_machine_do_not_write_the_same_files(api, monkeypatch):
    ours = measuring.limits().folder
    monkeypatch.setattr(measuring, "getpid", lambda: 0)
    assert measuring.limits().folder != ours


def test_people_behind_a_measure_leave_a_row_of_who_looked(api):
    assert api.get(f"{PATH}/people?by=all")[0] == 200
    (row,) = entered(api.world, "people.listed")
    assert (row["actor"], sorted(row["subjects"]), row["object"]) == ("marketer-1", sorted(ids(api.world)), "revenue")
