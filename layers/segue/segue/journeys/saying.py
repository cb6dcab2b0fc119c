"""Saying: one message to the person: what `send` and `survey` have in common. On which channel and when is decided
later, when it goes out (`segue.messaging.deciding`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from segue.contact_points import CHANNELS, PURPOSES
from segue.errors import Invalid, inside
from segue.journeys.alarms import WakeAt
from segue.journeys.doors import Doors
from segue.journeys.flows import Definitions, Onward, Seen, Taken
from segue.journeys.instances import NO_ADDRESS, Instance
from segue.messages import BEST, SAME, Message, message_id
from segue.profile.addresses import addresses
from segue.profile.profiles import Profile
from segue.spelling import choice
from segue.times import DAY, HOUR, Millis

PATIENCE: Millis = 30 * DAY  # how long a run waits for an address; then it goes on without the message


@dataclass(frozen=True)
class Manner:
    """How late a message may go out (0: as is usual), how long a channel is waited for (0: no other is tried), what it
    is worth beside others, and whether it waits for the person's best hour (BEST) until it is late."""

    within: Millis = 0
    wait: Millis = 0
    priority: int = 0
    when: str = ""


@dataclass(frozen=True)
class Send(Onward):
    """Sends one message and goes on; without an address it waits for one. `channels` in the order of choice, or BEST
    alone."""

    id: str
    next: str
    template: str
    channels: tuple[str, ...]
    purpose: str
    manner: Manner = Manner()

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """Sends and goes on, or waits for an address, of whose coming no signal tells."""
        said = self.toward(instance.data)
        if not said.channels:
            return instance.to(self.next), None
        if said.reaches(seen.profile):
            return instance.to(self.next), SendMessage(self.id, said)
        due = instance.due if instance.why == NO_ADDRESS and instance.due else seen.now + PATIENCE
        if due <= seen.now:
            return instance.to(self.next), None
        return instance.waiting(due, NO_ADDRESS), WakeAt(due, _sooner(due, seen.now))

    @property
    def says(self) -> str:
        """Its template."""
        return self.template

    def toward(self, data: Mapping[str, Any]) -> "Send":
        """With the channel of what began the run in place of SAME, where messages can be written on that one."""
        own = str(data.get("channel") or "")
        if SAME not in self.channels:
            return self
        named = [own if one == SAME else one for one in self.channels if one != SAME or own in CHANNELS]
        return replace(self, channels=tuple(dict.fromkeys(named)))

    def reaches(self, profile: Profile) -> bool:
        """Whether the person has an address on one of the channels."""
        return any(not CHANNELS[one].address or addresses(profile, one) for one in self._known)

    def lacks(self, playbook: Definitions, /) -> Iterable[str]:
        """The channels or the template, where there is none, or the template's words for the channels."""
        gone = [f"channel {one}" for one in self.channels if one not in (BEST, SAME, *CHANNELS)]
        if gone or self.template not in playbook["template"]:
            return gone or (f"template {self.template}",)
        said = playbook["template"][self.template].keys()
        silent = [one for one in self._known if not said >= set(CHANNELS[one].parts)]
        enough = self.channels == (BEST,) and len(silent) < len(self._known)
        return [] if enough else [f"{one} in template {self.template}" for one in silent]

    @property
    def _known(self) -> tuple[str, ...]:
        return tuple(CHANNELS) if self.channels == (BEST,) else tuple(one for one in self.channels if one in CHANNELS)


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
    asks: Mapping[str, str] = field(default_factory=dict)  # what it asks about, where it asks

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Writes the message down, once for this step of the run."""
        occasion, said = instance.occasion(self.step), self.send
        doors.outbox.intend(
            Message(
                id=message_id(instance.person, (instance.journey, instance.key, occasion)),
                person=instance.person,
                contact_point="",
                journey=instance.journey,
                key=instance.key,
                step=occasion,
                template=said.template,
                channel=said.channels[0] if len(said.channels) == 1 and said.channels != (BEST,) else "",
                purpose=said.purpose,
                created=seen.now,
                data={**instance.data, **self.asks},
                book=instance.book,
                channels=said.channels,
                deadline=seen.now + said.manner.within if said.manner.within else 0,
                wait=said.manner.wait,
                priority=said.manner.priority,
                when=said.manner.when,
                trace=instance.trace,
            )
        )


def purpose_of(given: Any) -> str:
    """What a message is for. Raises Invalid("bad-journey")."""
    with inside("purpose"):
        return choice(given, PURPOSES, "purpose", "bad-journey")


def channels_of(given: Any) -> tuple[str, ...]:
    """The channels to choose from, the first choice first. Raises Invalid("bad-journey")."""
    if given == BEST:
        return (BEST,)
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not listed or not all(isinstance(one, str) for one in listed):
        raise Invalid("bad-journey", "`channel` is the name of a channel, a list of some, or `best`")
    return tuple(dict.fromkeys(listed))
