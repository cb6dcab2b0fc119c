"""A plan says how many people it is about."""

import pytest

from segue.aws.journeys import Instances
from segue.aws.settings import settings
from segue.aws.standing import Standing
from segue.journeys.instances import Instance
from segue.playbook.affected import Runs, affected
from tests.builders import NOON
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files

JOURNEY, TEMPLATE = "journeys/abandoned-cart.yaml", "templates/abandoned-cart.yaml"
SEGMENT, POLICY = "segments/open-cart.yaml", "policies/consent.yaml"


@pytest.fixture
def api():
    with started() as world:
        runs = Instances(settings().journeys)
        for number in range(5):
            runs.save(Instance(f"u_{number}", "abandoned-cart", "c1", NOON, step=number % 2))
        runs.save(Instance("u_9", "abandoned-cart", "c1", NOON, state="done"))
        runs.save(Instance("u_9", "another", "c1", NOON))
        yield Api(world, "marketer", "playbook")


def about(api, *paths):
    """Whom a change of these files is about."""
    files = {path: starter_files()[path] + "# changed\n" for path in paths}
    plan = api.post("/v1/playbook/plan", {"files": files})[1]
    return {one["path"]: one["affected"] for one in plan["changes"]}


def test_a_plan_counts_running_runs_of_a_changed_journey_by_step(api):
    assert about(api, JOURNEY)[JOURNEY] == {"people": 5, "steps": {"0": 3, "1": 2}, "whole": True}


def test_a_changed_template_is_about_the_runs_of_journeys_that_send_it(api):
    assert about(api, TEMPLATE)[TEMPLATE] == {"people": 5, "steps": {}, "whole": True}


def test_what_nobody_counts_is_not_said_to_be_nobody(api):
    found = about(api, SEGMENT, POLICY)
    assert found == {SEGMENT: {"people": None, "steps": {}, "whole": True}, POLICY: None}


def test_what_is_not_counted_to_the_end_says_so(api, monkeypatch):
    monkeypatch.setattr("segue.aws.standing.client", lambda _: Endless())
    runs = Standing("table").runs(["j"])
    assert (runs.by_journey["j"], runs.whole) == ({"0": 20}, False)


class Endless:
    """A table without end."""

    def scan(self, **_asked):
        row = {"journey": {"S": "j"}, "step": {"N": "0"}, "state_": {"S": "running"}}
        return {"Items": [row], "LastEvaluatedKey": {"pk": {"S": "x"}}}


class Counted:
    """Seven in every segment."""

    def members(self, segment):
        return 7

    def runs(self, journeys):
        return Runs({}, whole=True)


def test_members_of_a_changed_segment_are_counted_where_somebody_counts():
    found = affected(["segments/a.yaml", "old/x.yaml"], {}, Counted())
    assert {path: one.people for path, one in found.items()} == {"segments/a.yaml": 7}
