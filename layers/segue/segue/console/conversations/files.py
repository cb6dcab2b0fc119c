"""Files of conversations in the console: where a browser uploads one to, which an answer has, opening one."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from segue.console.desk import Desk
from segue.console.visits import Shown, Visit, redirect
from segue.errors import Invalid
from segue.languages.texts import _

JSON = "application/json"
NAME, DIGITS, LONGEST = 256, 9, 20_000  # characters that are taken


def ask(visit: Visit, desk: Desk) -> Shown:
    """Where the browser uploads a file to, itself; 422 with words for one that is not taken."""
    size = visit.typed("size", DIGITS)
    file = visit.typed("name", NAME), visit.typed("type", NAME), int(size) if size.isdecimal() else 0
    try:
        made = desk.talks.helping.upload(visit.args["conversation"], file, f"console {visit.request.id}")
    except Invalid as wrong:
        return Shown(422, msgspec.json.encode({"detail": wrong.detail}), kind=JSON)
    return Shown(200, msgspec.json.encode(made), kind=JSON)


def of_form(visit: Visit, desk: Desk) -> tuple[Mapping[str, Any], ...]:
    """The files that the reply form says were uploaded. Raises Invalid."""
    said = visit.form.get("files", "")
    if not said:
        return ()
    try:
        given = json.loads(said[:LONGEST])
    except ValueError as wrong:
        raise Invalid("bad-attachment", _("the files of the form cannot be read")) from wrong
    rows = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    return desk.talks.helping.attached(visit.args["conversation"], rows)


def show(visit: Visit, desk: Desk) -> Shown:
    """To a file of a turn, by a link for a few minutes. Raises NotFound."""
    return redirect(desk.talks.helping.file(visit.args["conversation"], visit.args["turn"], int(visit.args["number"])))
