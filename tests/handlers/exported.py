"""Exports as officers ask for them, and what is in the file."""

import io
import json
import zipfile
from typing import Any

from segue.aws.settings import settings
from tests.faults.cloud.world import World
from tests.handlers.staff_requests import Api

MINUTES = 5


def export(world: World, who: dict[str, str], key: str = "") -> Any:
    """An officer exports somebody and waits for it: the request as it then is."""
    api = Api(world, "privacy", "privacy")
    status, asked = api.post("/v1/privacy/exports", {"identifier": who, "reason": "asked for by mail"}, key)
    assert status == 202, asked
    world.pass_time(MINUTES * 60_000)
    status, done = api.get(f"/v1/privacy/requests/{asked['id']}")
    assert (status, done["state"]) == (200, "done"), (done, world.lambdas.output[-2:])
    return done


def archive(world: World, done: Any) -> zipfile.ZipFile:
    """The file of a request."""
    kept = world.region.buckets.objects[settings().exports_bucket, f"{done['id']}/export.zip"]
    return zipfile.ZipFile(io.BytesIO(kept))


def data(world: World, done: Any) -> Any:
    """What it tells programs."""
    return json.loads(archive(world, done).read("data.json"))


def kinds(world: World, done: Any, kind: str) -> list[Any]:
    """What it tells of a kind."""
    return [one["data"] for rows in data(world, done)["records"].values() for one in rows if one["kind"] == kind]


def text(world: World, done: Any) -> str:
    """All that stands in any of its files, in small letters."""
    whole = archive(world, done)
    return "\n".join(whole.read(name).decode("utf-8", "replace") for name in whole.namelist()).lower()
