"""What a compiler of conditions knows of the playbook that they stand in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from segue.segments.verdicts import Condition

Spec = Mapping[str, Any]


@dataclass(frozen=True)
class Compiler:
    """`segments` and `policies` are the playbook's mappings by id; no `segments` at all: a file by itself, whose
    references nobody can follow yet. `asked`: the segments that are being compiled, from the outermost on; `depth`: how
    deep in groups the condition stands; `made`: the segments that are compiled already; `leaves`: conditions without
    others in them by their text, so that what many segments ask is one."""

    segments: Mapping[str, Spec] | None = None
    policies: Mapping[str, Spec] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    depth: int = 0
    made: dict[str, Condition] = field(default_factory=dict, compare=False)
    leaves: dict[str, Condition] = field(default_factory=dict, compare=False)

    def policy(self, name: str) -> Spec:
        """The mapping of `policies/<name>.yaml`; an empty one where the playbook has none."""
        return self.policies.get(name, {})

    def deeper(self) -> "Compiler":
        """The compiler of what stands in a group."""
        return replace(self, depth=self.depth + 1)

    def within(self, segment: str) -> "Compiler":
        """The compiler of what this segment asks."""
        return replace(self, asked=(*self.asked, segment), depth=self.depth + 1)
