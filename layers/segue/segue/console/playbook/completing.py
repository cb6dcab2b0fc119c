"""What may stand in a file of the playbook, for the editor's list: its kind's JSON Schema, and the names of what it may
refer to."""

import json
from functools import cache
from importlib import import_module
from typing import Any

from segue.console.desk import Desk
from segue.console.playbook.texts import kind_of
from segue.console.visits import Shown, Visit
from segue.errors import NotFound

JSON = "application/json"
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
    """The JSON Schema of a kind of files, or of one policy; one that allows anything where there is none.

    Made by what checks a playbook, which is loaded when somebody writes in it.
    """
    return import_module("segue.playbook.schemas").schemas().get(name, {})
