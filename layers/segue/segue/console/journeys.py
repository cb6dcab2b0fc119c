"""The journeys' pages: which there are, and one as a picture with what it does in words."""

from collections.abc import Mapping
from typing import Any

from segue.console.clause_words import span
from segue.console.desk import Desk
from segue.console.flow_pictures import drawn
from segue.console.flow_words import flow, told
from segue.console.rendering import page
from segue.console.signal_words import entry_words, leaving_words
from segue.console.visits import Shown, Visit
from segue.console.words import counted, label
from segue.errors import NotFound

CHANGED = {
    "finish": "Whoever is inside goes on with the text that they began with.",
    "move": "Whoever is inside goes on with the new text, at the same step.",
    "leave": "Whoever is inside leaves.",
}
LATE = {"fire": "begins all the same", "update": "begins nothing", "ignore": "is left out"}


def show(visit: Visit, desk: Desk) -> Shown:
    """Every journey of the playbook in force."""
    known = sorted(desk.playbooks.definitions("journey").items())
    return page(visit, "journeys.html", journeys=[_row(key, spec) for key, spec in known])


def show_one(visit: Visit, desk: Desk) -> Shown:
    """One journey. Raises NotFound."""
    key = visit.args["journey"]
    spec = desk.playbooks.definitions("journey").get(key)
    if spec is None:
        raise NotFound("unknown-journey")
    stations = flow(spec)
    facts = {"journey": _row(key, spec), "picture": drawn(stations), "told": told(stations), "rules": rules(spec)}
    return page(visit, "journey.html", **facts)


def rules(spec: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What holds for everybody in it, as pairs of a question and its answer."""
    starts, once = entry_words(spec)
    leaves = leaving_words(spec)
    found = [
        ("Who comes in", f"{starts}{', ' + once if once else ''}"),
        ("And again", _again(spec.get("reenter"))),
        ("Who leaves at once", "Whoever " + ", or ".join(leaves) if leaves else "Nobody: it runs to its end."),
        ("What comes late", _late(spec.get("late"))),
        ("When the text changes", CHANGED.get(str(spec.get("changed", "finish")), "")),
    ]
    return [(question, answer) for question, answer in found if answer]


def _row(key: str, spec: Mapping[str, Any]) -> dict[str, str]:
    name, about = str(spec.get("name") or label(key)), str(spec.get("description") or "")
    return {"id": key, "name": name, "about": about, "starts": entry_words(spec)[0]}


def _again(given: Any) -> str:
    match given:
        case "always":
            return "Every time"
        case {"after": after, **more}:
            most = f", at most {counted(int(more['most']), 'time')}" if str(more.get("most", "")).isdigit() else ""
            return f"After {span(after)}{most}"
    return "Never a second time"


def _late(given: Any) -> str:
    match given:
        case {"after": after, "then": str(then)}:
            return f"What is told more than {span(after)} after it happened {LATE.get(then, then)}."
    return ""
