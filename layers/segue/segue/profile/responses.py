"""How often a customer answers what was sent: opened, clicked or replied, without machines."""

from collections.abc import Mapping
from typing import NamedTuple

from segue.facets import engagement, style
from segue.facets.engagement import Engagement
from segue.facets.style import Style

ANSWERS = ("opened", "clicked", "replied")
SENT = ("sent", "delivered")  # some providers report the one, some the other, most both


class Responses(NamedTuple):
    """So many of the messages that were sent were answered."""

    answered: int = 0
    sent: int = 0


def by_channel(value: Engagement) -> dict[str, Responses]:
    """{channel: responses} of the last three months. Several opens on one day are one answer to what was sent then,
    since a message may be opened many times; no more is answered than was sent."""
    answered: dict[str, int] = {}
    sent: dict[str, dict[str, int]] = {}
    for counts in engagement.days_of(value).values():
        for channel, kinds in _kinds(counts).items():
            most = max(1, _sent(kinds))
            answered[channel] = answered.get(channel, 0) + min(most, _answered(kinds))
            sums = sent.setdefault(channel, {})
            sums |= {kind: sums.get(kind, 0) + kinds.get(kind, 0) for kind in SENT}
    return {one: _responses(answered[one], _sent(sums)) for one, sums in sent.items() if _sent(sums)}


def by_style(value: Style) -> dict[str, Responses]:
    """{style of a template: responses} of the last half year, as far as reports say which one it was."""
    return {name: _responses(_answered(kinds), _sent(kinds)) for name, kinds in style.variants(value).items()}


def _responses(answered: int, sent: int) -> Responses:
    return Responses(min(answered, sent), sent)


def _kinds(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name, count in counts.items():
        channel, _, kind = name.partition(".")
        found.setdefault(channel, {})[kind] = count
    return found


def _sent(kinds: Mapping[str, int]) -> int:
    return max(kinds.get(one, 0) for one in SENT)


def _answered(kinds: Mapping[str, int]) -> int:
    """A message that was clicked was mostly opened before: the commonest of the three, not their sum."""
    return max(kinds.get(one, 0) for one in ANSWERS)
