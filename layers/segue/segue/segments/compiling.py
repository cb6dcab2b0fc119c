"""Segments out of the playbook's mappings."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from segue.errors import every, inside
from segue.facets.registers import short
from segue.segments.changes import fingerprint
from segue.segments.compiler import Compiler, Spec
from segue.segments.conditions import compile_condition
from segue.segments.membership import STILL_IN, Segment
from segue.segments.verdicts import Condition
from segue.spelling import choice

MEANING = 1  # raise it where an operator's answers come to mean something else: all are then asked again


def compile_segment(key: str, spec: Mapping[str, Any], compiler: Compiler | None = None) -> Segment:
    """A segment out of the playbook's mapping. Raises Invalid("bad-condition") whose path says where.

    Without a compiler nobody looks whether the segments that it asks for are there.
    """
    known = (compiler or Compiler()).within(key)
    _, when = every(partial(_check_back_fill, spec), partial(_condition, spec, known))
    return Segment(id=key, name=str(spec.get("name") or key), description=str(spec.get("description") or ""), when=when)


def _check_back_fill(spec: Spec) -> None:
    """Whether a changed text may start journeys."""
    with inside("backfill"):
        choice(spec.get("backfill", "quiet"), ("quiet", "fire"), "backfill", "bad-backfill")


def _condition(spec: Spec, known: Compiler) -> Condition:
    with inside("when"):
        return compile_condition(spec.get("when"), known)


def compile_segments(segments: Mapping[str, Spec], policies: Mapping[str, Spec]) -> dict[str, Segment]:
    """All segments of a playbook, which may ask for each other. Raises Invalid("bad-condition")."""
    meant = fingerprint({"segment": segments, "policy": policies})
    book = f"{short(f'{MEANING} {meant}'):010x}"
    leaves: dict[str, Condition] = {}
    still = policies.get("privacy", {}).get(STILL_IN, ())
    return {
        key: replace(
            compile_segment(key, one, Compiler(segments, policies, leaves=leaves)), book=book, still=key in still
        )
        for key, one in segments.items()
    }
