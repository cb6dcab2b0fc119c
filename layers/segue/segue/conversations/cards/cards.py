"""The hand-over card: what the next agent and the next channel start from, so that nobody asks for it again.

It is made of what is known, and no model has a say in it: who it is and how that was made sure of, which order it is
about and how that stands, the problem in the customer's own first words, what was tried, what forms were told.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from segue import money
from segue.conversations.cards.certainty import verified_of
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.mentions import orders_in
from segue.conversations.moods import paragraph, plainly
from segue.profile.names import full_name
from segue.profile.profiles import Profile
from segue.times import Millis, to_text

LONGEST = 1_000  # characters of a card as text: help desks show that much of a note at once
PROBLEM, STEP, ANSWER = 360, 80, 80
MOST_STEPS, MOST_ANSWERS = 6, 6
FEW = 3  # words: fewer say no problem, but a name or a thank you
WORD = re.compile(r"(?<![\w@.])[^\W\d_]+(?![\w@.]\w)")
OPENING = 3  # of the customer's turns that tell the problem
STEPS = ("step:", "tried:", "schritt:", "versucht:")  # with which a note of the staff begins that is one
OWN = ("order", "problem", "verified", "tried")  # of what is known; whatever else there is was said in a form


@dataclass(frozen=True)
class Card:
    """`verified`: how it is known who the customer is, `since` when (0: never told); `sure` whether that is proof.
    `order` is {"id", "state", "placed", "total", "currency"} with the total in minor units, {} where none is known.
    `forms` are pairs of a question and what was answered."""

    name: str = ""
    verified: str = ""
    since: Millis = 0
    sure: bool = False
    order: Mapping[str, Any] | None = None
    problem: str = ""
    tried: tuple[str, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    topic: str = ""
    language: str = ""
    channels: tuple[str, ...] = ()


def card_of(head: Conversation, turns: Iterable[Turn], profile: Profile | None) -> Card:
    """The card of a conversation, from its turns in any order, each counted once, and the customer as known at the
    moment."""
    told = sorted({one.id: one for one in turns}.values(), key=lambda one: (one.time, one.id))
    how, since, sure = verified_of(head, profile)
    return Card(
        name=full_name(profile.traits) if profile else "",
        verified=how,
        since=since,
        sure=sure,
        order=_order(head, told, profile.order_rows if profile else ()),
        problem=_cut(str(head.known.get("problem") or "") or problem_of(told), PROBLEM),
        tried=_tried(head.known.get("tried"), told),
        forms=_forms(head.known, told),
        topic=head.topic,
        language=head.language,
        channels=head.channels,
    )


def told_of(card: Card) -> dict[str, Any]:
    """The card as plain values, for the API and the console."""
    return asdict(card) | {
        "since": to_text(card.since) if card.since else None,
        "order": dict(card.order or {}) or None,
        "tried": list(card.tried),
        "forms": [{"question": question, "answer": answer} for question, answer in card.forms],
        "channels": list(card.channels),
        "text": text_of(card),
    }


def text_of(card: Card) -> str:
    """The card as plain text of at most a thousand characters, a line each; what is not known has none."""
    since = f", {to_text(card.since)[:10]}" if card.since else ""
    lines = {
        "Customer": f"{card.name or 'name not known'} ({card.verified}{since})" if card.verified else card.name,
        "Order": _order_words(card.order or {}),
        "Problem": card.problem,
        "Tried": "; ".join(card.tried),
        "Told in forms": "; ".join(f"{question}: {answer}" for question, answer in card.forms),
        "Topic": card.topic,
        "Language": card.language,
        "Came by": ", ".join(card.channels),
    }
    return _cut("\n".join(f"{name}: {said}" for name, said in lines.items() if said), LONGEST)


def problem_of(turns: Sequence[Turn]) -> str:
    """The customer's first words in one paragraph, without greetings and moods; `turns` oldest first. Turns that say
    hello and no more are none."""
    words = (plainly(one.text) for one in turns if one.author == "customer" and one.kind == "said")
    said = [one for one in words if one]
    telling = [one for one in said if len(WORD.findall(one)) >= FEW]
    return paragraph((telling or said)[:OPENING])


def _order(head: Conversation, turns: Sequence[Turn], orders: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The order that staff or a form said, else the one of the person's that the customer named last."""
    ids = [str(one["id"]) for one in orders]
    known = [f"#{head.known['order']}"] if head.known.get("order") else []
    said = [*known, *(one.text for one in reversed(turns) if one.author == "customer")]
    found = next((named[0] for one in said if (named := orders_in(one, ids))), "")
    row = next((one for one in orders if one["id"] == found), None)
    if row is None:
        return {"id": str(head.known["order"])} if head.known.get("order") else {}
    return {name: row.get(name) for name in ("id", "state", "placed", "total", "currency")}


def _order_words(order: Mapping[str, Any]) -> str:
    placed = f"placed {to_text(order['placed'])[:10]}" if order.get("placed") else ""
    total = money.text(order["total"], order["currency"]) if order.get("total") and order.get("currency") else ""
    return ", ".join(filter(None, [str(order.get("id") or ""), str(order.get("state") or ""), placed, total]))


def _tried(known: Any, turns: Sequence[Turn]) -> tuple[str, ...]:
    listed = [str(one) for one in known] if isinstance(known, list | tuple) else []
    found = [_cut(one, STEP) for one in [*listed, *(step for one in turns for step in _steps(one))] if one]
    once = {one.casefold(): one for one in reversed(found)}  # as it was said first
    return tuple(dict.fromkeys(once[one.casefold()] for one in found))[-MOST_STEPS:]


def _steps(turn: Turn) -> list[str]:
    """What of a turn is a step: those of a macro, its name where it names none, notes that say so, and what the
    customer has read."""
    if turn.kind == "note":
        said = turn.text.strip()
        begun = next((one for one in STEPS if said.casefold().startswith(one)), "")
        return [said[len(begun) :].strip()] if begun or turn.detail.get("step") or turn.detail.get("article") else []
    steps, macro = turn.detail.get("steps"), turn.detail.get("macro")
    return [str(one) for one in steps] if isinstance(steps, list | tuple) and steps else [str(macro)] if macro else []


def _forms(known: Mapping[str, Any], turns: Sequence[Turn]) -> tuple[tuple[str, str], ...]:
    """What forms were told, a question once, the last answer; surveys are none."""
    found = {name: said for name, said in known.items() if name not in OWN}
    for turn in turns:
        answers = turn.detail.get("answers") if turn.kind == "form" else None
        found |= answers if isinstance(answers, Mapping) else {}
    told = [(str(name), _cut(str(said), ANSWER)) for name, said in found.items() if said not in (None, "")]
    return tuple(told[:MOST_ANSWERS])


def _cut(text: str, most: int) -> str:
    """At most so many characters, up to the last whole word."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
