"""`segue plan`, `apply`, `pull`, `versions` and `rollback` against the handlers."""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from segue.wiring.staff_names import staff_names
from segue_tools import books, cli, plan_words, sessions
from segue_tools.api import Refused
from tests.builders import NOON
from tests.faults.cloud.world import World
from tests.handlers.staff_requests import Api
from tests.handlers.starter import starter_files

OPEN = "segments/open-cart.yaml"


class Door:
    """The people API as the commands ask it."""

    def __init__(self, world: World) -> None:
        self.api = Api(world, "marketer", "playbook")

    def get(self, path: str) -> Any:
        return self._said(*self.api.get(path))

    def post(self, path: str, body: Any) -> Any:
        return self._said(*self.api.post(path, body))

    def _said(self, status: int, said: Any) -> Any:
        if status >= 400:
            raise Refused(said["detail"], said)
        return said


@pytest.fixture
def segue(monkeypatch, capsys, tmp_path):
    """`segue("plan")` runs a command on the folder and answers (exit code, what it printed)."""
    world = World()

    def run(*words: str, folder: Path = tmp_path) -> tuple[int, str]:
        place = [str(folder)] if words[0] in ("plan", "apply", "pull") else []
        monkeypatch.setattr(sys, "argv", ["segue", words[0], *place, *words[1:]])
        try:
            cli.main()
            code: Any = 0
        except SystemExit as ended:
            code = ended.code
        printed = capsys.readouterr()
        return (code, printed.out + printed.err) if isinstance(code, int) else (1, str(code))

    with world.open():
        monkeypatch.setattr(sessions, "current", lambda: SimpleNamespace(door=Door(world)))
        monkeypatch.setattr(cli, "reach_this_machine", lambda: None)
        yield run


def edit(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    file.write_text(file.read_text().replace(old, new))


def test_pull_edit_plan_apply_and_back(segue, tmp_path):
    count = len(starter_files())
    assert segue("pull") == (0, f"{count} files in {tmp_path}, version 1.\n")
    assert segue("plan") == (0, "Nothing would change.\n")
    edit(tmp_path, OPEN, "name: Open cart", "name: Cart in use")
    code, shown = segue("plan")
    assert (code, shown.splitlines()[0]) == (0, f"changed  {OPEN}  (0 people)")
    assert "-name: Open cart\n+name: Cart in use\n" in shown
    assert segue("apply") == (0, "Version 2 is in force.\n")
    assert segue("apply") == (0, "Nothing has changed.\n")
    assert segue("rollback", "1") == (0, "Version 3 is in force.\n")
    assert segue("pull")[0] == 0
    assert (tmp_path / OPEN).read_text() == starter_files()[OPEN]


def test_versions_say_who_and_what(segue, tmp_path):
    staff_names().note("marketer-1", "max@shop.test", NOON)
    segue("pull")
    edit(tmp_path, OPEN, "name: Open cart", "name: Cart in use")
    segue("apply")
    segue("rollback", "1")
    third, second, first = segue("versions")[1].splitlines()
    assert third.split()[0] == "3"
    assert third.endswith("back to version 1")
    assert second.endswith(f"changed {OPEN}")
    assert "  max  " in second
    assert first.endswith("more")
    assert "+name: Cart in use" in segue("versions", "2")[1]
    assert segue("versions", "9")[0] == 1


@pytest.mark.parametrize("command", ["plan", "apply"])
def test_problems_are_told_as_editors_read_them(segue, tmp_path, command):
    segue("pull")
    (tmp_path / OPEN).write_text("name: Open\nwhen:\n  cart: [\n")
    (tmp_path / "journeys" / "x.yaml").write_text("entry: {a: [b]}\nwhile: open-card\nsteps: [{wait: 1h}]\n")
    code, shown = segue(command)
    lines = shown.splitlines()
    assert code == books.PROBLEMS
    assert lines[0] == f"{tmp_path}/journeys/x.yaml:2:1: there is no segment `open-card`; did you mean `open-cart`?"
    assert lines[1].startswith(f"{tmp_path}/{OPEN}:4:1: ")


def test_the_second_of_two_is_told_and_loses_nothing(segue, tmp_path):
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    for folder in (mine, theirs):
        segue("pull", folder=folder)
    edit(theirs, OPEN, "name: Open cart", "name: Theirs")
    edit(mine, OPEN, "name: Open cart", "name: Mine")
    assert segue("apply", folder=theirs)[0] == 0
    code, shown = segue("apply", folder=mine)
    assert (code, "version 2 was applied by marketer-1" in shown) == (1, True)
    code, shown = segue("pull", folder=mine)
    assert (code, f"  {mine / OPEN}\nNothing was written" in shown) == (1, True)
    assert "name: Mine" in (mine / OPEN).read_text()
    assert segue("pull", "--force", folder=mine)[0] == 0
    assert "name: Theirs" in (mine / OPEN).read_text()


def test_what_was_edited_here_alone_stays_at_a_pull(segue, tmp_path):
    segue("pull")
    edit(tmp_path, OPEN, "name: Open cart", "name: Mine")
    code, shown = segue("pull")
    assert (code, shown.splitlines()[0]) == (0, f"{tmp_path / OPEN}: left as you edited it")
    assert "name: Mine" in (tmp_path / OPEN).read_text()


def test_a_rule_that_eventbridge_refuses_is_a_problem(segue, tmp_path):
    segue("pull")
    (tmp_path / "rules").mkdir()
    role = "arn:aws:iam::123456789012:role/administrator"
    text = f"pattern: {{a: [b]}}\ntarget: arn:aws:sns:us-east-1:123456789012:t\nrole: {role}\n"
    (tmp_path / "rules" / "x.yaml").write_text(text)
    code, shown = segue("apply")
    assert (code, "rules/x.yaml:1:1: EventBridge refuses it" in shown) == (books.PROBLEMS, True)


def test_a_difference_is_coloured_for_who_looks_at_a_terminal(segue, tmp_path, monkeypatch):
    segue("pull")
    edit(tmp_path, OPEN, "name: Open cart", "name: Mine")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\033[32m+name: Mine\033[0m" in segue("plan")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033" not in segue("plan")[1]


@pytest.mark.parametrize(
    ("affected", "words"),
    [
        (None, ""),
        ({"people": None, "steps": {}, "whole": True}, "  (nobody has counted its people)"),
        ({"people": 12, "steps": {"0": 8, "1": 4}, "whole": True}, "  (12 runs: 8 at step 0, 4 at step 1)"),
        ({"people": 9, "steps": {}, "whole": False}, "  (at least 9 people)"),
        ({"people": None, "after": {"people": 7, "low": 7, "high": 7}}, "  (would have 7 people)"),
        (
            {"people": 3, "after": {"people": 70, "low": 50, "high": 95}},
            "  (3 people now, would have about 70 people, 50 to 95)",
        ),
    ],
)
def test_whom_a_change_is_about_is_told_in_words(affected, words):
    assert plan_words.about(affected) == words


def test_a_folder_that_was_never_pulled_is_not_put_over_what_others_did(segue, tmp_path):
    theirs, mine = tmp_path / "theirs", tmp_path / "mine"
    segue("pull", folder=theirs)
    write_open(mine)
    assert segue("apply", folder=mine) == (0, "Version 2 is in force.\n")
    (mine / ".segue.json").unlink()
    write_open(mine, "Mine")
    code, shown = segue("apply", folder=mine)
    assert (code, "never pulled, and version 2 is in force, by marketer-1 at 20" in shown) == (1, True)
    assert segue("versions")[1].splitlines()[0].split()[0] == "2"
    assert segue("apply", "--force", folder=mine) == (0, "Version 3 is in force.\n")


def test_force_puts_a_folder_over_what_came_since_it_was_pulled(segue, tmp_path):
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    for folder, name in ((mine, "Mine"), (theirs, "Theirs")):
        segue("pull", folder=folder)
        write_open(folder, name)
    assert segue("apply", folder=theirs)[0] == 0
    assert segue("apply", folder=mine)[0] == 1
    assert segue("apply", "--force", folder=mine) == (0, "Version 3 is in force.\n")


def write_open(folder: Path, name: str = "Open") -> None:
    (folder / "segments").mkdir(parents=True, exist_ok=True)
    (folder / OPEN).write_text(f"name: {name}\nwhen: {{cart: open}}\n")
