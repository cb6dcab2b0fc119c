"""`policies/messages.yaml`: how long messages wait where their step does not say, and for whom marketing waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import inside
from segue.spelling import only
from segue.times import DAY, Millis, duration

FIELDS = ("within", "open_case")
SPANS = ("marketing", "transactional")


@dataclass(frozen=True)
class Patience:
    """How late a message of a purpose may go out, from when it was intended. `open_case`: while the customer has a
    case that was opened so lately, marketing waits (0: it does not)."""

    marketing: Millis = 2 * DAY
    transactional: Millis = 4 * DAY
    open_case: Millis = 14 * DAY

    def of(self, purpose: str) -> Millis:
        """A purpose of the shop's own is as patient as marketing."""
        return self.transactional if purpose == "transactional" else self.marketing


def patience_policy(spec: Mapping[str, Any]) -> Patience:
    """The policy; what it leaves out is usual. Raises Invalid("unknown-key", "bad-duration")."""
    only(spec, FIELDS, "the policy of messages")
    with inside("within"):
        within = only(spec.get("within", {}), SPANS, "`within`")
        spans = {name: _span(within, name) for name in SPANS if name in within}
    return Patience(**spans, **({"open_case": _span(spec, "open_case")} if "open_case" in spec else {}))


def _span(given: Mapping[str, Any], name: str) -> Millis:
    with inside(name):
        return duration(given[name])
