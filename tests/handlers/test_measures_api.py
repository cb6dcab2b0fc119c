"""Measures in the in-memory cloud, with the function's own role: the night, the API, and the people behind."""

import pytest

from segue.aws.settings import settings
from segue.measures.definitions import definitions
from segue.measures.results import Wish
from segue.times import HOUR, to_text
from segue.wiring.measures import results, runs
from tests.handlers.archived import day_of, lay, night, order, stored
from tests.handlers.staff_requests import Api
from tests.measured import fact

PATH = "/v1/measures/revenue"


@pytest.fixture
def api(world, tmp_path, monkeypatch):
    monkeypatch.setattr("segue.wiring.measuring.FOLDER", tmp_path)
    monkeypatch.setattr(
        "segue.measures.measuring.wishes", lambda: [Wish("revenue", "28d", by) for by in ("all", "day")]
    )
    return Api(world, "marketer", "measure")


def total(answer):
    (part,) = answer["parts"]
    return part["now"]["value"], part["before"]["value"]


def test_what_lies_there_is_measured_at_once_and_kept(api):
    world = api.world
    lay(world, "a", order(1, f"{day_of(world, 3)} 10:00", 1, 4000), order(2, f"{day_of(world, 40)} 10:00", 2, 500))
    status, answer = api.get(f"{PATH}?by=all")
    assert (status, total(answer), answer["currency"]) == (200, (4000, 500), "EUR")
    assert (answer["newest"][:10], answer["sql"][:4]) == (day_of(world, 3), "WITH")
    lay(world, "b", order(1, f"{day_of(world, 2)} 10:00", 3, 1000))
    assert total(api.get(f"{PATH}?by=all")[1]) == (4000, 500)
    assert total(api.get(f"{PATH}?by=all&refresh=true")[1]) == (5000, 500)
    assert total(api.get(f"{PATH}?by=all")[1]) == (5000, 500)


def test_a_repeat_counts_once_whether_it_is_new_or_in_the_part(api):
    world, day = api.world, day_of(api.world, 3)
    one, two = order(1, f"{day} 10:00", 1, 4000), order(2, f"{day} 11:00", 2, 300)
    lay(world, "a", one)
    night(world)
    lay(world, "a", one, two)
    lay(world, "b", one)
    found = api.get(f"{PATH}?by=all&refresh=true")[1]
    assert (total(found), found["parts"][0]["now"]["things"]) == ((4300, 0), 2)


def test_the_night_puts_new_rows_into_one_part_a_partition(api):
    world, day, late = api.world, day_of(api.world, 3), day_of(api.world, 300)
    lay(world, "a", order(1, f"{day} 10:00", 1, 4000), order(1, f"{late} 10:00", 9, 100))
    night(world)
    parts = [f"events/date={late}/kind=order/part.parquet", f"events/date={day}/kind=order/part.parquet"]
    assert (stored(world, "new/"), stored(world, "events/")) == ([], parts)
    assert results().last(Wish("revenue", "28d", "day")) is not None
    lay(world, "b", order(1, f"{late} 11:00", 10, 200))
    world.pass_time(24 * 3_600_000)
    night(world)
    assert (stored(world, "new/"), stored(world, "events/")) == ([], parts)
    assert total(api.get(f"{PATH}?by=all&from={late}&to={late}")[1]) == (300, 0)
    assert [one.state for one in runs().newest(9)] == ["done", "done"]


def test_a_file_that_nobody_can_read_is_set_aside_and_stops_no_night(api):
    world, day = api.world, day_of(api.world, 3)
    lay(world, "a", order(1, f"{day} 10:00", 1, 4000))
    lay(world, "b", order(1, f"{day} 11:00", 2, 500))
    bucket, key = settings().archive_bucket, f"new/date={day}/kind=order/b.json.gz"
    world.region.buckets.objects[bucket, key] = world.region.buckets.objects[bucket, key][:-12]
    night(world)
    (run,) = runs().newest(9)
    assert (run.state, run.failed, run.objects) == ("done", [key], 1)
    assert (stored(world, "new/"), stored(world, "broken/")) == ([], [f"broken/{key}"])
    assert total(api.get(f"{PATH}?by=all")[1]) == (4000, 0)


def test_a_run_is_begun_by_staff_and_says_how_far_it_is(api):
    status, begun = api.post("/v1/measures/runs", {})
    assert (status, begun["stage"], begun["by"]) == (202, "compacting", "marketer-1")
    api.world.pass_time(60_000)
    assert api.get(f"/v1/measures/runs/{begun['id']}")[1]["state"] == "done"
    assert api.get("/v1/measures/runs/none")[0] == 404


def test_every_day_of_a_period_is_there_with_the_same_day_of_the_one_before(api):
    world = api.world
    lay(world, "a", order(1, f"{day_of(world, 1)} 10:00", 1, 4000), order(2, f"{day_of(world, 8)} 10:00", 2, 500))
    parts = api.get(f"{PATH}?by=day&period=7d")[1]["parts"]
    assert [one["part"] for one in parts] == [day_of(world, back) for back in range(6, -1, -1)]
    assert [(one["now"]["value"], one["before"]["value"]) for one in parts][5] == (4000, 500)


def test_definitions_are_listed(api):
    items = api.get("/v1/measures")[1]["items"]
    assert [one["name"] for one in items] == [*definitions()]
    assert "channel" in next(one for one in items if one["name"] == "revenue")["dimensions"]


def test_a_table_is_told_when_what_sql_cannot_do_is_done(api):
    world = api.world
    visit = fact("view", "Page Viewed", 1, f"{day_of(world, 3)} 09:50", medium="cpc")
    lay(
        world, "a", visit, order(1, f"{day_of(world, 3)} 10:00", 1, 4000), order(2, f"{day_of(world, 40)} 10:00", 2, 50)
    )
    answer = api.get("/v1/measures/attribution")[1]
    (row,) = answer["rows"]
    assert (row["touch"], row["revenue_removal"], row["effect"]) == ("cpc", 4000, 1)
    assert [*row] == [*definitions()["attribution"].columns]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("/v1/measures/none", 404),
        (f"{PATH}?by=colour", 400),
        (f"{PATH}?where=colour:red", 400),
        (f"{PATH}?where=channel", 400),
        (f"{PATH}?period=1d", 400),
        (f"{PATH}?from=2026-11-01", 400),
        (f"{PATH}?from=2026-11-31&to=2026-12-01", 400),
        (f"{PATH}?from=2026-12-01&to=2026-11-01", 400),
        (f"{PATH}?from=2020-12-01&to=2026-11-01", 400),
        (f"{PATH}?from=now&to=2026-11-01", 422),
        (f"{PATH}?by=day&from=0001-01-01&to=0001-01-05", 400),
        (f"{PATH}?by=day&from=9999-12-01&to=9999-12-31", 400),
        (f"{PATH}/people?by=colour", 400),
        ("/v1/measures/none/people", 404),
    ],
)
def test_what_cannot_be_asked_is_a_problem(api, asked, status):
    assert api.get(asked)[0] == status


@pytest.mark.parametrize("path", ["/v1/measures", PATH, f"{PATH}/people", "/v1/measures/runs/a"])
def test_agents_may_not_ask(api, path):
    assert Api(api.world, "agent", "measure").get(path)[0] == 403


def test_a_value_is_a_value_whatever_stands_in_it(api):
    world = api.world
    lay(world, "a", order(1, f"{day_of(world, 3)} 10:00", 1, 4000, channel="it's, a:b"))
    assert total(api.get(f"{PATH}?by=all&where=channel:it's, a:b")[1])[0] == 4000
    assert api.get(f"{PATH}?by=all&where=channel:x' OR '1'='1")[1]["parts"] == []


@pytest.mark.parametrize("part", ["{where}", "{colour}", "{part}"])
def test_a_part_is_a_value_whatever_stands_in_it(api, part):
    lay(api.world, "a", order(1, f"{day_of(api.world, 3)} 10:00", 1, 4000))
    breaking_out = " GROUP BY person UNION ALL SELECT 42, 7 -- "
    status, answer = api.get(f"{PATH}/people?by=channel&where=channel:{breaking_out}&part={part}")
    assert (status, answer) == (200, {"items": [], "gone": 0})


@pytest.mark.parametrize("wish", [Wish("no_longer_there"), Wish("revenue", "0001-01-01..0001-01-05")])
def test_what_can_never_be_answered_does_not_come_again(api, wish):
    results().ask(wish, api.world.clock)
    api.world.pass_time(60_000)
    assert not api.world.region.queues.by_name["MeasureQueue"].messages


def test_a_day_that_goes_on_is_compared_with_as_much_of_the_one_before(api):
    """Of a shop that sells the same every hour nothing has become less, whatever the hour."""
    world = api.world
    hours = [world.clock - hour * HOUR for hour in range(14 * 24)]
    lay(world, "a", *(order(n, to_text(at)[:16].replace("T", " "), n, 100) for n, at in enumerate(hours)))
    for asked in ("by=all&period=7d", "by=day&period=7d"):
        answer = api.get(f"{PATH}?{asked}")[1]
        assert {one["change"]["difference"] for one in answer["parts"]} <= {0, 100, -100}
    assert answer["previous"]["until"] == to_text(world.clock - 7 * 24 * HOUR)
    parts = api.get(f"{PATH}?by=all&from={day_of(world, 4)}&to={day_of(world, 2)}")[1]["parts"]
    assert parts[0]["before"]["value"] == 3 * 24 * 100


def test_what_is_left_out_is_told(api, monkeypatch):
    world = api.world
    lay(world, "a", *(order(n, f"{day_of(world, 1)} 10:00", n, 100, campaign=f"c{n}") for n in range(5)))
    monkeypatch.setattr("segue.measures.finding.MOST_PARTS", 3)
    answer = api.get(f"{PATH}?by=campaign&refresh=true")[1]
    assert (len(answer["parts"]), answer["more"]) == (3, 2)
    monkeypatch.setattr("segue.measures.finding.MOST_ROWS", 1)
    monkeypatch.setattr("segue.measures.finding.finished", lambda _of, rows: [{"a": n} for n in range(4)])
    answer = api.get("/v1/measures/attribution?refresh=true")[1]
    assert (answer["rows"], answer["more"]) == ([{"a": 0}], 3)
