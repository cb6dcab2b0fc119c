"""Two conversations of a customer that are one matter: merged on the page of the one that stays, and parted again."""

from typing import Any

from segue.console.conversations import answering, conversing, inbox
from segue.console.conversations.talk_words import STATES, about
from segue.console.conversations.turn_words import thread
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.conversations.joined import apart
from segue.errors import NotFound

TURNS = 5  # of the other one that are shown before


def preview(visit: Visit, desk: Desk) -> Shown:
    """What would be merged into this one, or parted from it, before anything happens. Raises NotFound."""
    head, other = conversing.head_of(visit, desk), desk.talks.kept.head(visit.args["other"])
    if other is None or other.into not in ("", head.id):
        raise NotFound("unknown-conversation", "there is no such conversation")
    turns = desk.talks.kept.turns(other.id, TURNS)[::-1]
    facts: dict[str, Any] = {
        "talk": {**vars(head), **about(head)},
        "other": {**vars(other), **about(other), "told": STATES[other.state]},
        "parts": other.id in head.absorbs,
        "apart": apart(head, other) if other.id not in head.absorbs else "",
        "days": thread(turns, {}, visit.now),
        "asked": inbox.asked_of(visit),
    }
    return page(visit, "talk_merge.html", **facts)


def merge(visit: Visit, desk: Desk) -> Shown:
    """The other one goes on in this one."""
    act, other = answering.act_of(visit), visit.args["other"]
    return answering.done(visit, desk, lambda _, one: desk.talks.helping.merge(one, other, act), "merged")


def part(visit: Visit, desk: Desk) -> Shown:
    """Takes that back."""
    act, other = answering.act_of(visit), visit.args["other"]
    return answering.done(visit, desk, lambda _, one: desk.talks.helping.part(one, other, act), "parted")
