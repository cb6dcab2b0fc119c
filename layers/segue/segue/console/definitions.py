"""The segments in force, as the playbook has them."""

from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import label

FOLDER = "segments/"


def show(visit: Visit, desk: Desk) -> Shown:
    """Every segment with its text."""
    texts = desk.playbooks.files()
    known = desk.playbooks.definitions("segment")
    segments = [
        {
            "id": key,
            "name": spec.get("name") or label(key),
            "description": spec.get("description", ""),
            "path": f"{FOLDER}{key}.yaml",
            "text": texts.get(f"{FOLDER}{key}.yaml", ""),
        }
        for key, spec in sorted(known.items())
    ]
    return page(visit, "segments.html", segments=segments, version=desk.playbooks.active_version())
