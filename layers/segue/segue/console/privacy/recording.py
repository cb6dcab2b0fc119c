"""The page *Records*: records of processing, the data map and the assessment pack, and their files."""

from collections.abc import Mapping
from typing import Any

from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.errors import NotFound


def show(visit: Visit, _: Desk) -> Shown:
    """What the configuration says, and what is asked of the officer; or one of its files. Raises NotFound."""
    from segue.records.carriers import CARRIERS  # hardly anybody asks
    from segue.wiring.records import gathered

    found, name = gathered(), visit.args["file"]
    if name:
        return _file(found, name)
    asked = [one["open"].partition(": ")[2] for one in found["assessment"]]
    got = [{**one, "called": [CARRIERS.get(who, who) for who in one["who"]]} for one in found["recipients"]]
    return page(visit, "records.html", found={**found, "recipients": got}, asked=asked)


def _file(found: Mapping[str, Any], name: str) -> Shown:
    from segue.records.writing import FILES, kind_of, written

    if name not in FILES:
        raise NotFound("no-page")
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Shown(200, written(found, name).encode(), headers=headers, kind=kind_of(name))
