"""`segue export`, against the privacy API of a small world."""

import io
import stat
import zipfile
from types import SimpleNamespace

import pytest

from segue.times import MINUTE
from segue_tools import cli, privacy, sessions
from segue_tools.api import Refused
from tests.handlers.canaries import MAIL, lived
from tests.handlers.staff_requests import Api
from tests.handlers.test_quarantine_commands import Door


@pytest.fixture
def run(world, monkeypatch):
    """Runs the command; time passes while it waits, and links are followed to the bucket."""
    monkeypatch.setattr(sessions, "current", lambda: SimpleNamespace(door=Door(world, "privacy", "privacy")))
    monkeypatch.setattr(privacy.time, "sleep", lambda _: world.pass_time(MINUTE))

    def go(*words):
        said = cli.parser().parse_args(["export", *words])
        said.act(said)

    return go


@pytest.fixture
def links(world, monkeypatch):
    """Links that were followed, each to the one file that is kept."""
    found = []

    def followed(link, timeout):
        found.append(link)
        (made,) = [body for (_, key), body in world.region.buckets.objects.items() if key.endswith("export.zip")]
        return io.BytesIO(made)

    monkeypatch.setattr(privacy.urllib.request, "urlopen", followed)
    return found


def test_the_file_lies_where_it_was_asked_for(world, run, links, tmp_path, capsys):
    lived(world)
    run("email", MAIL, "--to", str(tmp_path / "kim.zip"))
    assert "data.json" in zipfile.ZipFile(tmp_path / "kim.zip").namelist()
    assert stat.S_IMODE((tmp_path / "kim.zip").stat().st_mode) == 0o600
    assert "/f/" in links[0]
    assert "things in" in capsys.readouterr().out


def test_whom_nobody_can_be_is_said(run, tmp_path):
    with pytest.raises(Refused, match="that is no email"):
        run("email", "kim", "--to", str(tmp_path / "kim.zip"))


def test_a_folder_that_is_not_there_is_told_before_anything_is_collected(world, run, links, tmp_path):
    with pytest.raises(Refused, match="There is no folder"):
        run("email", MAIL, "--to", str(tmp_path / "nowhere" / "kim.zip"))
    assert Api(world, "privacy", "privacy").get("/v1/privacy/requests")[1]["items"] == []
