"""Operators: what a segment may ask of a profile, one subject a file.

To add an operator: a function that makes a `Condition` of the mapping it stands in, and its line in `OPERATORS`. What
is wrong in the mapping it refuses with Invalid("bad-condition"); what it makes never raises. Its `facets` are all that
it looks at, and its verdict holds until `until`: `tests/properties/test_operators.py` proves the three.
"""

from collections.abc import Callable, Mapping
from typing import Any

from segue.segments.operators import carts, orders, traits
from segue.segments.verdicts import Condition

OPERATORS: dict[str, Callable[[Mapping[str, Any]], Condition]] = {
    "trait": traits.trait,
    "cart": carts.cart,
    "ordered": orders.ordered,
}
