"""Dead letters as administrators see them and send them on: the API, the console, the command line."""

from types import SimpleNamespace

import pytest

from segue.times import MINUTE
from segue_tools import cli, sessions
from tests.faults.letters import buried
from tests.handlers.staff_requests import Api
from tests.handlers.test_quarantine_commands import Door


@pytest.fixture
def api(world):
    """An administrator's."""
    return Api(world)


def waiting(world, *names, queue="Broadcasts"):
    """Orders of a queue that were received too often, found by the schedule."""
    source = world.region.queues.by_name[f"{queue}Queue"].arn
    for name in names:
        buried(world, f"{queue}DeadLetters", {"broadcast": "b_none", "of": "kim@shop.test"}, name, source=source)
    world.lambdas.invoke("keep_undelivered", {})


def states(api):
    return sorted(one["state"] for one in api.get("/v1/deadletters")[1]["items"])


def test_letters_are_listed_by_queue_and_state_a_page_at_a_time(world, api):
    waiting(world, "n1", "n2")
    waiting(world, "n3", queue="Imports")
    assert len(api.get("/v1/deadletters")[1]["items"]) == 3
    assert len(api.get("/v1/deadletters?queue=ImportsDeadLetters")[1]["items"]) == 1
    assert api.get("/v1/deadletters?state=redriven")[1]["items"] == []
    (one,) = api.get("/v1/deadletters?queue=ImportsDeadLetters&state=open")[1]["items"]
    assert (one["target"], one["tries"], one["reason"]) == ("ImportsQueue", 3, "received-too-often")


def test_one_letter_is_sent_on_and_a_second_wish_is_refused(world, api):
    waiting(world, "n1")
    (letter,) = api.get("/v1/deadletters")[1]["items"]
    status, told = api.post(f"/v1/deadletters/{letter['id']}/redrive", {})
    assert (status, told["state"], told["asked_by"]) == (202, "asked", "admin-1")
    world.pass_time(MINUTE)
    assert states(api) == ["redriven"]
    status, told = api.post(f"/v1/deadletters/{letter['id']}/redrive", {})
    assert (status, told["type"].rpartition(":")[2]) == (409, "redriven")
    (noted,) = api.get("/v1/audit")[1]["items"]
    assert (noted["action"], noted["actor"]) == ("deadletter.redrive", "admin-1")


def test_all_of_a_queue_are_sent_on_and_no_others(world, api):
    waiting(world, "n1", "n2")
    waiting(world, "n3", queue="Imports")
    status, done = api.post("/v1/deadletters/redrive", {"queue": "BroadcastsDeadLetters"})
    assert (status, done) == (202, {"asked": 2, "next": None})
    world.pass_time(MINUTE)
    assert states(api) == ["open", "redriven", "redriven"]


@pytest.mark.parametrize("body", [{"limit": 0}, {"limit": "all"}, {"queue": 7}])
def test_what_cannot_be_meant_is_refused(api, body):
    assert api.post("/v1/deadletters/redrive", body)[0] == 422


@pytest.mark.parametrize("name", ["nothing", "x" * 3000])
def test_a_letter_that_there_is_not(api, name):
    assert api.post(f"/v1/deadletters/{name}/redrive", {})[0] == 404


@pytest.mark.parametrize("role", ["agent", "marketer", "privacy"])
def test_dead_letters_are_for_administrators(world, role):
    assert Api(world, role).get("/v1/deadletters")[0] == 403
    assert Api(world, role).post("/v1/deadletters/x/redrive", {})[0] == 403
    assert Api(world, role).post("/v1/deadletters/redrive", {})[0] == 403


def sent(browser, letter):
    """The page that a press of the button leads to."""
    browser.get("/deadletters?state=redriven")
    browser.post(f"/deadletters/{letter}/redrive", {})
    return browser.get(browser.at.removeprefix("/console"))


def test_the_page_tells_and_sends_on(world, ann, api):
    assert "No dead letters" in ann.get("/deadletters").body
    waiting(world, "n1", "n2")
    page = ann.get("/deadletters")
    assert page.reads("It was for BroadcastsQueue")
    assert not [one for one in ("kim@", "BroadcastsDeadLetters") if one in page.body]
    (first, _) = api.get("/v1/deadletters")[1]["items"]
    assert sent(ann, first["id"]).reads("1 letter will be sent on within a minute.")
    world.pass_time(MINUTE)
    assert states(api) == ["open", "redriven"]
    assert sent(ann, first["id"]).reads("It had been sent on already.")
    ann.post("/deadletters/redrive", {"queue": ""})
    world.pass_time(MINUTE)
    assert states(api) == ["redriven", "redriven"]
    assert ann.get("/deadletters?state=redriven").reads("Sent on")


@pytest.fixture
def run(world, monkeypatch, capsys):
    """What a command prints, and what it ends with."""
    monkeypatch.setattr(sessions, "current", lambda: SimpleNamespace(door=Door(world)))

    def go(*words):
        ended = 0
        said = cli.parser().parse_args(words)
        try:
            said.act(said)
        except SystemExit as ending:
            ended = ending.code
        return capsys.readouterr().out, ended

    return go


def test_the_command_line_lists_and_sends_on(world, api, run):
    waiting(world, "n1", "n2")
    letter = run("deadletters")[0].split()[0]
    assert "kim@" not in run("deadletters")[0]
    out, ended = run("redrive", letter, "unknown")
    assert (f"{letter}  is sent on" in out, "no dead letter has this id" in out, ended) == (True, True, 1)
    assert run("redrive", "--all", "--queue", "BroadcastsDeadLetters") == (
        "1 letters are sent on; `segue deadletters` says which of them come back\n",
        0,
    )
    world.pass_time(MINUTE)
    assert states(api) == ["redriven", "redriven"]


@pytest.mark.parametrize("words", [["redrive"], ["redrive", "--all", "x"], ["redrive", "--queue", "x"]])
def test_all_is_said_and_never_meant_by_leaving_out(run, words):
    assert "Name letters" in run(*words)[1]
