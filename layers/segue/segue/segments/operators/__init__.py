"""Operators: what a segment may ask of a profile, one subject a file.

An operator is a function `(spec, compiler) -> Condition`. `spec` is the whole mapping that it stands in:
`spec["ordered"]` is what stands under it, and `spec["equals"]` what stands beside it. `compiler`
(`segue.segments.compiler`) gives it a policy of the playbook: `compiler.policy("rfm")` is the mapping of
`policies/rfm.yaml`, {} where there is none. What is wrong in the mapping it refuses with Invalid("bad-condition") and
words; `segments/asking.py` reads settings and says the place of a wrong one: (setting,) in `Invalid.path`, before which
`compile_condition` puts the operator's name where the setting does not stand beside it.

Of the `Condition` that it makes:
- `test(profile, now) -> Verdict` is pure and never raises, whatever the profile holds. It holds until `until`, says
  `since` when where that follows from event times and boundaries (ALWAYS: as long as anything is known; None: nobody
  can know) or how that is worked out if somebody asks, and names `carts` where they are why. What counts for a while
  (in a window, after some events) is told as `Span`s to `counted` (`segments/timelines.py`), which gets all three
  right; several answers become one by `segments/deciding.py`. What takes work to derive from a profile is a
  `cached_property` of `Profile`: fifty segments then share it.
- `facets` names all facets that it looks at;
- `text` may be left out: it is then the mapping on one line;
- `cost` is 1 for a look at one value, more where work grows with what is looked through (10 for a log);
- `facts(profile, now) -> tuple[Fact, ...]` says for staff which value decided, and the event that told of it.

To add one: the function, its line in `OPERATORS`, a JSON Schema of the whole mapping in the `SCHEMAS` of its file (its
`properties` are also all that may stand beside the operator), and examples in `EXAMPLES` of
`tests/properties/operators.py`: `tests/properties/test_operators.py` proves what is said above.
"""

from collections.abc import Callable, Mapping
from typing import Any

from segue.segments.compiler import Compiler
from segue.segments.doubts import doubtful
from segue.segments.operators import (
    carts,
    contacts,
    engagement,
    events,
    interests,
    moments,
    needs,
    orders,
    predictions,
    purchases,
    research,
    rfm,
    rhythms,
    support,
    traits,
)
from segue.segments.verdicts import Condition

Operator = Callable[[Mapping[str, Any], Compiler], Condition]

OPERATORS: dict[str, Operator] = {
    "trait": traits.trait,
    "known_by": contacts.known_by,
    "consent": contacts.consent,
    "reachable": contacts.reachable,
    "cart": carts.cart,
    "ordered": orders.ordered,
    "spent": orders.spent,
    "bought": purchases.bought,
    "prefers": doubtful(purchases.prefers, "orders"),
    "discount_share": doubtful(purchases.discount_share, "orders"),
    "rfm": doubtful(rfm.rfm, "orders"),
    "buys_every": doubtful(rhythms.buys_every, "orders"),
    "overdue": doubtful(rhythms.overdue, "orders"),
    "interested": interests.interested,
    "researching": research.researching,
    "engaged": doubtful(engagement.engaged, "engagement"),
    "support": support.support,
    "predicted": predictions.predicted,
    "due_again": doubtful(needs.due_again, "orders"),
    "did": events.did,
    "first": moments.first_time,
    "last": moments.last_time,
    "sequence": moments.sequence,
}
SCHEMAS: dict[str, dict[str, Any]] = {
    **traits.SCHEMAS,
    **contacts.SCHEMAS,
    **carts.SCHEMAS,
    **orders.SCHEMAS,
    **purchases.SCHEMAS,
    **rfm.SCHEMAS,
    **rhythms.SCHEMAS,
    **interests.SCHEMAS,
    **research.SCHEMAS,
    **engagement.SCHEMAS,
    **support.SCHEMAS,
    **predictions.SCHEMAS,
    **needs.SCHEMAS,
    **events.SCHEMAS,
    **moments.SCHEMAS,
}
