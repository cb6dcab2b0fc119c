"""Waiting: messages that are held, and words to whoever decides on them again.

A word is {"message": id, "due": ms}; with "next" it asks for the next channel of one that was sent. The state is
written first and the timer is set then; whoever brings the cause again sets it again, under the same name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from segue.contact_points import ATTEMPT
from segue.messages import BEST, SURVEY, Message, message_id
from segue.messaging.deciding import Choice
from segue.messaging.ways import wanted
from segue.times import Millis

ARRIVED = ("delivered", "opened", "clicked")  # after any of these nothing else is tried


class Held(Protocol):
    """Writes down until when a message is held, where nobody has begun to send it."""

    def hold(self, message: Message, /) -> None: ...


class Timers(Protocol):
    """Brings a word at its `due`; setting the same twice is one, or twice the same word."""

    def set(self, body: Mapping[str, Any], now: Millis, /) -> None: ...


@dataclass(frozen=True)
class Waiting:
    """How a message comes to wait. `asked` is told of a question that may have arrived, some of them twice."""

    messages: Held
    timers: Timers
    asked: Callable[[Message], None] = lambda _: None

    def hold(self, message: Message, choice: Choice, now: Millis) -> Message:
        """Until the moment of the choice."""
        channel = choice.way.channel if choice.way else message.channel
        return self._until(replace(message, channel=channel, considered=choice.rows), choice.at, now)

    def strike(self, message: Message, reason: str, now: Millis) -> None:
        """Until another channel is chosen: this one did not take it."""
        self.elsewhere(replace(message, struck=(*message.struck, message.channel)), reason, now)

    def elsewhere(self, message: Message, reason: str, now: Millis) -> None:
        """Until another way is chosen: this address did not take it, and will not be asked again."""
        reasons = tuple(dict.fromkeys((*message.reasons, reason)))
        self._until(replace(message, reasons=reasons), now, now)

    def _until(self, message: Message, until: Millis, now: Millis) -> Message:
        """Whoever claimed a message before may still be at it; it is over once an attempt's time is."""
        at = max(until, now + ATTEMPT) if message.state == "claimed" else until
        held = replace(message, until=at)
        self.messages.hold(held)
        self.again(held, at, now)
        return held

    def again(self, message: Message, due: Millis, now: Millis, **more: Any) -> None:
        """Has it decided on again."""
        self.timers.set({"message": message.id, "due": due, **more}, now)

    def follow(self, message: Message, now: Millis) -> None:
        """After a message left: has the next channel tried in time, where the step asks for it."""
        left_us = message.state in ("sent", "unknown")
        if left_us and message.data.get(SURVEY):
            self.asked(message)
        if message.wait and left_us and further(message):
            self.again(message, message.decided + message.wait, now, next=True)


def left(message: Message) -> tuple[str, ...]:
    """The channels that could still be tried once its own is no more."""
    if not message.channels:
        return ()
    return tuple(one for one in wanted(message) if one not in (*message.struck, message.channel))


def further(message: Message) -> tuple[str, ...]:
    """Those that come after its own: what a list names before it had no way when it was chosen."""
    return tuple(one for one in left(message) if one not in _passed(message))


def _passed(message: Message) -> tuple[str, ...]:
    """Its own channel, and what a list names before it."""
    if message.channels == (BEST,) or message.channel not in message.channels:
        return (message.channel,)
    return message.channels[: message.channels.index(message.channel) + 1]


def following(message: Message, now: Millis) -> Message | None:
    """The message on the next channel, where nothing was heard of the one that left; None where there is none."""
    quiet = message.state in ("sent", "unknown") and not any(one in message.outcomes for one in ARRIVED)
    if not quiet or not further(message):
        return None
    return Message(
        id=message_id(message.person, (message.journey, message.key, f"{message.step}>{message.channel}")),
        person=message.person,
        contact_point="",
        journey=message.journey,
        key=message.key,
        step=message.step,
        template=message.template,
        channel="",
        purpose=message.purpose,
        created=now,
        data=message.data,
        book=message.book,
        channels=message.channels,
        deadline=message.deadline,
        priority=message.priority,
        struck=tuple(dict.fromkeys((*message.struck, *_passed(message)))),
        wait=message.wait,
        trace=message.trace,
    )
