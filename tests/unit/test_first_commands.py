"""What a newcomer types first: each command answers with a sentence, never with a traceback."""

import argparse
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from segue.version import VERSION
from segue_tools import books, cli, destroy, importing, run, topics, up
from segue_tools.api import Refused
from segue_tools.demo import nights

IN_FORCE = {"files": {"segments/a.yaml": "", "segments/b.yaml": ""}, "version": 1}
NOTHING = {"changes": [], "templates": []}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one of the two files in force, and a stack that would change nothing."""
    (tmp_path / "segments").mkdir()
    (tmp_path / "segments" / "a.yaml").write_text("")
    door = SimpleNamespace(get=lambda _path: IN_FORCE, post=lambda _path, _said: NOTHING)
    monkeypatch.setattr(books.sessions, "current", lambda: SimpleNamespace(door=door))
    return tmp_path


def test_a_plan_that_changes_nothing_says_so_and_what_the_folder_lacks(folder, capsys):
    books.plan(argparse.Namespace(folder=folder, replace=False))
    said = capsys.readouterr().out
    assert said.startswith("Nothing would change.\n")
    assert "--replace" in said
    assert said.endswith(": segments/b.yaml\n")


def test_a_plan_that_replaces_tells_of_nothing_that_stays(folder, capsys):
    books.plan(argparse.Namespace(folder=folder, replace=True))
    assert capsys.readouterr().out == "Nothing would change.\n"


def test_segue_tells_its_version(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["segue", "--version"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert (ended.value.code, capsys.readouterr().out) == (0, f"segue {VERSION}\n")


def test_whoever_has_read_enough_of_a_command_sees_no_traceback():
    program = (
        "from types import SimpleNamespace as One; from segue_tools import cli\n"
        "def act(_said):\n    for _ in range(100_000): cli.say('a line')\n"
        "cli.parser = lambda: One(parse_args=lambda: One(act=act))\ncli.main()"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as told:
        assert told.stdout is not None
        assert told.stderr is not None
        assert told.stdout.readline() == b"a line\n"
        told.stdout.close()
        assert told.stderr.read() == b""
    assert told.returncode == 0


def test_destroy_deletes_nothing_where_nobody_answers(monkeypatch):
    def nobody(_question):
        raise EOFError

    monkeypatch.setattr(sys, "argv", ["destroy"])
    monkeypatch.setattr(destroy, "configured", lambda: SimpleNamespace(stack="segue"))
    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(SystemExit, match=r"Nothing was deleted\."):
        destroy.main()


@pytest.mark.parametrize("said", [[], ["no-such-folder"]])
def test_topics_ask_for_their_folder(monkeypatch, said):
    monkeypatch.setattr(sys, "argv", ["topics", *said])
    with pytest.raises(SystemExit, match="DATA=folder"):
        topics.main()


@pytest.mark.parametrize("command", [run, up])
def test_who_starts_a_stack_learns_of_its_ports(monkeypatch, capsys, command):
    monkeypatch.setattr(sys, "argv", ["make", "--help"])
    with pytest.raises(SystemExit):
        command.main()
    said = " ".join(capsys.readouterr().out.split())
    assert "[PORT=4566]" in said
    assert "the product is at the next port" in said


def test_the_tour_is_told_before_the_day_is_played(monkeypatch, capsys):
    def play(*_said):
        assert "http://127.0.0.1:1/tour/" in capsys.readouterr().out
        raise KeyboardInterrupt

    stack = SimpleNamespace(outputs={"tour": "http://127.0.0.1:1/tour/"})
    monkeypatch.setattr(sys, "argv", ["run"])
    monkeypatch.setattr(run.signal, "signal", lambda *_said: None)
    monkeypatch.setattr(run, "running", lambda _port: stack)
    monkeypatch.setattr(run, "already", lambda _stack: None)
    monkeypatch.setattr(run, "_play", play)
    run.main()


def test_a_played_day_ends_with_its_measures_or_says_that_they_lack(monkeypatch, capsys):
    outputs = {"api": "http://127.0.0.1:1", "console": "http://127.0.0.1:1/console"}
    monkeypatch.setattr(run, "local_token", lambda *_said: "t")
    monkeypatch.setattr(nights.time, "sleep", lambda _: None)
    states = iter(["running", "done"])
    monkeypatch.setattr(run.Api, "post", lambda *_said: {"id": "m1", "state": "waiting"})
    looked = {"id": "m1", "percent": 50, "failed": []}
    monkeypatch.setattr(run.Api, "get", lambda _api, path: {**looked, "state": next(states), "path": path})
    run._measure(outputs)
    assert capsys.readouterr().out.endswith("are there: http://127.0.0.1:1/console/measures\n")
    states = iter(["superseded"])
    run._measure(outputs)
    assert "not worked out (The run ended as superseded.)" in capsys.readouterr().out


def test_every_command_says_what_it_does_and_what_each_of_its_words_is():
    silent = [(one.prog, word.dest) for one in every(cli.parser()) for word in words_of(one) if not word.help]
    silent += [(one.prog, "description") for one in every(cli.parser()) if not one.description]
    assert silent == []


def every(parser):
    """The parser, and those of its commands."""
    yield parser
    for inner in (one for one in vars(parser)["_actions"] if isinstance(one.choices, dict)):
        for one in inner.choices.values():
            yield from every(one)


def words_of(parser):
    """What may stand behind a command, but for further commands."""
    return [one for one in vars(parser)["_actions"] if not isinstance(one.choices, dict)]


def test_a_folder_that_is_not_there_is_named(folder):
    with pytest.raises(SystemExit, match=r"There is no folder .*nowhere; `segue pull .*nowhere` makes it"):
        books.plan(argparse.Namespace(folder=folder / "nowhere", replace=False))


def test_a_table_without_a_mapping_is_told_which_word_is_missing():
    said = cli.parser().parse_args(["import", "orders.csv", "--source", "old", "--format", "csv"])
    door: Any = None
    with pytest.raises(Refused, match="--mapping says which column is what"):
        importing.history(door, said)
