"""How easy it was, as it is counted: every question once, with the newest answer to it.

What is counted of a conversation stands on its head (`effort`), and the head and the counts change together: whatever
comes again finds it there, and an answer that takes the place of another moves what it had added. Whose it is (agent,
channel, topic, queue) is what was known when it was first counted, and stays: who takes the conversation up later has
not been asked about. It counts on the day of its question, in UTC; without one of ours on that of the answer.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from segue.conversations.contributions import Contribution
from segue.conversations.conversations import Conversation
from segue.times import Millis, to_text

By = Literal["agent", "channel", "topic", "queue"]
GROUPS: tuple[By, ...] = ("agent", "channel", "topic", "queue")
MIN_SCORE, MAX_SCORE = 1, 7
ASKED, UNASKED = "asked", "unasked"  # questions; answers that no question of ours has brought
SCORES = tuple(f"s{one}" for one in range(MIN_SCORE, MAX_SCORE + 1))  # how many gave this score
COUNTED = (ASKED, UNASKED, *SCORES)
Effort = Mapping[str, Any]


class Place(NamedTuple):
    """What is counted together: the questions of a day, of one agent for example; "" is nobody, or nothing."""

    by: By
    day: str
    name: str


class Addition(NamedTuple):
    """What is added to the counts of a place; what is taken off is below zero."""

    place: Place
    counts: Mapping[str, int]


def answers_for(head: Conversation) -> str:
    """Who of the staff is answered for: who resolved it, else who answered last."""
    return head.resolved_by or head.answered_by or head.assignee


def asked(head: Conversation, question: str, time: Millis) -> Conversation:
    """After it was asked; the same where that is known already, or a newer question is. An answer that came before the
    word of its question is that question's."""
    known = head.effort
    if known.get("question") == question or known.get("asked", 0) >= time:
        return head
    own = known if known.get("scored", 0) >= time and "question" not in known else _fresh(head)
    return replace(head, effort={**own, "question": question, "asked": time})


def scored(head: Conversation, said: Contribution) -> Conversation:
    """After an answer to how easy it was: the newest counts."""
    given = said.detail.get("score", said.detail.get("rating"))
    usable = isinstance(given, int | float) and not isinstance(given, bool) and MIN_SCORE <= given <= MAX_SCORE
    about = str(said.detail.get("survey", "ces")).lower() == "ces"
    if not usable or not about or said.time < head.scored:
        return head
    effort = {**(head.effort or _fresh(head)), "score": round(given), "scored": said.time}
    return replace(head, score=round(given), scored=said.time, effort=effort)


def moved(before: Conversation, after: Conversation) -> tuple[Addition, ...]:
    """What a change of the head changes of the counts. What another question had added stays."""
    taken = before.effort if _is_same(before.effort, after.effort) else {}
    changes: dict[Place, Counter[str]] = {}
    for sign, effort in ((-1, taken), (1, after.effort)):
        for place in _places(effort):
            changes.setdefault(place, Counter()).update(dict.fromkeys(_names(effort), sign))
    return _worth(changes)


def _worth(changes: Mapping[Place, Mapping[str, int]]) -> tuple[Addition, ...]:
    """Those that add or take something."""
    left = ((place, {name: one for name, one in counts.items() if one}) for place, counts in changes.items())
    return tuple(Addition(place, counts) for place, counts in sorted(left, key=lambda one: one[0]) if counts)


def _is_same(before: Effort, after: Effort) -> bool:
    """Whether both tell of one question, whose word may come after its answer."""
    if "question" in before:
        return before["question"] == after.get("question")
    return "question" not in after or "scored" in after


def _fresh(head: Conversation) -> Effort:
    names: dict[By, str] = {
        "agent": answers_for(head),
        "channel": head.channel,
        "topic": head.topic,
        "queue": head.queue,
    }
    return {name: one for name, one in names.items() if one}


def _names(effort: Effort) -> list[str]:
    score = effort.get("score", 0)
    given = [f"s{score}", *([] if "question" in effort else [UNASKED])] if score else []
    return [*([ASKED] if "question" in effort else []), *given]


def _places(effort: Effort) -> list[Place]:
    if not effort:
        return []
    day = to_text(effort.get("asked") or effort["scored"])[:10]
    return [Place(by, day, effort.get(by, "")) for by in GROUPS]
