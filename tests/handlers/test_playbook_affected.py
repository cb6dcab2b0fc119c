"""A plan says how many people it is about."""

import pytest

from segue.aws.journeys import Instances
from segue.aws.members import Members
from segue.aws.settings import settings
from segue.aws.standing import MOST_PAGES, Standing
from segue.journeys.instances import SHARDS, Instance
from segue.playbook.affected import Runs, affected
from segue.segments.members import Move
from segue.times import MINUTE
from segue.wiring.members import members
from tests.builders import NOON
from tests.faults.shop import identified, post
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files

JOURNEY, TEMPLATE = "journeys/abandoned-cart.yaml", "templates/abandoned-cart.yaml"
ALL = {"whole": True, "after": None}
SEGMENT, POLICY = "segments/open-cart.yaml", "policies/consent.yaml"


@pytest.fixture
def api():
    with started() as world:
        runs = Instances(settings().journeys)
        for number in range(5):
            runs.save(Instance(f"u_{number}", "abandoned-cart", "c1", NOON, step=f"steps-{number % 2}"))
        runs.save(Instance("u_9", "abandoned-cart", "c1", NOON, state="done"))
        runs.save(Instance("u_9", "another", "c1", NOON))
        moves = [Move("open-cart", f"u_{number}", NOON, "1") for number in range(3)]
        members().note(moves, NOON)
        yield Api(world, "marketer", "playbook")


def about(api, *paths):
    """Whom a change of these files is about."""
    files = {path: starter_files()[path] + "# changed\n" for path in paths}
    plan = api.post("/v1/playbook/plan", {"files": files})[1]
    return {one["path"]: one["affected"] for one in plan["changes"]}


def test_a_plan_counts_running_runs_of_a_changed_journey_by_step(api):
    assert about(api, JOURNEY)[JOURNEY] == {
        "people": 5,
        "steps": {"steps-0": 3, "steps-1": 2},
        "whole": True,
        "after": None,
    }


def test_a_changed_template_is_about_the_runs_of_journeys_that_send_it(api):
    assert about(api, TEMPLATE)[TEMPLATE] == {"people": 5, "steps": {}, **ALL}


def test_a_changed_fragment_is_about_the_runs_of_journeys_that_send_a_template_with_it(api):
    frame, rows = "fragments/mail.yaml", "fragments/items.yaml"
    assert {one["people"] for one in about(api, frame, rows).values()} == {5}


def test_a_changed_segment_is_about_its_members(api):
    assert about(api, SEGMENT, POLICY) == {
        SEGMENT: {"people": 3, "steps": {}, **ALL},
        POLICY: None,
    }


def test_a_new_segment_is_told_with_how_many_it_would_have_and_no_count_of_its_members(api):
    post(api.world, identified(api.world, "m1", "u1"))
    api.world.pass_time(MINUTE)
    all_but = "name: All but\nwhen: {not: {trait: tour, equals: x}}\n"
    files = {"segments/all-but.yaml": all_but, SEGMENT: starter_files()[SEGMENT] + "# changed\n"}
    plan = api.post("/v1/playbook/plan", {"files": files})[1]
    told = {one["path"]: one["affected"] for one in plan["changes"]}
    assert told["segments/all-but.yaml"]["people"] is None
    assert told["segments/all-but.yaml"]["after"] == {"people": 1, "low": 1, "high": 1}
    assert (told[SEGMENT]["people"], told[SEGMENT]["after"]) == (3, None)


def test_what_is_not_counted_to_the_end_says_so(monkeypatch):
    monkeypatch.setattr("segue.aws.queries.client", lambda _: Endless())
    runs = Standing("table", Members("members")).runs(["j"])
    assert (runs.by_journey["j"], runs.whole) == ({"s": SHARDS * MOST_PAGES}, False)


class Endless:
    """A table without end."""

    def query(self, **_asked):
        row = {"standing": {"S": "running#s#"}}
        return {"Items": [row], "LastEvaluatedKey": {"pk": {"S": "x"}}}


class Counted:
    """Seven in every segment."""

    def members(self, segment):
        return 7

    def runs(self, journeys):
        return Runs({}, whole=True)


def test_members_of_a_changed_segment_are_counted_where_somebody_counts():
    found = affected(["segments/a.yaml", "old/x.yaml"], {}, {}, Counted())
    assert {path: one.people for path, one in found.items()} == {"segments/a.yaml": 7}
