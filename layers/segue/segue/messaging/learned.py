"""The channel that suits a person: what they declared, then what they answer, then what costs less."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from segue.contact_points import named
from segue.facets.registers import short
from segue.messages import Message
from segue.messaging.channel_policies import ChannelPolicy
from segue.messaging.patterns import Known, response
from segue.messaging.reasons import Reason
from segue.profile.profiles import Profile
from segue.profile.responses import Responses, by_channel

PREFERRED = "preferred_channel"
SPOKEN = {"e-mail": "email", "mail": "email", "text": "sms", "texts": "sms", "app": "push"}  # as people say it
WHOLE = 10_000


class Ranked(NamedTuple):
    """A channel and the ten-thousandths of its messages that the person is expected to answer, and why it stands
    here."""

    channel: str
    score: int
    why: Reason


def ranked(profile: Profile, channels: Sequence[str], policy: ChannelPolicy, known: Known) -> tuple[Ranked, ...]:
    """The channels, the one that suits best first; what is declared stands before what is learned."""
    told = by_channel(profile.whole.get("engagement", {}))
    scores = {one: score(told.get(one, Responses()), response(known.pattern, one), policy) for one in channels}
    wishes = [one for one in declared(profile.traits.get(PREFERRED)) if one in scores]
    rest = _by_answers({one: scores[one] for one in channels if one not in wishes}, policy)
    reasons = {one: Reason("prefers", {"channel": one}) for one in wishes}
    reasons |= {one: _why(one, rest, scores, told) for one in rest}
    return tuple(Ranked(one, scores[one], reasons[one]) for one in (*wishes, *rest))


def explored(message: Message, found: Sequence[Ranked], policy: ChannelPolicy) -> tuple[Ranked, ...]:
    """The same, but that a declared share of marketing goes first where the person was written to least. Whose channel
    is declared, nothing is tried on; a message always falls on the same side."""
    least = min(found, key=lambda one: (_sent(one), one.channel), default=None)
    tries = message.purpose == "marketing" and found and found[0].why.word != "prefers"
    if not tries or least is None or least is found[0] or lot(message.id, "channel") >= policy.explore:
        return tuple(found)
    why = Reason("explored", {"channel": least.channel, "share": f"{policy.explore / 10:g}%"})
    return (least._replace(why=why), *(one for one in found if one is not least))


def score(own: Responses, prior: tuple[int, int], policy: ChannelPolicy) -> int:
    """The ten-thousandths of messages that are expected to be answered: the person's own, drawn to the prior as if that
    were `policy.strengths.channel` messages. 0 of 3 says little, 0 of 300 much."""
    (answered, of), strength = prior, policy.strengths.channel
    return WHOLE * (own.answered * of + strength * answered) // ((own.sent + strength) * of)


def declared(given: Any) -> list[str]:
    """The channels that a trait names: one or, in the order of choice, some."""
    listed = given if isinstance(given, list) else [given]
    said = (one.strip().lower() for one in listed if isinstance(one, str))
    return list(dict.fromkeys(SPOKEN.get(one, one) for one in said))


def lot(identity: str, about: str) -> int:
    """A number below 1000 that is always the same for a message."""
    return short(f"{about}|{identity}") % 1000


def _by_answers(scores: dict[str, int], policy: ChannelPolicy) -> list[str]:
    """The best answered first; of those that are answered about as often as the best the cheapest."""
    left, found = dict(scores), list[str]()
    while left:
        close = max(left.values()) - policy.alike * WHOLE // 1000
        alike = [one for one in left if left[one] >= close]
        found += sorted(alike, key=lambda one: (*policy.price(one), -left[one], one))
        left = {one: left[one] for one in left if one not in alike}
    return found


def _why(channel: str, rest: Sequence[str], scores: dict[str, int], told: dict[str, Responses]) -> Reason:
    own = told.get(channel, Responses())
    about: dict[str, str | int] = {"channel": channel, "answered": own.answered, "sent": own.sent}
    if not any(told.get(one) for one in rest):
        return Reason("nothing-learned", about)
    others = _told((one, told.get(one, Responses())) for one in rest if one != channel)
    better = [one for one in rest[rest.index(channel) :] if scores[one] > scores[channel]]
    return Reason("costs-less" if better else "answers", about | {"others": others})


def _told(others: Iterable[tuple[str, Responses]]) -> str:
    said = ", ".join(f"{one.answered} of {one.sent} by {named(channel)}" for channel, one in others)
    return f", {said}" if said else ""


def _sent(one: Ranked) -> int:
    return int(one.why.about.get("sent", 0))
