"""`segue quarantine`, against the people API of a small world."""

from types import SimpleNamespace

import pytest

from segue_tools import cli, held, sessions
from segue_tools.api import Refused
from tests.faults.shop import post
from tests.handlers.staff_requests import Api
from tests.handlers.test_quarantine import mended


class Door(Api):
    """As `segue_tools.api.Api`: an answer that is good, or Refused."""

    def ask(self, method, path, body="", key=""):
        status, said = super().ask(method, path, body, key)
        if status >= 400:
            raise Refused(said["detail"])
        return said


@pytest.fixture
def run(world, monkeypatch, capsys):
    """What a command prints, and what it ends with."""
    monkeypatch.setattr(sessions, "current", lambda: SimpleNamespace(door=Door(world)))

    def go(*words):
        ended = 0
        said = cli.parser().parse_args(["quarantine", *words])
        try:
            said.act(said)
        except SystemExit as ending:
            ended = ending.code
        lines = capsys.readouterr().out.splitlines(keepends=True)
        return "".join(one for one in lines if not one.startswith('{"message":"held-back"')), ended  # a function's log

    return go


def test_what_waits_is_listed_page_by_page(world, run, monkeypatch):
    monkeypatch.setattr(held, "PART", 2)
    mended(world, *(f"m{number}" for number in range(5)))
    out, _ = run("list")
    assert out.count("was-a-bug") == 5


@pytest.mark.parametrize("words", [["quarantine", "list", "--source", "till"], ["deadletters"]])
def test_a_list_of_nothing_says_so_beside_the_list(run, capsys, words):
    said = cli.parser().parse_args(words)
    said.act(said)
    assert capsys.readouterr() == ("", "There is nothing like that.\n")
    assert run("list") == ("", 0)


def test_one_is_shown_with_its_body(world, run):
    mended(world, "m1")
    record = run("list")[0].split()[0]
    out, ended = run("show", record)
    assert '"event": "Found"' in out
    assert "route: track" in out
    assert ended == 0


def test_all_are_replayed_and_those_that_cannot_be_are_counted(world, run, monkeypatch):
    monkeypatch.setattr(held, "TRIED", 2)
    mended(world, "m1", "m2", "m3")
    post(world, {"type": "track", "event": "Lost", "messageId": "m0"})
    out, ended = run("replay", "--all")
    assert "3 understood (3 events stored), 1 still not" in out.splitlines()
    assert out.splitlines()[-1].split() == ["1", "no-identifier"]
    assert ended == 1
    assert run("replay", "--all", "--reason", "was-a-bug")[1] == 0


def test_some_are_replayed_by_their_ids(world, run):
    mended(world, "m1")
    record = run("list")[0].split()[0]
    out, ended = run("replay", record, "unknown")
    assert "1 stored" in out
    assert "nothing in quarantine has this id" in out
    assert ended == 1


@pytest.mark.parametrize("words", [["replay"], ["replay", "--all", "x"]])
def test_all_is_said_and_never_meant_by_leaving_out(run, words):
    assert "Name records" in run(*words)[1]


def test_some_are_set_aside_and_still_listed(world, run):
    mended(world, "m1", "m2")
    first, second = (line.split()[0] for line in run("list")[0].splitlines())
    out, ended = run("set-aside", first, "unknown", "--because", "a test")
    assert (f"{first}  set aside" in out, "nothing in quarantine has this id" in out, ended) == (True, True, 1)
    assert run("list")[0].split()[0] == second
    assert run("list", "--state", "set-aside")[0].split()[0] == first
    assert "by admin-1: a test" in run("show", first)[0]
