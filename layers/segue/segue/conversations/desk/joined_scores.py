"""How easy it was, of two conversations that are merged: both are told as the one with the newer question, and each has
its own again when they part, with what was answered since. Pure."""

from collections.abc import Mapping
from typing import Any

from segue.conversations.conversations import Conversation
from segue.conversations.scoring import Effort, is_same

SCORES = ("score", "scored", "effort")
Scores = Mapping[str, Any]


def both_scores(stays: Conversation, goes: Conversation) -> Scores:
    """The newest score, and what is counted of the newer question."""
    newest = max((stays, goes), key=lambda one: one.scored)
    return {"score": newest.score, "scored": newest.scored, "effort": _newer(stays, goes)}


def parted_scores(told: Conversation, before: Conversation, gone: Conversation) -> tuple[Scores, Scores]:
    """Those of the one that stays, which was like `before`, and of the one that goes. What was answered since belongs
    to the one whose question it is; a question that is neither's to the one that stays."""
    mine, theirs = _of(before), _of(gone)
    made = both_scores(before, gone)
    if gone.effort and made["effort"] is gone.effort and is_same(gone.effort, told.effort):
        theirs = {**theirs, **_answer(told.effort), "effort": told.effort}
    else:
        mine = {**mine, "effort": told.effort}
    if told.scored not in (made["scored"], theirs["scored"]):
        mine = {**mine, "score": told.score, "scored": told.scored}
    return mine, theirs


def _newer(stays: Conversation, goes: Conversation) -> Effort:
    return max(stays.effort, goes.effort, key=lambda one: (one.get("asked", 0), one.get("scored", 0)))


def _of(head: Conversation) -> Scores:
    return {name: getattr(head, name) for name in SCORES}


def _answer(effort: Effort) -> Scores:
    return {name: effort[name] for name in ("score", "scored") if name in effort}
