"""The page *Records*: records of processing, the data map and the assessment pack, and their files."""

from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.errors import NotFound


def show(visit: Visit, _: Desk) -> Shown:
    """What the configuration says, and what is asked of the officer."""
    from segue.wiring.records import gathered  # hardly anybody asks

    found = gathered()
    asked = [one["open"].partition(": ")[2] for one in found["assessment"]]
    return page(visit, "records.html", found=found, asked=asked)


def download(visit: Visit, _: Desk) -> Shown:
    """One of the files. Raises NotFound("no-page")."""
    from segue.records.writing import FILES, kind_of, written
    from segue.wiring.records import gathered

    name = visit.args["file"]
    if name not in FILES:
        raise NotFound("no-page")
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Shown(200, written(gathered(), name).encode(), headers=headers, kind=kind_of(name))
