"""Journeys over the people API: read, paused, resumed, stopped, started; and people inside while the text changes."""

from typing import Any

import pytest

from segue.times import DAY, HOUR, MINUTE
from segue.wiring.tables import playbooks
from tests.faults.cloud.world import World
from tests.faults.shop import identified, ordered, post, put_in_force
from tests.handlers.staff_requests import Api, person
from tests.handlers.starter import starter_files

KIM = {"type": "user_id", "value": "u1"}
SEND = "{send: {template: hello, channel: email, purpose: transactional}, id: %s}"
HELLO = """subject: Hello
mjml: <mjml><mj-body><mj-raw>{{ unsubscribe_url }}</mj-raw></mj-body></mjml>
text: Hello {{ unsubscribe_url }}
"""
TEXT = """name: Welcome
entry: {api: true}
reenter: always
%s
steps:
  - {wait: 1d, id: first-day}
  - %s
"""


def applied(world: World, rules: str = "", message: str = "first") -> None:
    """The journey `welcome` in force."""
    files = {**starter_files(), "templates/hello.yaml": HELLO, "journeys/welcome.yaml": TEXT % (rules, SEND % message)}
    put_in_force(world, files)
    world.pass_time(MINUTE)


def welcoming(world: World) -> World:
    """Kim has come, and is welcomed when somebody asks for it."""
    post(world, identified(world, "m1", "u1", "kim@shop.test"))
    applied(world)
    return world


@pytest.fixture
def world(world: World) -> World:
    return welcoming(world)


@pytest.fixture
def api(world: World) -> Api:
    return Api(world, "marketer")


def begun(api: Api) -> None:
    assert api.post("/v1/journeys/welcome/start", {"who": KIM, "data": {"shop": "Berlin"}})[0] == 202
    api.world.pass_time(MINUTE)


def run(api: Api) -> dict[str, Any]:
    """Kim's last run."""
    found = api.get(f"/v1/people/{person(api, KIM)['id']}/journeys")[1]["items"]
    return found[0]


def mailed(api: Api) -> list[str]:
    """The steps that a mail is from."""
    found = api.get(f"/v1/people/{person(api, KIM)['id']}/messages")[1]["items"]
    return [one["state"] for one in found]


def test_a_journey_tells_its_flow_and_how_many_stand_where(api: Api) -> None:
    begun(api)
    status, flow = api.get("/v1/journeys/welcome")
    assert (status, flow["state"], flow["entered"], flow["running"], flow["elsewhere"]) == (200, "running", 1, 1, 0)
    assert [(one["id"], one["kind"], one["next"], one["running"]) for one in flow["steps"]] == [
        ("first-day", "wait", ["first"], 1),
        ("first", "send", ["end"], 0),
    ]


def test_all_journeys_are_listed_with_their_counts(api: Api) -> None:
    begun(api)
    listed = {one["id"]: one for one in api.get("/v1/journeys")[1]["items"]}
    assert set(listed) == {one.removeprefix("journeys/")[:-5] for one in playbooks().files() if "journeys/" in one}
    assert (listed["welcome"]["running"], listed["welcome"]["entry"]) == (1, "api")


def test_who_is_named_begins_and_ends(api: Api) -> None:
    begun(api)
    api.world.pass_time(DAY + HOUR)
    assert (run(api)["state"], mailed(api)) == ("done", ["sent"])


@pytest.mark.parametrize("what", ["welcome", "all"])
def test_a_pause_holds_everybody_and_after_it_they_go_on(api: Api, what: str) -> None:
    begun(api)
    assert api.post(f"/v1/journeys/{what}/pause", {})[1]["state"] == "paused"
    api.world.pass_time(3 * DAY)
    assert (run(api)["step"], mailed(api)) == ("first-day", [])
    assert api.post("/v1/journeys/welcome/start", {"who": KIM})[0] == 409
    api.post(f"/v1/journeys/{what}/resume", {})
    api.world.pass_time(HOUR)
    assert (run(api)["state"], mailed(api)) == ("done", ["sent"])


def test_a_stop_lets_everybody_leave_at_once(api: Api) -> None:
    begun(api)
    api.post("/v1/journeys/welcome/stop", {})
    api.world.pass_time(MINUTE)
    assert (run(api)["state"], run(api)["why"], mailed(api)) == ("left", "stopped by staff", [])


def test_what_staff_do_to_journeys_is_on_record(api: Api) -> None:
    begun(api)
    api.post("/v1/journeys/welcome/pause", {})
    entries = Api(api.world, "admin").get("/v1/audit")[1]["items"]
    assert {one["action"] for one in entries} >= {"journey.start", "journey.paused"}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("nothing/pause", {}, 404),
        ("nothing/start", {"who": KIM}, 404),
        ("abandoned-cart/start", {"who": KIM}, 409),
        ("welcome/start", {"who": {"type": "user_id", "value": "nobody"}}, 404),
        ("welcome/start", {}, 422),
    ],
)
def test_what_cannot_be_done_is_a_problem(api: Api, path: str, body: Any, status: int) -> None:
    assert api.post(f"/v1/journeys/{path}", body)[0] == status


@pytest.mark.parametrize(
    "more",
    [{"data": {"note": "x" * 201}}, {"data": {"x" * 101: 1}}, {"data": {"n": 10**40}}, {"key": "\u20ac" * 256}],
)
def test_what_no_run_could_keep_is_refused_and_not_lost_behind_an_answer(api: Api, more: dict[str, Any]) -> None:
    status, _ = api.post("/v1/journeys/welcome/start", {"who": KIM, **more})
    assert 400 <= status < 500


def test_an_agent_may_not_steer(world: World) -> None:
    assert Api(world, "agent").post("/v1/journeys/welcome/pause", {})[0] == 403


@pytest.mark.parametrize(
    ("rules", "message", "state", "step"),
    [
        ("changed: finish", "second", "done", "first"),
        ("changed: move", "second", "done", "second"),
        ("changed: move\nmoves: {first-day: second}", "second", "done", "second"),
        ("changed: leave", "second", "left", ""),
    ],
)
def test_an_edit_says_what_becomes_of_those_inside(api: Api, rules: str, message: str, state: str, step: str) -> None:
    begun(api)
    applied(api.world, rules, message)
    api.world.pass_time(2 * DAY)
    with api.world.aside():
        rows = [one["step"]["S"] for one in api.world.table("Messages").items()]
    assert (run(api)["state"], rows) == (state, [step] if step else [])


def test_an_old_text_still_hears_when_the_new_one_listens_to_nothing(api: Api) -> None:
    applied(api.world, "exits: [{signal: {detail-type: [OrderPlaced]}}]")
    begun(api)
    applied(api.world)
    post(api.world, ordered(api.world, "m2", userId="u1"))
    api.world.pass_time(HOUR)
    assert (run(api)["state"], run(api)["why"]) == ("exited", "signal")


def test_a_change_of_the_name_changes_nothing_for_those_inside(api: Api) -> None:
    begun(api)
    applied(api.world, "description: Hello\nchanged: leave", "first")
    api.world.pass_time(2 * DAY)
    assert run(api)["state"] == "done"
