"""Segments out of the playbook's mappings."""

from collections.abc import Mapping
from typing import Any

from segue.segments.conditions import compile_condition
from segue.segments.membership import Segment


def compile_segment(key: str, spec: Mapping[str, Any]) -> Segment:
    """A segment out of the playbook's mapping. Raises Invalid("bad-condition")."""
    return Segment(
        id=key,
        name=str(spec.get("name") or key),
        description=str(spec.get("description") or ""),
        when=compile_condition(spec.get("when")),
    )
