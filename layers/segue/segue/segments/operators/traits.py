"""What a person has said, or what others have said of the person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from segue.facets.registers import Register
from segue.profile.profiles import Profile
from segue.segments.asking import word
from segue.segments.compiler import Compiler
from segue.segments.shapes import VALUE_TESTS, Schema, asked
from segue.segments.texts import told
from segue.segments.values import ValueTest, value_test
from segue.segments.verdicts import Condition, Fact, Verdict, latest
from segue.times import Millis

SCHEMAS: dict[str, Schema] = {
    "trait": asked("trait", {"type": ["string", "integer"]}, "what is said of the person", **VALUE_TESTS),
}
PREDICTED = "predicted_"


def trait(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`trait: vip` with value tests (`segments/values.py`) beside it; since the value was last said."""
    name, asks = word(spec["trait"], "trait"), value_test(spec)

    def test(profile: Profile, now: Millis) -> Verdict:
        said = profile.said_trait(name)
        if not said:
            return asks(None, now)
        return asks(said[0][2], now).mended(lambda since: latest(since, _since(said, asks, now)))

    def facts(profile: Profile, _now: Millis) -> tuple[Fact, ...]:
        said = profile.said_trait(name)
        if not said:
            return (Fact(f"no {name}"),)
        time, _, value, source = said[0][:4]
        shown = str(value).lower() if isinstance(value, bool) else value  # as a text of the playbook says it
        return (Fact(f"{name} is {shown}", time, f"said by {source}", name, value),)

    return Condition(test, frozenset({"traits"}), facts=facts)


def predicted(spec: Mapping[str, Any], compiler: Compiler) -> Condition:
    """`predicted: churn` with value tests beside it, such as `at_least: 0.7`: a trait with a name of its own."""
    name = word(spec["predicted"], "predicted")
    made = trait({**spec, "trait": f"{PREDICTED}{name}"}, compiler)
    return replace(made, text=told(spec))


def _since(said: Sequence[Register], asks: ValueTest, now: Millis) -> Millis:
    """When the oldest of the newest values was said of which all have the same answer."""
    answer = asks(said[0][2], now).holds
    return [one[0] for one in takewhile(lambda one: asks(one[2], now).holds is answer, said)][-1]
