"""Reaching: on which channels a customer can be answered at this moment, by the decision that all messages go by."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from segue.conversations.conversations import Conversation
from segue.conversations.desk.replying import PURPOSE
from segue.journeys.instances import WHOLE
from segue.keys import IdentityKey
from segue.languages.texts import _
from segue.messages import DESK, Message, message_id
from segue.messaging.deciding import Choice
from segue.messaging.reasons import explained
from segue.times import Millis

Standing = Literal["open", "template", "closed", "refused", "none", "off"]
# open: an answer goes now; template: what WhatsApp has approved alone; closed: not until the customer writes there;
# refused: a no, a STOP, or an address that takes nothing; none: no address is known; off: not set up here.
CHANNELS = ("chat", "email", "sms", "whatsapp", "messenger", "instagram", "x", "helpdesk")
OURS = "chat"  # where the turn itself is what the customer reads
STANDINGS: dict[str, Standing] = {"no-queue": "off", "no-address": "none", "window-closed": "closed"}
WORDS = {
    "template": _("The customer wrote more than 24 hours ago: only a template that WhatsApp has approved may go."),
    "open": "",
    "off": _("This channel is not set up here."),
}
TRIAL = "trial"  # in place of a turn: nothing is ever sent of it


@dataclass(frozen=True)
class Reach:
    """One channel. `point` and `address`: where an answer would go; `until`: it is open until then, 0 without end;
    `words`: why it does not go, or what is to be known; `preselected`: how the customer wrote last."""

    channel: str
    state: Standing
    words: str = ""
    point: IdentityKey = ""
    address: str = ""
    until: Millis = 0
    preselected: bool = False


def reaches(head: Conversation, decided: Callable[[Message], Choice], now: Millis) -> list[Reach]:
    """Every channel, those that are open first; `decided` is what would be decided on a message."""
    found = [_reach(head, one, decided, now) for one in CHANNELS]
    best = _preselected(head, found)
    told = [one if one.channel != best else Reach(**{**vars(one), "preselected": True}) for one in found]
    return sorted(told, key=lambda one: (not one.preselected, one.state != "open", CHANNELS.index(one.channel)))


def trial(head: Conversation, channel: str, now: Millis) -> Message:
    """The message that an answer on a channel would be: to where the customer wrote from, else to any address."""
    journey, point = f"{DESK}{head.id}", head.points.get(channel, "")
    identity = message_id(head.person, (journey, WHOLE, TRIAL), point)
    data = {"to": head.given[channel]} if channel in head.given else {}
    return Message(identity, head.person, point, journey, WHOLE, TRIAL, "", channel, PURPOSE, now, data=data)


def _reach(head: Conversation, channel: str, decided: Callable[[Message], Choice], now: Millis) -> Reach:
    if channel == OURS:
        return Reach(
            channel, "open" if OURS in head.channels else "none", "" if OURS in head.channels else str(NO_CHAT)
        )
    if channel == "helpdesk" and channel not in head.channels:
        return Reach(channel, "none", str(_("The conversation is in no help desk.")))
    choice = decided(trial(head, channel, now))
    if choice.way is not None:
        until = choice.way.open_until or 0
        return Reach(channel, "open", " ".join(_told(choice)), choice.way.point, choice.way.address, until)
    word = next(iter(choice.words), "no-address")
    state = _standing(channel, word)
    return Reach(channel, state, str(WORDS.get(state, "")) or " ".join(_told(choice)), head.points.get(channel, ""))


def _standing(channel: str, word: str) -> Standing:
    if word == "window-closed" and channel == "whatsapp":
        return "template"
    return STANDINGS.get(word, "refused")


def _told(choice: Choice) -> Iterable[str]:
    about = {one.word: one.about for one in choice.reasons}
    return [explained(one, about.get(one)) for one in choice.words]


def _preselected(head: Conversation, found: list[Reach]) -> str:
    """As the customer wrote last where that is open; else the first that is."""
    usable = [one.channel for one in found if one.state == "open"]
    return head.channel if head.channel in usable else next(iter(usable), "")


NO_CHAT = _("The customer has not used the chat.")
