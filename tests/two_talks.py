"""Two conversations of one customer that are one matter, and how staff merge them."""

from typing import Any

from segue.conversations.conversations import Conversation
from segue.conversations.desk.acts import Act
from segue.conversations.desk.merging import Merging
from segue.conversations.joined import turns_of
from segue.conversations.ports import Whose
from segue.times import HOUR
from tests.builders import NOON
from tests.fake_desk import KIM, Desk

VOLATILE = ("version", "versions", "touched")


def act(at: int, name: str = "amy") -> Act:
    """What somebody does so long after noon."""
    return Act(name, NOON + at, f"act-{at}")


def merging(desk: Desk) -> Merging:
    """Merges; everybody is Kim."""
    return Merging(desk.store, lambda person: Whose(KIM, (person,)))


def two(desk: Desk) -> tuple[str, str]:
    """A text message about a tent, and two hours later a mail about something that has another name."""
    first = desk.says("Where is my tent?", "sms:1", by="sms", topic="Delivery", addresses=("p_sms",)).head
    second = desk.says("The pole is broken", "email:m1", 2 * HOUR, by="email", topic="Returns", turn_id="m1").head
    assert first
    assert second
    return first.id, second.id


def essence(head: Conversation) -> dict[str, Any]:
    """All of where it stands but for what counts changes."""
    return {name: one for name, one in vars(head).items() if name not in VOLATILE}


def stands(desk: Desk, *ids: str) -> dict[str, Any]:
    """Where these stand."""
    return {one: essence(desk.store.stored[one]) for one in ids}


def told(desk: Desk, one: str) -> list[str]:
    """What was said in it, oldest first."""
    return [turn.text for turn in reversed(turns_of(desk.store, desk.store.stored[one], 50))]
