"""What a file of the playbook says, in words, beside its text. Pure; whatever stands in the text, this never fails."""

from collections.abc import Callable, Mapping
from typing import Any

from segue.console.clause_words import clauses
from segue.console.flow_pictures import told
from segue.console.flow_words import flow
from segue.console.signal_words import leaving_words
from segue.console.words import label, shown

Spec = Mapping[str, Any]
MOST = 12  # settings that are listed of what has no words of its own


def reading_of(folder: str, key: str, spec: Spec) -> dict[str, Any]:
    """{"about", "clause", "flow", "leaves", "facts", "page"}; what a folder has no words for stays empty."""
    empty: dict[str, Any] = {"about": "", "clause": None, "flow": [], "leaves": [], "facts": [], "page": ""}
    about = str(spec.get("description") or "")
    return empty | {"about": about} | READINGS.get(folder, _plain)(key, spec)


def _segment(key: str, spec: Spec) -> dict[str, Any]:
    return {"clause": clauses(spec["when"]) if spec.get("when") else None, "page": f"segments/{key}"}


def _journey(key: str, spec: Spec) -> dict[str, Any]:
    return {"flow": told(flow(spec)), "leaves": leaving_words(spec), "page": f"journeys/{key}"}


def _template(key: str, spec: Spec) -> dict[str, Any]:
    parts = [(label(name), str(spec[name])[:200]) for name in ("subject", "body") if name in spec]
    return {"facts": parts, "page": f"templates/{key}"}


def _source(key: str, _spec: Spec) -> dict[str, Any]:
    return {**_plain(key, _spec), "page": f"sources/{key}"}


def _plain(_key: str, spec: Spec) -> dict[str, Any]:
    return {"facts": [(label(str(name)), shown(value)[:200]) for name, value in list(spec.items())[:MOST]]}


READINGS: dict[str, Callable[[str, Spec], dict[str, Any]]] = {
    "segments": _segment,
    "journeys": _journey,
    "templates": _template,
    "sources": _source,
}
