"""`segue pinpoint convert`: Amazon Pinpoint's segments and journeys, as `aws pinpoint get-segments` and
`list-journeys` print them, as playbook text; and a report of what has no counterpart.

What cannot be said whole is not said at all: a segment that lost a condition would reach more people than before.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from segue_tools.api import Refused
from segue_tools.commands import command
from segue_tools.progress import say

WORDS = {"ALL": "all", "ANY": "any"}
LISTS = ("SegmentsResponse", "JourneysResponse")
SPAN = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
UNITS = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))
BESIDE = ("Limits", "QuietTime", "OpenHours", "ClosedDays", "SendingSchedule", "Schedule", "RefreshFrequency")
Mapped = dict[str, Any]


class Missing(Exception):
    """Something of Pinpoint's that has no counterpart."""


@dataclass
class Found:
    """Playbook texts by path, and lines of the report."""

    files: dict[str, str] = field(default_factory=dict)
    report: list[str] = field(default_factory=list)


def commands(top: Any) -> None:
    """The command and what it takes."""
    one = command(top, "pinpoint", "moving from Amazon Pinpoint").add_subparsers(required=True)
    convert = command(one, "convert", "segments and journeys (JSON) as playbook text, and what has no counterpart")
    convert.add_argument(
        "folder", type=Path, metavar="FOLDER", help="with what `aws pinpoint` has printed, as .json files"
    )
    convert.add_argument("out", type=Path, metavar="OUT", help="where the playbook text and report.md go")
    convert.set_defaults(act=run)


def run(said: argparse.Namespace) -> None:
    """Reads all of a folder's JSON, writes texts and `report.md`. Raises Refused."""
    files = sorted(said.folder.glob("**/*.json"))
    if not files:
        raise Refused(f"There is no .json file in {said.folder}.")
    found = converted([one for file in files for one in items(json.loads(file.read_text()))])
    for path, text in {**found.files, "report.md": "\n".join(found.report) + "\n"}.items():
        (said.out / path).parent.mkdir(parents=True, exist_ok=True)
        (said.out / path).write_text(text)
    say(f"{len(found.files)} definitions in {said.out}; what has no counterpart stands in {said.out / 'report.md'}.")


def items(said: Any) -> Iterator[Mapped]:
    """The segments and journeys of a file: one, a list, or an answer of the API."""
    if isinstance(said, list):
        yield from (one for each in said for one in items(each))
    elif isinstance(said, dict):
        inner = next((said[name] for name in LISTS if name in said), None)
        inner = said.get("Item") if inner is None else inner
        yield from items(inner) if inner is not None else iter([said] if "Name" in said else [])


def converted(found: list[Mapped]) -> Found:
    """Everything that has a counterpart; journeys go by the segments that have one."""
    made = Found(report=["# What became of it", ""])
    names: dict[str, str] = {}
    for one in (each for each in found if "Activities" not in each):
        text = _tried(made, "segment", one, segment)
        names |= {str(one.get("Id")): slug(one)} if text else {}
    for one in (each for each in found if "Activities" in each):
        _tried(made, "journey", one, lambda each: journey(each, names))
        beside = [name for name in BESIDE if one.get(name)]
        made.report += [f"  - not taken over, set it in policies: {', '.join(beside)}"] if beside else []
    return made


def _tried(made: Found, kind: str, one: Mapped, make: Callable[[Mapped], Mapped]) -> bool:
    path = f"{kind}s/{slug(one)}.yaml"
    try:
        if path in made.files:
            raise Missing("another one of this name was read before")
        made.files[path] = yaml.safe_dump(make(one), sort_keys=False, allow_unicode=True)
    except Missing as gap:
        made.report.append(f"- {kind} {one['Name']!r}: **not converted**: {gap}")
        return False
    made.report.append(f"- {kind} {one['Name']!r}: {path}")
    return True


def slug(one: Mapping[str, Any]) -> str:
    """A definition's name out of a title."""
    return re.sub(r"[^a-z0-9]+", "-", str(one["Name"]).lower()).strip("-") or "unnamed"


def segment(one: Mapped) -> Mapped:
    """A segment's definition. Raises Missing."""
    if one.get("SegmentType") == "IMPORT":
        raise Missing("an imported list of endpoints is no rule; import a trait and ask for it")
    groups = one.get("SegmentGroups")
    if groups:
        when = _grouped(groups.get("Include", "ALL"), [_group(each) for each in groups["Groups"]])
    else:
        when = _grouped("ALL", list(_dimensions(one.get("Dimensions") or {})))
    return {"name": one["Name"], "when": when}


def _group(group: Mapped) -> Mapped:
    if group.get("SourceSegments"):
        raise Missing("a segment made of segments")
    parts = [_grouped("ALL", list(_dimensions(each))) for each in group.get("Dimensions") or ()]
    return _grouped(group.get("Type", "ALL"), parts)


def _grouped(how: str, parts: list[Mapped]) -> Mapped:
    if not parts:
        raise Missing("no condition at all: everybody")
    if how == "NONE":
        return {"not": _grouped("ANY", parts)}
    return parts[0] if len(parts) == 1 else {WORDS[how]: parts}


def _dimensions(said: Mapped) -> Iterator[Mapped]:
    for kind, asked in said.items():
        if asked and kind not in ("Attributes", "UserAttributes"):
            raise Missing(f"the dimension {kind}")
        for name, wanted in (asked or {}).items():
            yield _attribute(name, wanted)


def _attribute(name: str, wanted: Mapped) -> Mapped:
    how, values = wanted.get("AttributeType", "INCLUSIVE"), wanted.get("Values") or []
    if how not in ("INCLUSIVE", "EXCLUSIVE"):
        raise Missing(f"{how} of the attribute {name}")
    asked = {"trait": name, "in": list(values)}
    return asked if how == "INCLUSIVE" else {"not": asked}


def journey(one: Mapped, segments: Mapping[str, str]) -> Mapped:
    """A journey's definition, where its activities follow one another. Raises Missing."""
    start = (one.get("StartCondition") or {}).get("SegmentStartCondition") or {}
    key = segments.get(str(start.get("SegmentId")))
    if key is None:
        raise Missing("it starts from a segment that was not converted, or from an event")
    entry = {"detail-type": ["SegmentEntered"], "detail": {"segment": [key]}}
    return {"name": one["Name"], "entry": entry, "while": key, "steps": list(_steps(one))}


def _steps(one: Mapped) -> Iterator[Mapped]:
    activities, at, seen = one["Activities"], one.get("StartActivity"), set()
    if not activities:
        raise Missing("no activity")
    while at:
        if at in seen or at not in activities:
            raise Missing("activities that lead nowhere, or round and round")
        seen.add(at)
        step, at = _step(activities[at])
        yield step


def _step(activity: Mapped) -> tuple[Mapped, str | None]:
    match activity:
        case {"EMAIL": {"TemplateName": str(template), **more}}:
            sent = {"template": slug({"Name": template}), "channel": "email", "purpose": "marketing"}
            return {"send": sent}, more.get("NextActivity")
        case {"Wait": {"WaitTime": {"WaitFor": str(span)}, **more}}:
            return {"wait": waited(span)}, more.get("NextActivity")
    kinds = [name for name in activity if name != "Description"]
    raise Missing(f"the activity {', '.join(kinds) or 'without a kind'}")


def waited(span: str) -> str:
    """An ISO 8601 duration as the playbook has it. Raises Missing."""
    found = SPAN.fullmatch(span)
    parts = [int(one or 0) for one in found.groups()] if found else []
    seconds = sum(count * size for count, (_, size) in zip(parts, UNITS, strict=False))
    if not seconds:
        raise Missing(f"a wait of {span}")
    return next(f"{seconds // size}{unit}" for unit, size in UNITS if seconds % size == 0)
