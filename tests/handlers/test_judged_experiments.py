"""Experiments at the API and in the console: before anything was worked out, and after a night."""

import re

import pytest

from tests.experiment_stories import NAME
from tests.handlers.archived import day_of, lay
from tests.handlers.judged_shop import judged
from tests.handlers.staff_requests import Api
from tests.measured import fact

PAGE, PATH = "/experiments", "/v1/experiments"
HERE = f"{PAGE}/journey%3Awelcome%3Asubject"


@pytest.fixture
def asked(world):
    return Api(world, "marketer", "measure")


@pytest.fixture
def night(world):
    judged(world)


def test_before_anything_is_worked_out_nothing_is_made_up(asked, max_):
    status, found = asked.get(PATH)
    assert (status, found["made"]) == (200, None)
    assert all(one["state"] == "waiting" and one["in_force"] for one in found["items"])
    assert max_.get(PAGE).status == 200


def test_the_api_tells_each_experiment_with_its_verdict(asked, night):
    found = {one["id"]: one for one in asked.get(PATH)[1]["items"]}
    one = found[NAME]
    assert (one["state"], one["best"], one["control"], one["crossed"]) == ("better", "offer", "holdout", 7)
    assert one["verdict"].startswith("“offer” sells more: of 100 people ")
    later = {(one["arm"], one["days"], one["people"]) for one in one["later"]}
    assert later == {("hello", 30, 2000), ("offer", 30, 2000)}
    assert found["placement:top"]["state"] == "open"
    assert found["journey:<b>:x"]["state"] == "early"


def test_the_api_tells_what_each_arm_came_to(asked, night):
    arms = {arm["name"]: arm for arm in asked.get(f"{PATH}/{NAME}")[1]["arms"]}
    assert [arm["people"] for arm in arms.values()] == [2000, 2000, 2000]
    ordered, _, revenue, *_ = arms["offer"]["outcomes"]
    assert (ordered["value"], revenue["value"]) == (0.12, 600)
    assert ordered["difference"]["value"] == pytest.approx(0.09)
    assert ordered["difference"]["sure"]
    assert not arms["hello"]["outcomes"][0]["difference"]["sure"]
    assert arms["holdout"]["outcomes"][0]["difference"] is None


def test_the_api_tells_one_experiment_day_by_day(asked, night):
    status, one = asked.get(f"{PATH}/{NAME}")
    days = [look for look in one["days"] if look["arm"] == "offer"]
    assert (status, len(days), days[0]["day"]) == (200, 20, "2026-11-01")
    assert next(look["day"] for look in days if look["difference"]["sure"]) == one["decided"]
    assert asked.get(f"{PATH}/journey%3A%3Cb%3E%3Ax")[1]["id"] == "journey:<b>:x"
    assert asked.get(f"{PATH}/nothing")[0] == 404


def test_how_many_people_it_takes_is_told_by_the_api(asked):
    status, found = asked.post(f"{PATH}/power", {"base": 0.1, "effect": 0.2, "people_a_week": 4000})
    assert status == 200
    assert found["people_one_look"] < found["people"] == pytest.approx(found["weeks"] * 4000, rel=0.001)


@pytest.mark.parametrize(
    "body", [{}, {"base": 0.1, "effect": 0}, {"base": 2, "effect": 0.1}, {"base": "x", "effect": 1}]
)
def test_a_plan_of_nonsense_is_a_problem(asked, body):
    assert asked.post(f"{PATH}/power", body)[0] in (400, 422)


def test_only_marketers_and_administrators_see_experiments(world, amy):
    assert Api(world, "agent", "measure").get(PATH)[0] == 403
    for path in (PAGE, f"{PAGE}/plan", HERE, f"{HERE}.csv"):
        assert amy.get(path).status == 403


def test_the_list_says_of_each_in_a_sentence_what_it_has_shown(max_, night):
    page = max_.get(PAGE)
    assert page.reads("“offer” sells more")
    assert page.reads("Nothing is sure yet")
    assert page.reads("each needs at least 100 people, the smaller has 8")
    assert "<b>" not in page.body


def test_an_experiment_has_its_picture_for_each_arm_with_its_table_and_a_file(max_, night):
    page = max_.get(HERE)
    assert page.body.count('class="chart chart-trend"') == 2
    assert page.body.count("chart-band") >= 2
    assert page.reads("7 people were in two arms")
    assert page.reads("30 days")
    file = max_.get(f"{HERE}.csv")
    assert file.body.splitlines()[0].startswith("day,arm,people")
    assert len(file.body.splitlines()) == 1 + 2 * 20
    assert max_.get(f"{PAGE}/nothing").status == 404
    assert max_.get(f"{PAGE}/nothing.csv").status == 404


def test_what_has_hardly_begun_has_no_picture_and_says_why(max_, night):
    page = max_.get(f"{PAGE}/journey%3A%3Cb%3E%3Ax")
    assert page.status == 200
    assert page.reads("Too few people or orders for a picture")
    assert "chart-band" not in page.body


def test_refresh_has_all_worked_out_by_the_job_and_the_page_waits_for_it(world, max_, night, tmp_path, monkeypatch):
    monkeypatch.setattr("segue.wiring.measuring.FOLDER", tmp_path)
    lay(world, "a", *(seen(world, who, arm) for who, arm in enumerate(["holdout", "offer", "offer"], 1)))
    world.pass_time(1000)
    waiting = max_.get(PAGE).post(f"{PAGE}/refresh", {}).at.removeprefix("/console")
    assert max_.get(waiting).reads("Being worked out")
    world.pass_time(30_000)
    done = max_.get(waiting)
    assert not done.reads("Being worked out")
    assert done.reads("3 people")
    assert done.reads("the smaller has 1")


def seen(world, who, arm):
    return fact("experiment", "Experiment Viewed", who, f"{day_of(world, 3)} 10:00", experiment=NAME, variant=arm)


def test_the_calculator_says_how_many_people_and_how_long(max_):
    page = max_.get(f"{PAGE}/plan?base=10&effect=20&weekly=4000")
    (people,) = re.findall(r'measure-value number">([\d,]+) people', page.body)
    assert 14_000 < int(people.replace(",", "")) < 18_000
    assert page.reads("To tell 12 of 100 from 10")


@pytest.mark.parametrize("query", ["base=abc", "base=0", "effect=1e400", "variants=1.5", "control=100", "base=nan"])
def test_the_calculator_says_what_is_wrong_with_what_was_typed(max_, query):
    page = max_.get(f"{PAGE}/plan?{query}")
    assert page.status == 422
    assert 'role="alert"' in page.body
