"""`policies/channels.yaml`, compiled and checked: what is declared about channels, and how carefully it is learned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from segue.contact_points import CHANNELS
from segue.errors import Invalid, every, inside
from segue.spelling import meant, only

# What a message costs about, in hundredths of a cent, where the shop does not say: only their order matters.
COSTS: Mapping[str, int] = {
    "inapp": 4,  # free, but nobody is reached before they come: `best` reaches first whom it can
    "web": 0,
    "webhook": 0,
    "custom": 0,
    "push": 1,
    "email": 2,
    "messenger": 3,
    "instagram": 3,
    "x": 3,
    "whatsapp": 300,
    "sms": 500,
}
KNOWN = tuple(dict.fromkeys((*COSTS, *CHANNELS)))
MOST_COST = 1_000_000
MOST_STRENGTH = 1000
MOST_SHARE = 500  # thousandths: half of all


@dataclass(frozen=True)
class Strengths:
    """How many messages or answers of a person's own count as much as everybody's: for the `channel` (messages), the
    `hour` and, of a segment beside the shop, `segment` (answers)."""

    channel: int = 10
    hour: int = 12
    segment: int = 200


@dataclass(frozen=True)
class ChannelPolicy:
    """`order`: which channel comes first where nothing else decides. `cost`: of a message, in whatever unit. `explore`:
    thousandths of marketing messages that go another way than the best. `alike`: thousandths by which two channels'
    answers may differ and still count as the same. `style_after`: sends of a template's styles to a person before one
    is learned."""

    order: tuple[str, ...] = ()
    cost: Mapping[str, int] = field(default_factory=dict)
    explore: int = 50
    alike: int = 30
    style_after: int = 8
    strengths: Strengths = Strengths()

    def price(self, channel: str) -> tuple[int, int]:
        """What decides between channels that are answered alike: the cheaper, then the earlier in the order."""
        place = self.order.index(channel) if channel in self.order else len(self.order)
        return self.cost.get(channel, COSTS.get(channel, MOST_COST)), place


Reading = Callable[[Any], Any]


def channels_policy(spec: Mapping[str, Any]) -> ChannelPolicy:
    """The policy; what it leaves out is usual. Raises Invalid("bad-policy")."""
    only(spec, READS, "the policy of channels")
    read = every(*(partial(_field, name, spec[name], READS[name]) for name in spec))
    return ChannelPolicy(**{FIELDS.get(name, name): one for name, one in zip(spec, read, strict=True)})


def _field(name: str, given: Any, reading: Reading) -> Any:
    with inside(name):
        return reading(given)


def _order(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or len(set(map(str, given))) < len(given):
        raise Invalid("bad-policy", "`order` is a list of channels, each once")
    every(*(partial(_known, place, one) for place, one in enumerate(given)))
    return tuple(given)


def _known(place: int | str, given: Any) -> None:
    with inside(place):
        if given not in KNOWN:
            raise Invalid("bad-policy", f"the channels are {', '.join(KNOWN)}{meant(given, KNOWN)}")


def _costs(given: Any) -> Mapping[str, int]:
    only(given, KNOWN, "the costs of channels")
    every(*(partial(_field, name, one, partial(_whole, name, MOST_COST)) for name, one in given.items()))
    return dict(given)


def _strengths(given: Any) -> Strengths:
    only(given, STRENGTHS, "the strength of what everybody does")
    every(*(partial(_field, name, one, partial(_strength, name)) for name, one in given.items()))
    return Strengths(**given)


def _strength(name: str, given: Any) -> int:
    if _whole(name, MOST_STRENGTH, given) < 1:
        raise Invalid("bad-policy", f"`{name}` is at least 1: a single message proves nothing")
    return given


def _whole(name: str, most: int, given: Any) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= most:
        raise Invalid("bad-policy", f"`{name}` is a whole number from 0 to {most}, not {str(given)[:20]!r}")
    return given


def share(given: Any) -> int:
    """`5%` or `2.5%` as thousandths, up to half. Raises Invalid("bad-policy")."""
    written = str(given).strip().removesuffix("%")
    whole, _, tenth = written.partition(".")
    fits = isinstance(given, str) and "%" in given and f"{whole}{tenth}".isdecimal() and len(tenth) <= 1
    found = int(whole or 0) * 10 + int(tenth or 0) if fits else -1
    if not 0 <= found <= MOST_SHARE:
        raise Invalid(
            "bad-policy", f"write a share from 0% to {MOST_SHARE // 10}%, such as 5%, not {str(given)[:20]!r}"
        )
    return found


def _after(given: Any) -> int:
    return _strength("learn_style_after", given)


STRENGTHS = ("channel", "hour", "segment")
FIELDS = {"learn_style_after": "style_after", "prior": "strengths"}
READS: Mapping[str, Reading] = {
    "order": _order,
    "cost": _costs,
    "explore": share,
    "alike": share,
    "learn_style_after": _after,
    "prior": _strengths,
}
