"""`send: {template: ..., channel: ..., purpose: ...}`: one message to the person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from segue.contact_points import CHANNELS
from segue.errors import Invalid
from segue.journeys.doors import Doors
from segue.journeys.flows import Compile, Definitions, Seen, Stations, Step, Taken
from segue.journeys.instances import Instance
from segue.keys import IdentityKey
from segue.messages import Message, message_id
from segue.times import Millis


@dataclass(frozen=True)
class Send(Step):
    """A station that sends one message."""

    template: str
    channel: str
    purpose: str

    def take(self, instance: Instance, _seen: Seen, /) -> Taken:
        """Sends and goes on."""
        return instance.on(), SendMessage(instance.step, self)

    def lacks(self, playbook: Definitions, /) -> Iterable[str]:
        """The channel or the template, where there is none, or the template's words for the channel."""
        if self.channel not in CHANNELS:
            return (f"channel {self.channel}",)
        if self.template not in playbook["template"]:
            return (f"template {self.template}",)
        whole = playbook["template"][self.template].keys() >= set(CHANNELS[self.channel].parts)
        return () if whole else (f"{self.channel} in template {self.template}",)


@dataclass(frozen=True)
class SendMessage:
    """Intend a message of this station."""

    step: int
    send: Send

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> bool:
        """Writes the message down; False where there is no address yet: whoever signs in later gets it."""
        kind = CHANNELS[self.send.channel].address
        address = seen.profile.first(kind)
        if address:
            doors.outbox.intend(self._message(instance, doors.address(kind, address), seen.now))
        return address is not None

    def _message(self, instance: Instance, point: IdentityKey, now: Millis) -> Message:
        return Message(
            id=message_id(instance.person, (instance.journey, instance.key, self.step), point),
            person=instance.person,
            contact_point=point,
            journey=instance.journey,
            key=instance.key,
            step=self.step,
            template=self.send.template,
            channel=self.send.channel,
            purpose=self.send.purpose,
            created=now,
        )


def stations(given: Any, _inner: Compile) -> Stations:
    """One station. Raises Invalid("bad-journey")."""
    match given:
        case {"template": str(template), "channel": str(channel), "purpose": str(purpose)}:
            return (Send(template, channel, purpose),)
    raise Invalid("bad-journey", "`send` takes `template`, `channel` and `purpose`, each a text")
