"""What may stand in a file of the playbook, for the editor's list: its kind's JSON Schema, and the names of what it may
refer to."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from segue.console.desk import Desk
from segue.console.texts import kind_of
from segue.console.visits import Shown, Visit
from segue.errors import NotFound
from segue.segments.schemas import CONDITION, condition_schema

JSON = "application/json"
SCHEMAS = Path(__file__).parents[3] / "playbook" / "schemas"  # the playbook's layer stands beside ours, here and there
TEXT = {"type": "string"}
SEGMENT = {
    "type": "object",
    "properties": {"name": TEXT, "description": TEXT, "when": CONDITION},
    "$defs": condition_schema(),
}
# Under which words of a text stand ids of which kind.
NAMED = {
    "template": "template",
    "segment": "segment",
    "in_segment": "segment",
    "while": "segment",
    "start": "journey",
    "stop": "journey",
}


def show(visit: Visit, desk: Desk) -> Shown:
    """`{"schema", "names": {word: [ids]}}` of a folder. Raises NotFound."""
    kind = kind_of(visit.args["folder"])
    if not kind:
        raise NotFound("unknown-folder")
    names = {word: sorted(desk.playbooks.definitions(one)) for word, one in NAMED.items()}
    return Shown(200, json.dumps({"schema": schema(kind), "names": names}).encode(), kind=JSON)


@cache
def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of files; one that allows anything where there is none yet."""
    file = SCHEMAS / f"{kind}.json"
    if file.is_file():
        return json.loads(file.read_text())
    return SEGMENT if kind == "segment" else {}
