"""What may stand in a file of the playbook, for the editor's list: its kind's JSON Schema, and the names of what it may
refer to."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from segue.console.desk import Desk
from segue.console.texts import kind_of
from segue.console.visits import Shown, Visit
from segue.errors import NotFound

JSON = "application/json"
SCHEMAS = Path(__file__).parents[3] / "playbook" / "schemas"  # the playbook's layer stands beside ours, here and there
NAME = re.compile(r"[a-z_-]{1,60}")
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
    name = f"{kind}-{visit.asked('file')}" if kind == "policy" else kind
    names = {word: sorted(desk.playbooks.definitions(one)) for word, one in NAMED.items()}
    return Shown(200, json.dumps({"schema": schema(name), "names": names}).encode(), kind=JSON)


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a kind of files, or of one policy; one that allows anything where there is none."""
    file = SCHEMAS / f"{name}.json"
    return json.loads(file.read_text()) if NAME.fullmatch(name) and file.is_file() else {}
