"""Measures of a large shop: the same figures by Athena, played by DuckDB over the same bucket."""

import pytest

from segue.errors import Unavailable
from segue.measures.composing import statement
from segue.measures.definitions import definition, definitions
from segue.measures.parsing import read_by
from segue.measures.reaching import Reach
from segue.measures.results import Wish
from segue.measures.wishes import asked_of
from segue.times import from_text
from segue.wiring import measuring
from segue.wiring.measures import results, runs
from tests.handlers.archived import day_of, lay, night, order
from tests.handlers.staff_requests import Api
from tests.measured import fact

PATH = "/v1/measures/revenue"
WISH = Wish("revenue", "28d", "all")


@pytest.fixture
def api(world, tmp_path, monkeypatch):
    """Orders in a part, a repeat of one beside it, and a new one twice."""
    monkeypatch.setattr("segue.wiring.measuring.FOLDER", tmp_path)
    day = day_of(world, 3)
    one, two = order(1, f"{day} 10:00", 1, 4000), order(2, f"{day} 11:00", 2, 300)
    monkeypatch.setattr("segue.measures.measuring.wishes", lambda: [WISH])
    lay(world, "a", one)
    night(world)
    lay(world, "b", one, two)
    lay(world, "c", two)
    monkeypatch.setenv("MEASURES_ENGINE", "athena")
    return Api(world, "marketer", "measure")


def figure(answer):
    (part,) = answer["parts"]
    return part["now"]


def test_athena_answers_what_duckdb_does(api, monkeypatch):
    status, by_athena = api.get(f"{PATH}?by=all&refresh=true")
    assert (status, by_athena["engine"], by_athena["scanned"]) == (200, "athena", 4000)
    assert (figure(by_athena)["value"], figure(by_athena)["things"]) == (4300, 2)
    monkeypatch.setenv("MEASURES_ENGINE", "duckdb")
    by_duckdb = api.get(f"{PATH}?by=all&refresh=true")[1]
    same = ("parts", "currency", "newest", "period", "sql")
    assert {name: by_athena[name] for name in same} == {name: by_duckdb[name] for name in same}


def test_only_the_days_and_kinds_that_are_asked_are_named(api):
    api.get(f"{PATH}?period=7d&by=all")
    said = api.world.region.athena.asked[-1]
    assert f"e.date >= '{day_of(api.world, 13 + definition('revenue').reach[0])}'" in said
    assert "e.kind IN ('order')" in said


def test_people_behind_a_part_come_from_athena_too(api):
    assert api.get(f"{PATH}/people?by=all")[1] == {"items": [], "gone": 2}


def test_the_hours_of_the_desk_stand_in_the_statement_that_needs_them(api):
    name = next(one for one in measuring_names() if "opening" in one[1])[0]
    status, answer = api.get(f"/v1/measures/{name}")
    assert (status, answer["engine"]) == (200, "athena")
    assert "opening AS (" in api.world.region.athena.asked[-2]


def measuring_names():
    """Measures with the relations that they read, one after the other."""
    for name, of in definitions().items():
        asked = asked_of(Wish(name, by=of.usual), from_text("2026-11-29T00:00:00Z"))
        yield name, read_by(statement(of, asked))


def test_what_athena_will_not_answer_is_told_and_keeps_no_night_from_its_end(api, monkeypatch):
    monkeypatch.setattr("segue.measures.finding.CURRENCY", "SELECT nonsense FROM events")
    assert api.get(f"{PATH}?by=all&refresh=true")[0] == 409
    api.world.pass_time(24 * 3_600_000)
    night(api.world)
    (run,) = runs().newest(1)
    assert (run.state, run.failed) == ("done", ["revenue 28d"])


def test_what_takes_too_long_is_stopped_and_asked_for(api, monkeypatch):
    monkeypatch.setattr(measuring, "ASKED", 0.0)
    api.world.region.athena.slow = True
    assert api.get(f"{PATH}?by=all&refresh=true")[0] == 202
    assert all(one.stopped for one in api.world.region.athena.queries.values())
    api.world.region.athena.slow = False
    before = results().last(WISH)
    api.world.pass_time(60_000)
    after = results().last(WISH)
    assert before
    assert after
    assert after.made > before.made


def test_what_is_told_from_the_first_day_on_is_read_from_the_first_day_on(api, monkeypatch):
    """Who agreed once agrees until they say otherwise, however long ago that was."""
    agreed = fact("consent", "Consent Updated", 1, "2020-01-01 10:00", outcome="granted", purpose="marketing")
    seen = fact("view", "Page Viewed", 1, f"{day_of(api.world, 3)} 10:00")
    lay(api.world, "d", agreed | {"channel": "email"}, seen)
    by_athena = api.get("/v1/measures/reachable?by=all&refresh=true")[1]
    monkeypatch.setenv("MEASURES_ENGINE", "duckdb")
    by_duckdb = api.get("/v1/measures/reachable?by=all&refresh=true")[1]
    assert (by_athena["engine"], by_athena["parts"]) == ("athena", by_duckdb["parts"])
    assert figure(by_athena)["value"] > 0


def test_all_statements_of_a_look_share_its_time(api):
    reading = measuring.engine(10).open(Reach(day_of(api.world, 3), day_of(api.world), frozenset({"order"})))
    assert reading.rows("SELECT count(*) AS n FROM events")[0]["n"] == 2
    api.world.pass_time(10_000)
    with pytest.raises(Unavailable):
        reading.rows("SELECT count(*) AS n FROM events")


def test_all_statements_of_a_look_by_duckdb_share_its_time(api, monkeypatch):
    moment = [0.0]
    monkeypatch.setattr("segue.aws.local_archive.monotonic", lambda: moment[0])
    monkeypatch.setenv("MEASURES_ENGINE", "duckdb")
    reading = measuring.engine(10).open(Reach(day_of(api.world, 3), day_of(api.world), frozenset({"order"})))
    assert reading.rows("SELECT count(*) AS n FROM events") == [{"n": 2}]
    moment[0] = 10.0
    with pytest.raises(Unavailable):
        reading.rows("SELECT count(*) AS n FROM events")
