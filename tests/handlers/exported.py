"""Exports as officers ask for them: what is in the file, and what an independent look finds in every store."""

import io
import json
import re
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
    assert (status, done["state"]) == (200, "done"), (done, world.lambdas.errors[-2:])
    return done


def archive(world: World, done: Any) -> zipfile.ZipFile:
    """The file of a request."""
    return zipfile.ZipFile(
        io.BytesIO(world.region.buckets.objects[settings().exports_bucket, f"{done['id']}/export.zip"])
    )


def data(world: World, done: Any) -> Any:
    """What it tells programs."""
    return json.loads(archive(world, done).read("data.json"))


def text(world: World, done: Any) -> str:
    """All that stands in any of its files, in small letters."""
    whole = archive(world, done)
    return "\n".join(whole.read(name).decode("utf-8", "replace") for name in whole.namelist()).lower()


def words(found: Any, mark: str) -> set[str]:
    """Every word with a mark in it, at any depth of what is plain."""
    return set(re.findall(rf"[\w.@-]*{mark}[\w.@-]*", json.dumps(found, default=str).lower()))
