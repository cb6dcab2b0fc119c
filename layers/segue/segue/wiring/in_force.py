"""Segments as the playbook in force has them: for whoever evaluates them, and for who tells of them."""

from segue.segments.compiling import compile_segments
from segue.segments.membership import Segment
from segue.wiring.tables import playbooks


def segments() -> dict[str, Segment]:
    """The segments in force, compiled once per version of the playbook."""
    return playbooks().made_of("segments", ("segment", "policy"), compile_segments)
