"""Records of processing by API, console and command line: the same, for officers alone."""

import json
from types import SimpleNamespace

import pytest

from segue_tools import cli, sessions
from tests.handlers.console_staff import as_staff
from tests.handlers.staff_requests import Api
from tests.handlers.test_quarantine_commands import Door


@pytest.mark.parametrize(("role", "status"), [("agent", 403), ("marketer", 403), ("privacy", 200), ("admin", 200)])
def test_officers_have_them(world, role, status) -> None:
    found = Api(world, role, "privacy").get("/v1/privacy/records")
    assert found[0] == status
    assert status == 403 or found[1]["format"] == "segue-records/1"


def test_the_console_shows_them_and_gives_the_files(world) -> None:
    pia = as_staff(world, "pia")
    assert pia.get("/privacy").reads("Records of processing")
    assert pia.get("/privacy/records").reads("Messages: marketing")
    assert pia.reads("Is each span needed for its purpose?")
    found = json.loads(pia.get("/privacy/records/records.json").body)
    assert found == Api(world, "privacy", "privacy").get("/v1/privacy/records")[1]
    assert pia.headers["content-disposition"] == 'attachment; filename="records.json"'
    assert "<svg" in pia.get("/privacy/records/records.html").body
    assert pia.get("/privacy/records/other.json").status == 404
    assert as_staff(world, "amy").get("/privacy/records").status == 403


def test_the_command_writes_the_files_the_same_each_time(world, monkeypatch, tmp_path, capsys) -> None:
    monkeypatch.setattr(sessions, "current", lambda: SimpleNamespace(door=Door(world, "admin", "privacy")))
    for folder in ("one", "two"):
        said = cli.parser().parse_args(["records", "--to", str(tmp_path / folder)])
        said.act(said)
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert sorted(one) == ["records.html", "records.json", "records.md"]
    assert one == two
    assert "records.md" in capsys.readouterr().out
