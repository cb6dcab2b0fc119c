"""Journeys: flows that a signal starts and that time and the customer's own doing move on.

`advance` decides the next step and does nothing: the same code runs a journey and simulates one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from segue.errors import Invalid
from segue.journeys.patterns import check
from segue.keys import PersonId
from segue.times import Millis, duration


@dataclass(frozen=True)
class Send:
    """A station that sends one message."""

    template: str
    channel: str
    purpose: str


@dataclass(frozen=True)
class Wait:
    """A station that waits."""

    span: Millis


Step = Send | Wait
WHOLE = "person"  # the key of a journey that runs once per person, whatever id the person has


@dataclass(frozen=True)
class Journey:
    """`entry` is an EventBridge pattern; `each` says of what there is one run (`cart` or `person`);
    `while_` names the segment that the person must stay in."""

    id: str
    name: str
    entry: Mapping[str, Any]
    each: str
    while_: str
    steps: tuple[Step, ...]

    @property
    def sends(self) -> tuple[Send, ...]:
        """The stations that send."""
        return tuple(step for step in self.steps if isinstance(step, Send))


@dataclass(frozen=True)
class Instance:
    """One person's run of a journey for one `key`; `state` ends in `done` or `exited`. `version` 0: not written."""

    person: PersonId
    journey: str
    key: str
    entered: Millis
    step: int = 0
    due: Millis | None = None
    state: str = "running"
    version: int = 0


@dataclass(frozen=True)
class SendMessage:
    """Intend a message of this station."""

    step: int
    send: Send


@dataclass(frozen=True)
class WakeAt:
    """Look at the instance again at this moment."""

    due: Millis


Effect = SendMessage | WakeAt


def advance(journey: Journey, instance: Instance, holds: bool, now: Millis) -> tuple[Instance, Sequence[Effect]]:
    """The instance after everything that can happen now, and what is to be done for it.

    `holds`: the segment of `while_` still holds for the instance's key. Time is in milliseconds.
    """
    effects: list[Effect] = []
    while instance.state == "running":
        instance, effect = _step_on(journey, instance, holds, now)
        effects += [effect] if effect else []
        if isinstance(effect, WakeAt):
            break
    return instance, effects


def _step_on(journey: Journey, instance: Instance, holds: bool, now: Millis) -> tuple[Instance, Effect | None]:
    if not holds:
        return replace(instance, state="exited", due=None), None
    if instance.step >= len(journey.steps):
        return replace(instance, state="done", due=None), None
    step = journey.steps[instance.step]
    beyond = replace(instance, step=instance.step + 1, due=None)
    if isinstance(step, Send):
        return beyond, SendMessage(instance.step, step)
    due = instance.due if instance.due is not None else now + step.span
    return (replace(instance, due=due), WakeAt(due)) if due > now else (beyond, None)


def compile_journey(key: str, spec: Mapping[str, Any]) -> Journey:
    """A journey out of the playbook's mapping. Raises Invalid("bad-journey", "bad-pattern", "bad-duration")."""
    check(spec.get("entry"))
    each = spec.get("each", "person")
    if each not in ("cart", "person"):
        raise Invalid("bad-journey", "`each` is `cart` or `person`")
    if each == "cart" and not spec.get("while"):
        raise Invalid("bad-journey", "`each: cart` needs `while`, the segment that says which carts")
    steps = spec.get("steps")
    if not isinstance(steps, list) or not steps:
        raise Invalid("bad-journey", "a journey has a list of `steps`")
    made = tuple(_step(one) for one in steps)
    return Journey(key, str(spec.get("name") or key), spec["entry"], each, str(spec.get("while") or ""), made)


def _step(spec: Any) -> Step:
    match spec:
        case {"wait": span}:
            return Wait(duration(span))
        case {"send": {"template": str(template), "channel": str(channel), "purpose": str(purpose)}}:
            return Send(template, channel, purpose)
    raise Invalid("bad-journey", "a step is `wait: 2h` or `send: {template: ..., channel: ..., purpose: ...}`")
