"""The routes about the running of the place: segments in force, and whether it answers."""

from collections.abc import Mapping
from typing import Any

from segue.api.answers import Health, Page, SegmentAnswer
from segue.wiring.tables import playbooks


def list_segments() -> Page[SegmentAnswer]:
    """The segments in force."""
    known = sorted(playbooks().definitions("segment").items())
    return Page(items=[_segment(key, spec) for key, spec in known])


def read_health() -> Health:
    """Whether the service answers."""
    return Health()


def _segment(key: str, spec: Mapping[str, Any]) -> SegmentAnswer:
    name, description = str(spec.get("name") or key), str(spec.get("description") or "")
    return SegmentAnswer(id=key, name=name, description=description, definition=spec.get("when") or {})
