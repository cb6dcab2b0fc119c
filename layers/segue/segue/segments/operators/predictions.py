"""Predicted values, as traits that are called after them."""

from collections.abc import Mapping
from typing import Any

from segue.segments.asking import word
from segue.segments.compiler import Compiler
from segue.segments.operators.traits import trait
from segue.segments.shapes import VALUE_TESTS, WORD, Schema, asked
from segue.segments.texts import told
from segue.segments.verdicts import Condition

PREFIX = "predicted_"
SCHEMAS: dict[str, Schema] = {
    "predicted": asked("predicted", WORD, "the value that a model has found, the trait predicted_<name>", **VALUE_TESTS)
}


def predicted(spec: Mapping[str, Any], compiler: Compiler) -> Condition:
    """`predicted: churn` with value tests beside it, such as `at_least: 0.7`."""
    name = word(spec["predicted"], "predicted")
    made = trait({**spec, "trait": f"{PREFIX}{name}"}, compiler)
    return Condition(made.test, made.facets, told(spec), made.cost, facts=made.facts)
