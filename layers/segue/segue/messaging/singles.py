"""Single messages: one that a program asks for, such as a receipt, and one that somebody stops before it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec

from segue.contact_points import CHANNELS
from segue.errors import Conflict, Invalid
from segue.journeys.instances import WHOLE
from segue.keys import PersonId
from segue.messages import BEST, SINGLE, WAITING, Message, State, message_id
from segue.messaging.templates import for_channel
from segue.profile.profiles import Profile
from segue.spelling import meant
from segue.times import Millis

STOPPED = "stopped-by-staff"
PURPOSE = (
    "transactional"  # marketing goes out by journeys and broadcasts, which know whom it is for and when it is over
)
LARGEST = 8_192  # bytes of data


class Messages(Protocol):
    """The life of a message as far as it can be asked for and stopped."""

    def intend(self, message: Message) -> bool: ...

    def read(self, identity: str) -> Message | None: ...

    def settle(self, message: Message, state: State, now: Millis, *reasons: str) -> bool: ...


@dataclass(frozen=True)
class Wish:
    """What is to be sent. `token` names the occasion: the same again is the same message; `within` is how late it may
    go out, 0 as is usual; `data` is what the template finds under `run.data`; `trace`: that of the request."""

    token: str
    template: str
    channels: Sequence[str] = (BEST,)
    within: Millis = 0
    data: Mapping[str, Any] = field(default_factory=dict)
    trace: str = ""


@dataclass(frozen=True)
class Singles:
    """`templates` are those in force."""

    messages: Messages
    templates: Mapping[str, Mapping[str, Any]]

    def send(self, profile: Profile, wish: Wish, now: Millis) -> Message:
        """Intends a transactional message; where it was asked for before, that one as it stands, also by an id that the
        person had before a merge. Raises Invalid("unknown-template", "unknown-channel", "too-large")."""
        self._check(wish)
        return self._asked_before(profile, wish) or self._intended(profile, wish, now)

    def _asked_before(self, profile: Profile, wish: Wish) -> Message | None:
        for former in profile.former:
            if found := self.messages.read(_id(former, wish)):
                return found
        return None

    def _intended(self, profile: Profile, wish: Wish, now: Millis) -> Message:
        message = Message(
            id=_id(profile.id, wish),
            person=profile.id,
            contact_point="",
            journey=SINGLE,
            key=WHOLE,
            step=wish.token,
            template=wish.template,
            channel=wish.channels[0] if len(wish.channels) == 1 and wish.channels[0] != BEST else "",
            purpose=PURPOSE,
            created=now,
            data=wish.data,
            channels=tuple(wish.channels),
            deadline=now + wish.within if wish.within else 0,
            trace=wish.trace,
        )
        return message if self.messages.intend(message) else self.messages.read(message.id) or message

    def stop(self, message: Message, now: Millis) -> Message:
        """Ends a message that nobody has begun to send; stopped again it stays so. Raises Conflict("too-late")."""
        if message.state in WAITING:
            self.messages.settle(message, "dropped", now, STOPPED)
        stands = self.messages.read(message.id) or message
        if STOPPED not in stands.reasons:
            raise Conflict("too-late", f"the message is {stands.state} already")
        return stands

    def _check(self, wish: Wish) -> None:
        template = self.templates.get(wish.template)
        if template is None:
            raise Invalid(
                "unknown-template", f"there is no template {wish.template!r}{meant(wish.template, self.templates)}"
            )
        unknown = [one for one in wish.channels if one not in (BEST, *CHANNELS)]
        if unknown:
            raise Invalid("unknown-channel", f"there is no channel {unknown[0]!r}{meant(unknown[0], CHANNELS)}")
        wanted = CHANNELS if BEST in wish.channels else wish.channels
        if not any(for_channel(template, one) for one in wanted):
            raise Invalid("unknown-channel", f"the template {wish.template!r} says nothing for {', '.join(wanted)}")
        if len(msgspec.json.encode(wish.data)) > LARGEST:
            raise Invalid("too-large", f"`data` is at most {LARGEST} bytes")


def _id(person: PersonId, wish: Wish) -> str:
    return message_id(person, (SINGLE, WHOLE, wish.token))
