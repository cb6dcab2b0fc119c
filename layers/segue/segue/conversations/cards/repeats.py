"""What a customer had to say twice: the measure of how well the shop remembers.

An order number, a name or the problem counts as repeated where the customer said it before, in this conversation or in
the one before, and says it again because somebody of the shop asked, or after the channel or the agent has changed.
Whoever says something twice unasked to the same person has not been made to.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile

from segue.conversations.conversations import Conversation, Turn
from segue.conversations.mentions import numbers_in, orders_in, plain
from segue.times import DAY, Millis

ORDER, NAME, PROBLEM, AGAIN, TWICE = "order", "name", "problem", "again", "twice"
WORDS: Mapping[str, str] = {
    ORDER: "had to say the order number again",
    NAME: "had to say the name again",
    PROBLEM: "had to tell the problem again",
    AGAIN: "came again about the same order within 7 days",
    TWICE: "has two conversations about the same on two channels",
}
SOON: Millis = 7 * DAY
ALIKE, COMMON = 0.5, 3  # share of the shorter text's words that both have, and how many at least
LONG = 4  # letters of a word that says something
ASKED: Mapping[str, re.Pattern[str]] = {
    ORDER: re.compile(r"\b(?:order|bestell\w*|auftrag\w*|number|nummer|receipt|beleg)\b", re.IGNORECASE),
    NAME: re.compile(r"\b(?:\w*name|who am i|mit wem|wer sind)\b", re.IGNORECASE),
    PROBLEM: re.compile(
        r"\b(?:help you|problem|happened|describe|explain|what (?:is|seems|'s|was)|how can|worum|was ist|weiterhelfen"
        r"|helfen|beschreiben|schildern|reason|grund)\b",
        re.IGNORECASE,
    ),
}
Found = Callable[[Turn], frozenset[str]]


@dataclass(frozen=True)
class Other:
    """Another conversation of the same person, and the orders that it is about."""

    head: Conversation
    orders: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Around:
    """What is known beside the conversation: the ids of the person's orders, the names that the person goes by, the
    turns of the conversation before, the other conversations."""

    orders: Sequence[str] = ()
    names: Sequence[str] = ()
    before: Sequence[Turn] = ()
    others: Sequence[Other] = field(default=())


def repeats_of(head: Conversation, turns: Sequence[Turn], around: Around) -> tuple[str, ...]:
    """Which of WORDS hold, in their order; `turns` in any order."""
    every = sorted([*around.before, *turns], key=lambda one: (one.time, one.id))
    mine = {one.id for one in turns}
    found = {
        what
        for what, said in _facts(around).items()
        for one in _again(every, said, what)
        if one.id in mine  # what was repeated in the one before is told there
    }
    orders = orders_of(turns, around.orders)
    again = _back(head, turns, around.orders) or any(_soon(head, one, orders) for one in around.others)
    found |= {AGAIN} if again else set()
    found |= {TWICE} if any(_beside(head, one, orders) for one in around.others) else set()
    return tuple(one for one in WORDS if one in found)


def orders_of(turns: Sequence[Turn], orders: Sequence[str]) -> frozenset[str]:
    """The person's orders that the customer names in these turns."""
    return frozenset(order for one in turns if _spoke(one) for order in orders_in(one.text, orders))


def _facts(around: Around) -> dict[str, Found]:
    """What each fact is in a turn's words: texts that are the same where the same was said."""
    names = [plain(one) for one in around.names if len(plain(one)) > 1]
    return {
        ORDER: lambda turn: frozenset(map(plain, orders_in(turn.text, around.orders))) | numbers_in(turn.text),
        NAME: lambda turn: frozenset(one for one in names if one in plain(turn.text)),
        PROBLEM: lambda turn: _content(turn.text),
    }


def _again(turns: Sequence[Turn], said: Found, what: str) -> Iterator[Turn]:
    """The customer's turns that say again what an earlier one said, and had to."""
    spoken = [(place, one, found) for place, one in enumerate(turns) if _spoke(one) and (found := said(one))]
    for at, (place, one, found) in enumerate(spoken):
        earlier = [(seat, turn) for seat, turn, known in spoken[:at] if _same(found, known, what)]
        if any(_had_to(turns[seat : place + 1], what) for seat, _ in earlier):
            yield one


def _same(found: frozenset[str], known: frozenset[str], what: str) -> bool:
    common = len(found & known)
    if what != PROBLEM:
        return common > 0
    return common >= COMMON and common >= ALIKE * min(len(found), len(known))


def _had_to(stretch: Sequence[Turn], what: str) -> bool:
    """Whether between the first and the last of these somebody asked, or the channel or the agent changed."""
    first, last = stretch[0], stretch[-1]
    shop = [one for one in stretch[1:-1] if one.author in ("agent", "bot") and one.kind in ("said", "form", "ask")]
    if ASKED[what].search(_last_words(stretch[1:-1])):
        return True
    if what == NAME:  # people sign: a name on another channel is no answer
        return False
    agents = list(dict.fromkeys(one.agent for one in shop if one.agent))
    return bool(shop) and (first.channel != last.channel or len(agents) > 1)


def _last_words(turns: Sequence[Turn]) -> str:
    """What the shop said last, in one or several turns that nothing of the customer's came between."""
    back = dropwhile(_spoke, reversed(turns))
    return " ".join(one.text for one in takewhile(lambda one: not _spoke(one), back) if one.kind != "note")


def _soon(head: Conversation, other: Other, orders: frozenset[str]) -> bool:
    earlier = other.head.began < head.began <= max(other.head.touched, other.head.heard) + SOON
    return earlier and other.head.id != head.id and bool(orders & other.orders)


def _back(head: Conversation, turns: Sequence[Turn], orders: Sequence[str]) -> bool:
    """Whether the customer came back about the same order after this very conversation was over."""
    after = [one for one in turns if head.resolved and head.resolved < one.time <= head.resolved + SOON]
    before = [one for one in turns if one.time <= head.resolved]
    return bool(orders_of(after, orders) & orders_of(before, orders))


def _beside(head: Conversation, other: Other, orders: frozenset[str]) -> bool:
    """Whether both are open, by different channels, about one order or, where neither names one, one topic."""
    if other.head.id == head.id or "resolved" in (head.state, other.head.state) or head.channel == other.head.channel:
        return False
    if orders or other.orders:
        return bool(orders & other.orders)
    return bool(head.topic) and head.topic == other.head.topic


def _spoke(turn: Turn) -> bool:
    return turn.author == "customer" and turn.kind in ("said", "form")


def _content(text: str) -> frozenset[str]:
    return frozenset(word[:8] for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= LONG)
