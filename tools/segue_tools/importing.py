"""`segue import`: a file of history, looked at first, taken in when that is wanted."""

import argparse
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from segue_tools.api import Api, Refused
from segue_tools.bar import Bar
from segue_tools.progress import say

UPLOAD_SECONDS = 3600
TABLES = ("csv", "ndjson", "parquet")  # what needs a mapping
PAUSE = 1.0  # seconds between two looks
PARTLY = "There was no time to look at all of it: the figures are of its beginning."
Ask = Callable[[str], str]


def arguments(one: argparse.ArgumentParser) -> None:
    """What the command takes."""
    one.add_argument("file", metavar="FILE", help="a file here, or s3://bucket/file or a folder there")
    one.add_argument("--source", required=True, help="the name that it counts under")
    one.add_argument("--format", required=True, help="csv, ndjson, parquet, segment or pinpoint-endpoints")
    one.add_argument("--mapping", default="", help="a .yaml file of columns, or a preset such as orders-csv")
    one.add_argument("--dry-run", action="store_true", help="only look")
    one.add_argument("--release", action="store_true", help="its events count as if they happened now")
    one.add_argument("--yes", action="store_true", help="do not ask")


def history(door: Api, said: argparse.Namespace, ask: Ask = input) -> None:
    """Looks at the file, shows what there is, asks, and takes it in. Raises Refused."""
    if said.format in TABLES and not said.mapping:
        raise Refused("--mapping says which column is what: a .yaml file (docs/imports.md), or a preset: orders-csv.")
    asked = {"source": said.source, "format": said.format, "mapping": mapping_of(said.mapping)}
    asked |= {"release": said.release}
    if said.file.startswith("s3://"):
        look = door.post("/v1/imports", {**asked, "location": said.file, "dry_run": True})
    else:
        look = _uploaded(door, Path(said.file), {**asked, "dry_run": True})
    seen = _followed(door, look["id"], "Looking")
    say("\n".join(report(seen, "would be stored, unless they are there already")))
    if said.dry_run or not (said.yes or _wanted(ask, seen)):
        return
    job = door.post("/v1/imports", {**asked, "location": look["location"], "files": seen["files"]})
    say("\n".join(report(_followed(door, job["id"], "Importing"), "stored")))


def mapping_of(given: str) -> Any:
    """The mapping of a YAML file, or the preset of that name."""
    file = Path(given)
    if given.endswith((".yaml", ".yml", ".json")):
        if not file.exists():
            raise Refused(f"There is no file {file}.")
        try:
            return yaml.safe_load(file.read_text())
        except yaml.YAMLError as wrong:
            raise Refused(f"{file} is no YAML: {wrong}") from None
    return given or None


def report(job: Mapping[str, Any], word: str) -> list[str]:
    """What there is to say of an import, a line each."""
    at = job["progress"]
    lines = [f"{at['stored']:>12,} events {word}", f"{at['duplicate']:>12,} were there already"]
    if job["dry_run"]:
        lines = [lines[0], f"{at['new_people']:>12,} new people", f"{at['matched_people']:>12,} people who are known"]
    lines += [f"{count:>12,} {_rows(count)} left out: {name}" for name, count in at["ignored"].items()]
    lines += [f"{count:>12,} {_rows(count)} rejected: {name}" for name, count in at["rejected"].items()]
    lines += [f"{'':>14}{_place(job, one)}: {one['detail']}" for one in at["first_rejected"]]
    return lines if job["whole"] else [*lines, PARTLY]


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"


def _place(job: Mapping[str, Any], rejected: Mapping[str, Any]) -> str:
    """The row, and its file where the import is of a folder."""
    alone = job["location"].endswith(f"/{rejected['file']}")
    return f"row {rejected['row']}" if alone else f"{rejected['file']} row {rejected['row']}"


def _uploaded(door: Api, file: Path, asked: Mapping[str, Any]) -> Any:
    if not file.is_file():
        raise Refused(f"There is no file {file}.")
    job = door.post("/v1/imports", asked)
    with file.open("rb") as body:
        size = str(file.stat().st_size)
        request = urllib.request.Request(job["upload"], data=body, method="PUT", headers={"Content-Length": size})
        say(f"Uploading {file.name} ...")
        try:
            urllib.request.urlopen(request, timeout=UPLOAD_SECONDS).close()
        except urllib.error.URLError as problem:
            raise Refused(f"The upload was not taken: {problem}") from None
    door.post(f"/v1/imports/{job['id']}/start", {})
    return job


def _followed(door: Api, job: str, what: str) -> Any:
    """The import at its end; a bar shows how far it is. Raises Refused where it failed."""
    shown = Bar()
    found = _shown(door, job, shown, what)
    while found["state"] not in ("done", "failed"):
        time.sleep(PAUSE)
        found = _shown(door, job, shown, what)
    shown.finish()
    if found["state"] == "failed":
        raise Refused(found["problem"])
    return found


def _shown(door: Api, job: str, shown: Bar, what: str) -> Any:
    found = door.get(f"/v1/imports/{job}")
    at = found["progress"]
    shown.show(at["bytes_done"] / max(at["bytes_total"], 1), what)
    return found


def _wanted(ask: Ask, seen: Mapping[str, Any]) -> bool:
    if not sys.stdin.isatty() and ask is input:
        raise Refused("Nobody is there to be asked: say --yes to go on.")
    released = " They are RELEASED: journeys may start." if seen["release"] else " Nobody will be written to."
    return ask(f"Import them?{released} [y/N] ").strip().lower() in ("y", "yes")
