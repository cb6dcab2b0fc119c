"""Saying: one message to the person, on the channel that suits: what `send` and `survey` have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from segue.contact_points import CHANNELS, PURPOSES
from segue.errors import Invalid, inside
from segue.journeys.alarms import WakeAt
from segue.journeys.doors import Doors
from segue.journeys.flows import Definitions, Seen, Step, Taken
from segue.journeys.instances import NO_ADDRESS, Instance
from segue.keys import IdentityKey
from segue.messages import Message, message_id
from segue.profile.profiles import Profile
from segue.spelling import choice
from segue.times import DAY, HOUR, Millis

BEST = "best"
PATIENCE: Millis = 30 * DAY  # how long a run waits for an address; then it goes on without the message


@dataclass(frozen=True)
class Send(Step):
    """Sends one message and goes on; without an address it waits for one."""

    id: str
    next: str
    template: str
    channels: tuple[str, ...]
    purpose: str

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """Sends and goes on, or waits for an address, of whose coming no signal tells."""
        channel = self.channel_for(seen.profile)
        if channel:
            return instance.to(self.next), SendMessage(self.id, self, channel)
        due = instance.due if instance.why == NO_ADDRESS and instance.due else seen.now + PATIENCE
        if due <= seen.now:
            return instance.to(self.next), None
        return instance.waiting(due, NO_ADDRESS), WakeAt(due, _sooner(due, seen.now))

    def channel_for(self, profile: Profile) -> str:
        """The channel to write on: the first with an address that has not said no, else with any; "" for none."""
        found = [(one, profile.first(CHANNELS[one].address)) for one in self.channels if one in CHANNELS]
        known = [(one, address) for one, address in found if address]
        free = [one for one, address in known if not profile.denies(one, self.purpose, address)]
        return next(iter([*free, *(one for one, _ in known)]), "")

    def lacks(self, playbook: Definitions, /) -> Iterable[str]:
        """The channels or the template, where there is none, or the template's words for the channels."""
        gone = [f"channel {one}" for one in self.channels if one not in CHANNELS]
        if gone or self.template not in playbook["template"]:
            return gone or (f"template {self.template}",)
        said = playbook["template"][self.template].keys()
        silent = [one for one in self.channels if not said >= set(CHANNELS[one].parts)]
        return [f"{one} in template {self.template}" for one in silent]

    @property
    def leads_to(self) -> tuple[str, ...]:
        """What comes next."""
        return (self.next,)


def _sooner(due: Millis, now: Millis) -> Millis | None:
    """When to look whether there is an address by now: after as long again as it has been waited for, so that in a
    month there are ten looks, and no message is twice as late as its address."""
    looked = now + max(HOUR, now - (due - PATIENCE))
    return looked if looked < due else None


@dataclass(frozen=True)
class SendMessage:
    """Intend a message of this step."""

    step: str
    send: Send
    channel: str

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Writes the message down, once for this step of the run and the address."""
        kind = CHANNELS[self.channel].address
        address = seen.profile.first(kind)
        if address:
            doors.outbox.intend(self._message(instance, doors.address(kind, address), seen.now))

    def _message(self, instance: Instance, point: IdentityKey, now: Millis) -> Message:
        occasion = instance.occasion(self.step)
        return Message(
            id=message_id(instance.person, (instance.journey, instance.key, occasion), point),
            person=instance.person,
            contact_point=point,
            journey=instance.journey,
            key=instance.key,
            step=occasion,
            template=self.send.template,
            channel=self.channel,
            purpose=self.send.purpose,
            created=now,
            data=instance.data,
            book=instance.book,
        )


def purpose_of(given: Any) -> str:
    """What a message is for. Raises Invalid("bad-journey")."""
    with inside("purpose"):
        return choice(given, PURPOSES, "purpose", "bad-journey")


def channels_of(given: Any) -> tuple[str, ...]:
    """The channels to choose from, the first choice first. Raises Invalid("bad-journey")."""
    if given == BEST:
        return tuple(CHANNELS)
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not listed or not all(isinstance(one, str) for one in listed):
        raise Invalid("bad-journey", "`channel` is the name of a channel, a list of some, or `best`")
    return tuple(dict.fromkeys(listed))
