"""Suggestions: two people who may be one, for a person to decide. Pure; `segue.aws.suggestions` keeps them."""

import base64
import hashlib
from dataclasses import dataclass, replace
from typing import Any, Literal

from segue.identity.edges import strength
from segue.keys import PersonId
from segue.times import Millis

KIND, DECIDED = "suggestion", "suggestion-decided"
State = Literal["suggested", "merged", "dismissed"]


@dataclass(frozen=True)
class Suggestion:
    """Two person ids, the stronger one first, that may be one person.

    `probability` is per mille. `evidence` is for people and holds no personal data: "same birth date",
    "names alike (94 %)". `reason` is "alike", or why linking left it to a person.
    """

    left: PersonId
    right: PersonId
    probability: int
    evidence: tuple[str, ...]
    reason: str = "alike"
    time: Millis = 0
    state: State = "suggested"

    @property
    def id(self) -> str:
        """The same for the same two people, in whatever order and whenever they are suggested."""
        return pair_id(self.left, self.right)

    def at(self, now: Millis) -> "Suggestion":
        """The same, made now."""
        return replace(self, time=now)


def pair_id(one: PersonId, other: PersonId) -> str:
    """`s_` and 24 lower-case base32 characters of the sorted pair's digest."""
    raw = hashlib.blake2b("#".join(sorted((one, other))).encode(), digest_size=15).digest()
    return f"s_{base64.b32encode(raw).decode().lower()}"


def in_order(one: PersonId, other: PersonId) -> tuple[PersonId, PersonId]:
    """The two ids, the stronger one first."""
    first, second = sorted((one, other), key=strength)
    return first, second


def row_of(one: Suggestion) -> dict[str, Any]:
    """The item of the Requests table; `kind` and `time` are the index by which staff list the open ones."""
    return {
        "pk": f"{KIND}#{one.id}",
        "sk": KIND,
        "kind": KIND if one.state == "suggested" else DECIDED,
        "time": one.time,
        "left": one.left,
        "right": one.right,
        "probability": one.probability,
        "evidence": list(one.evidence),
        "reason": one.reason,
        "state": one.state,
    }


def suggestion_of(row: dict[str, Any]) -> Suggestion:
    """The inverse of `row_of`."""
    return Suggestion(
        left=row["left"],
        right=row["right"],
        probability=row["probability"],
        evidence=tuple(row["evidence"]),
        reason=row["reason"],
        time=row["time"],
        state=row["state"],
    )
