"""`segue import` against the handlers: uploaded, looked at, asked for, taken in."""

from pathlib import Path
from typing import Any

import pytest

from segue.times import MINUTE
from segue_tools import importing
from segue_tools.api import Refused
from segue_tools.cli import parser
from tests.faults.cloud.buckets import params_of
from tests.faults.cloud.world import World
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started

MAPPING = "event: Store Visited\ntime: at\nwho: {user_id: user}\nproperties: {store: store}\n"
ROWS = "at,user,store\n2025-01-02,u1,Kiel\n2025-01-03,u2,Kiel\nsoon,u3,Kiel\n"


class Door:
    """The people API as the command asks it; between two questions the world goes on."""

    def __init__(self, world: World) -> None:
        self.world, self.asked = world, 0

    def get(self, path: str) -> Any:
        self.world.pass_time(MINUTE)
        return Api(self.world).get(path)[1]

    def post(self, path: str, body: Any) -> Any:
        self.asked += 1
        status, answer = Api(self.world).post(path, body, f"k{self.asked}")
        if status >= 400:
            raise Refused(answer["detail"])
        return answer


def run(world: World, tmp_path: Path, monkeypatch, *more: str, answer: str = "y") -> list[str]:
    """The questions that were asked while a file was imported."""
    (tmp_path / "m.yaml").write_text(MAPPING)
    (tmp_path / "rows.csv").write_text(ROWS)
    asked: list[str] = []

    def put(request: Any, timeout: float) -> Any:
        place = params_of(request.full_url, {})
        world.region.buckets.objects[place["Bucket"], place["Key"]] = request.data.read()
        return request.data

    monkeypatch.setattr(importing.urllib.request, "urlopen", put)
    line = ["import", str(tmp_path / "rows.csv"), "--source", "old", "--format", "csv"]
    said = parser().parse_args([*line, "--mapping", str(tmp_path / "m.yaml"), *more])
    door: Any = Door(world)
    importing.history(door, said, lambda question: asked.append(question) or answer)
    return asked


def stored(world: World) -> int:
    return sum(len(rows) for rows in world.table("Ledger").partitions.values())


def test_it_shows_what_there_is_asks_and_takes_it_in(tmp_path, monkeypatch, capsys) -> None:
    with started() as world:
        (question,) = run(world, tmp_path, monkeypatch)
        assert stored(world) == 2
    assert "Nobody will be written to" in question
    shown = capsys.readouterr().out
    for one in (
        "2 events would be stored, unless they are there already",
        "2 new people",
        "1 row rejected: bad-time",
        "row 3: at is no time",
        "100%",
    ):
        assert one in shown


@pytest.mark.parametrize(("more", "answer", "kept"), [(("--dry-run",), "y", 0), ((), "", 0), (("--yes",), "", 2)])
def test_it_takes_in_only_what_is_wanted(tmp_path, monkeypatch, more, answer, kept) -> None:
    with started() as world:
        run(world, tmp_path, monkeypatch, *more, answer=answer)
        assert stored(world) == kept


def test_a_released_import_says_so_before_it_asks(tmp_path, monkeypatch) -> None:
    with started() as world:
        assert "RELEASED" in run(world, tmp_path, monkeypatch, "--release")[0]


def test_what_is_wrong_is_said_in_one_line(tmp_path, monkeypatch) -> None:
    with started() as world, pytest.raises(Refused) as refused:
        run(world, tmp_path, monkeypatch, "--format", "xml")
    assert "a format is one of" in str(refused.value)
    with pytest.raises(Refused):
        importing.mapping_of("nothing-here.yaml")


def test_a_mapping_that_is_no_yaml_is_named(tmp_path) -> None:
    (tmp_path / "m.yaml").write_text("who: [a\n")
    with pytest.raises(Refused, match="is no YAML"):
        importing.mapping_of(str(tmp_path / "m.yaml"))
