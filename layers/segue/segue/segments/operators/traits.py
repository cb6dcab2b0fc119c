"""What a person has said, or what others have said of the person."""

from collections.abc import Mapping
from typing import Any

from segue.profile.profiles import Profile
from segue.segments.asking import flag, listed
from segue.segments.compiler import Compiler
from segue.segments.shapes import FLAG, Schema, asked
from segue.segments.verdicts import Condition, Verdict
from segue.times import Millis

SCHEMAS: dict[str, Schema] = {
    "trait": asked(
        "trait",
        {"type": ["string", "integer"]},
        "what is said of the person",
        equals={},
        **{"in": {"type": "array"}, "exists": FLAG},
    )
}


def trait(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`trait: vip` with `equals`, `in` (a list) or `exists` (true, as usual, or false) beside it."""
    name, wanted = str(spec["trait"]), spec.get("equals")
    one_of = listed(spec["in"], "in") if "in" in spec else [wanted] if "equals" in spec else None
    exists = flag(spec.get("exists", True), "exists")

    def test(profile: Profile, _now: Millis) -> Verdict:
        value = profile.traits.get(name)
        return Verdict(value in one_of if one_of is not None else (value is not None) is exists)

    return Condition(test, frozenset({"traits"}))
