"""An import is of the files that were looked at, and goes on minutes after its run has died."""

from typing import Any

import pytest

from segue.aws.import_files import S3Files
from segue.errors import Invalid
from segue.imports import importing
from segue.times import MINUTE
from tests.faults.cloud.nemesis import Fault, Once
from tests.faults.cloud.world import World
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started
from tests.handlers.test_import_history import ASKED, folder, lines, stored, upload


def looked_at(api: Api, place: str) -> Any:
    """What a dry run says of what lies there."""
    job = api.post("/v1/imports", {**ASKED, "location": place, "dry_run": True}, "look")[1]
    api.world.pass_time(MINUTE)
    return api.get(f"/v1/imports/{job['id']}")[1]


@pytest.mark.parametrize(("now", "state", "rows"), [(3, "done", 3), (2, "failed", 0)])
def test_a_file_that_is_another_one_since_the_dry_run_is_not_taken_in(now: int, state: str, rows: int) -> None:
    with started() as world:
        api, place = Api(world), f"{folder()}/b.csv"
        upload(world, place, lines(3))
        seen = looked_at(api, place)
        upload(world, place, lines(now))
        job = api.post("/v1/imports", {**ASKED, "location": place, "files": seen["files"]})[1]
        world.pass_time(MINUTE)
        found = api.get(f"/v1/imports/{job['id']}")[1]
        assert (found["state"], stored(world)) == (state, rows)
    assert ("dry run" in found["problem"]) is (state == "failed")


def begun(world: World) -> str:
    """An import with one row taken in, and more to come in the same file."""
    upload(world, f"{folder()}/b.csv", lines(3))
    job = Api(world).post("/v1/imports", {**ASKED, "location": folder()})[1]["id"]
    while not Api(world).get(f"/v1/imports/{job}")[1]["progress"]["stored"]:
        world.step()
    return job


def test_a_file_that_is_changed_while_it_is_read_ends_the_import_with_its_reason(monkeypatch) -> None:
    monkeypatch.setattr(importing, "PIECES", 1)
    monkeypatch.setattr(importing, "LASTS", 0)
    with started() as world:
        job = begun(world)
        upload(world, f"{folder()}/b.csv", lines(2))
        world.pass_time(MINUTE)
        found = Api(world).get(f"/v1/imports/{job}")[1]
        assert (found["state"], stored(world)) == ("failed", 1)
    assert "archive/b.csv was changed while it was read" in found["problem"]


def test_a_file_that_is_changed_between_being_listed_and_read_is_not_read() -> None:
    with started() as world, world.aside():
        upload(world, f"{folder()}/b.csv", lines(1))
        (found,) = S3Files().listed(folder())
        upload(world, f"{folder()}/b.csv", lines(2))
        with pytest.raises(Invalid) as refused:
            S3Files().fetched(folder(), found)
    assert refused.value.reason == "changed"


@pytest.mark.parametrize("index", [3, 5])
@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER])
def test_an_import_whose_run_dies_goes_on_within_minutes(fault: Fault, index: int) -> None:
    with started() as world:
        upload(world, f"{folder()}/b.csv", lines(3))
        job = Api(world).post("/v1/imports", {**ASKED, "location": folder()})[1]["id"]
        plan = world.region.gate.plan = Once("import_history", index, fault)
        world.pass_time(importing.OPENS + MINUTE)
        found = Api(world).get(f"/v1/imports/{job}")[1]
    assert plan.struck
    assert (found["state"], found["progress"]["stored"] + found["progress"]["duplicate"]) == ("done", 4)
