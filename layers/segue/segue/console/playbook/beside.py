"""Fields beside a text that write into it: the words of a message, the clauses of a segment."""

from collections.abc import Mapping
from typing import Any

from segue.console.desk import Desk
from segue.console.playbook.copy_fields import fields_of, written
from segue.console.playbook.naming import headed, heads_of
from segue.console.segments.clause_forms import ROOT, row_of, spec_of, told
from segue.console.segments.clause_groups import acted
from segue.console.segments.clause_slots import CALLED, GROUPS, shapes
from segue.console.segments.clause_texts import placed
from segue.console.visits import Visit

WRITTEN = ("templates", "fragments")  # folders whose files hold words for customers


def fields_beside(folder: str, text: str, desk: Desk) -> dict[str, Any]:
    """{"words", "heads", "clauses"}: what stands beside a text of this folder."""
    words = fields_of(text) if folder in WRITTEN else []
    if folder != "segments":
        return {"words": words, "heads": [], "clauses": None}
    said = desk.changing().said(text)
    return {"words": words, "heads": heads_of(said) if said else [], "clauses": _clauses(text, desk)}


def with_fields(visit: Visit, desk: Desk, text: str) -> str:
    """The text with what was typed into the fields beside it, where that has changed."""
    if visit.args["folder"] in WRITTEN:
        return written(text, _under(visit.form, "words."), _under(visit.form, "was."))
    if visit.args["folder"] != "segments":
        return text
    text = headed(text, _under(visit.form, "head."), _under(visit.form, "head_was."))
    if f"{ROOT}.kind" not in visit.form:
        return text
    asked = spec_of(visit.form, desk.changing().value)
    spec = acted(asked, visit.form.get("do", ""))
    return text if _said(spec) == visit.form.get("when", "").strip() else placed(text, spec)


def _clauses(text: str, desk: Desk) -> dict[str, Any] | None:
    """The clauses of a segment as rows of a form; None where the text says nothing that can be asked so."""
    from segue.console.segments.clause_offers import offers  # for who writes a segment
    from segue.console.segments.clause_subjects import subjects
    from segue.console.segments.clause_units import unit

    when, read = desk.changing().said(text).get("when"), desk.changing().value
    if not isinstance(when, Mapping) or not when:
        return None
    return {
        "row": row_of(when, read),
        "was": _said(when),
        "subjects": subjects(),
        "operators": [*shapes()],
        "offers": offers(desk),
        "unit": unit,
        "groups": [(one, CALLED[one]) for one in GROUPS],
        "segments": sorted(desk.playbooks.definitions("segment")),
        "noted": any("#" in line for line in text.partition("\nwhen")[2].split("\n") if line.startswith(" ")),
    }


def _said(spec: Any) -> str:
    """A condition in one spelling; a group of one part is that part."""
    parts = spec.get("all") if isinstance(spec, Mapping) and len(spec) == 1 else None
    alone = parts[0] if isinstance(parts, list) and len(parts) == 1 else spec
    return told(alone)


def _under(form: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in form.items() if name.startswith(prefix)}
