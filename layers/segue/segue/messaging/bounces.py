"""`policies/bounces.yaml`: when an address whose mails keep coming back, though it exists, is left alone for a while.

A full mailbox or a server that is away says nothing for ever. So many such bounces within so many days, with nothing
delivered since, and marketing waits; it goes on by itself, or as soon as something is delivered.

What a contact point keeps is the moments of these bounces and of the newest delivery, so that the order in which
reports come, and how often, changes nothing; what follows from them is worked out when it is decided on a message.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid, inside
from segue.spelling import only
from segue.times import DAY, Millis, duration

FIELDS = ("soft", "within", "rest")
SPANS = ("within", "rest")
MOST = 10  # soft bounces that a policy may ask for
EXEMPT = ("transactional", "answer")  # who waits for a receipt is worth another try


@dataclass(frozen=True)
class Bounces:
    """`soft` bounces `within` so long, without a delivery since, keep marketing away for `rest` after the last."""

    soft: int = 3
    within: Millis = 14 * DAY
    rest: Millis = 7 * DAY

    def rests_until(self, soft: Collection[Millis], delivered: Millis) -> Millis:
        """Until when the address is left alone; 0 where it is not. `delivered`: the newest delivery, 0 for none."""
        since = sorted(one for one in soft if one > delivered)
        runs = zip(since, since[self.soft - 1 :], strict=False)
        return max((last + self.rest for first, last in runs if last - first <= self.within), default=0)


def bounces_policy(spec: Mapping[str, Any]) -> Bounces:
    """The policy; what it leaves out is usual. Raises Invalid("unknown-key", "bad-duration", "bad-policy")."""
    only(spec, FIELDS, "the policy of bounces")
    spans = {name: _span(name, spec[name]) for name in SPANS if name in spec}
    return Bounces(**spans, **({"soft": _count(spec["soft"])} if "soft" in spec else {}))


def _span(name: str, given: Any) -> Millis:
    with inside(name):
        return duration(given)


def _count(given: Any) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= MOST:
        with inside("soft"):
            raise Invalid("bad-policy", f"`soft` is a whole number from 1 to {MOST}")
    return given
