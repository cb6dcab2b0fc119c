"""Records as Markdown, with the data map for Mermaid. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from segue.records.mapping import links

Row = Mapping[str, Any]


PROCESSING = ("purpose", "why", "legal basis", "people", "data", "kept as", "by")
LIMITS = ("class", "what", "days", "ended by", "changed in")


def markdown(found: Row) -> str:
    """The whole of it."""
    sections = [one for section in found["assessment"] for one in _section(section)]
    parts = (
        _head(found),
        ["## Processing (GDPR, article 30)", "", *_table(PROCESSING, map(_processing, found["processing"]))],
        _data(found["data"]),
        _recipients(found),
        ["## Time limits", "", *_table(LIMITS, map(_limit, found["limits"]))],
        ["## Security measures", "", *(f"- {one}" for one in found["measures"]), ""],
        ["## Data map", "", "```mermaid", "flowchart LR", *_mermaid(found), "```", ""],
        ["## Assessment", "", *sections],
    )
    return "\n".join(line for part in parts for line in part)


def _head(found: Row) -> list[str]:
    name, contact = _cell(found["controller"]["name"]), _cell(found["controller"]["contact"])
    whence = f"Written from the playbook `{found['playbook']}` and the template."
    known = "What stands as OPEN QUESTION no configuration can know."
    return [f"# Records of processing: {name}", "", f"{whence} {known}", "", f"Contact: {contact}", ""]


def _recipients(found: Row) -> list[str]:
    rows = ((one["name"], one["kind"], one["who"] or ["nobody outside"], one["gets"]) for one in found["recipients"])
    table = _table(("recipient", "kind", "who", "gets"), rows)
    return ["## Recipients", "", *table, f"Transfers: {found['transfers']}", ""]


def _limit(one: Row) -> Sequence[Any]:
    return one["class"], one["what"], one["days"] or "-", one["by"], one["changed"]


def _processing(one: Row) -> Sequence[Any]:
    return tuple(one[name] for name in ("name", "why", "basis", "people", "data", "kept", "by"))


def _data(data: Row) -> list[str]:
    return [
        "## Data",
        "",
        f"Identifiers: {', '.join(data['identifiers'])}",
        "",
        *_table(("event", "planned fields"), ((one["event"], one["fields"]) for one in data["events"])),
        *_table(
            ("sensitive trait", "class", "usable in"),
            ((one["trait"], one["class"], one["usable_in"] or ["nowhere"]) for one in data["sensitive"]),
        ),
    ]


def _section(one: Row) -> list[str]:
    return [f"### {one['question']}", "", *(f"- {_cell(said)}" for said in one["says"]), "", f"**{one['open']}**", ""]


def _mermaid(found: Row) -> list[str]:
    nodes, edges = links(found)
    made = [f'  {_id(key)}["{_quoted(name)}"]' for key, name, _ in nodes]
    return made + [f"  {_id(left)} --> {_id(right)}" for left, right in edges]


def _table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    found = [f"| {' | '.join(_cell(one) for one in row)} |" for row in rows]
    if not found:
        return [f"No {heads[0]}.", ""]
    return [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *found, ""]


def _cell(value: Any) -> str:
    """A text of the shop's own is no markup of ours."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return re.sub(r"\s+", " ", re.sub(r"([|\\<>\[\]`*])", r"\\\1", text))


def _id(key: str) -> str:
    return re.sub(r"\W", "_", key)


def _quoted(name: str) -> str:
    return re.sub(r'["\n\[\]]', " ", name)
