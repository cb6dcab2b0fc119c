"""Instances: where one person's run of a journey stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from segue.keys import PersonId, digest, share_of
from segue.times import Millis
from segue.tracing import joined

WHOLE = "person"  # the key of a journey that runs once per person, whatever id the person has
NO_ADDRESS = "no-address"  # why a run waits that has somebody to write to nowhere
END = "end"  # the position after the last step
REMEMBERED = 8  # signals that a run has heard
MOST_KEY = 512  # bytes of a key: with the journey it is one of the table, which ends at 1,024
BY_HAND = "all-"  # begins what a run has heard where its segment was brought in
SHARDS = 8  # of one journey in the index: 1,000 writes a second each
Ended = Literal["done", "exited", "left"]


@dataclass(frozen=True)
class Instance:
    """One person's run of a journey for one `key` (what `each` names: a cart, an order, a product).

    `step` is the id of the step where it stands. `state` ends in `done`, `exited` (its reason is over) or `left` (it
    was stopped, or the playbook let it go); `why` says more. `run` counts runs for the same key from 1; `moment` is the
    event time of what began it; `data` what that signal said. `book` and `text` name the playbook version and the
    wording that it goes by. `variants` are those of experiments, `outcomes` what calls were answered, by step. `heard`
    are the ids of the signals that began it or moved it on last: each comes twice some day. `version` 0: not written.
    `trace`: what began it, and what moved it last (`segue.tracing`).
    """

    person: PersonId
    journey: str
    key: str
    entered: Millis
    step: str = "0"
    due: Millis | None = None
    state: str = "running"
    version: int = 0
    each: str = ""
    run: int = 1
    moment: Millis = 0
    why: str = ""
    book: str = ""
    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    variants: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    heard: tuple[str, ...] = ()
    trace: str = field(default="", compare=False)

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.state == "running"

    def to(self, step: str) -> "Instance":
        """At another step, or at the END; journeys only go forward."""
        return replace(self, step=step, due=None, why="")

    def followed(self, now: Millis) -> "Instance":
        """The next run for the same key; it knows who was brought in by hand, so that saying it again does nothing."""
        by_hand = tuple(one for one in self.heard if one.startswith(BY_HAND))
        again = Instance(self.person, self.journey, self.key, now, run=self.run + 1, version=self.version)
        return replace(again, heard=by_hand)

    def hearing(self, signal: str) -> "Instance":
        """Has heard this signal."""
        return replace(self, heard=(*self.heard, signal)[-REMEMBERED:]) if signal else self

    def woken(self, data: Mapping[str, Any], trace: str) -> "Instance":
        """Takes over what is said anew, and what wakes it (`segue.tracing`)."""
        return replace(self, data={**self.data, **data}, trace=joined(self.trace, trace))

    def waiting(self, due: Millis, why: str = "") -> "Instance":
        """At the same step until then; `why` where that is not the step's own doing."""
        return replace(self, due=due, why=why)

    def ended(self, state: Ended, why: str = "") -> "Instance":
        """At its end, for good."""
        return replace(self, state=state, due=None, why=why)

    def occasion(self, step: str) -> str:
        """A step of this run, and of no other run for the same key: what is done there is done once."""
        return step if self.run == 1 else f"{step}~{self.run}"

    def token(self, step: str) -> str:
        """The id of what is done at a step: the same however often it is tried."""
        return digest(b"step", f"{self.person}|{self.journey}|{self.key}|{self.occasion(step)}")

    def shard(self) -> str:
        """Where the index keeps it: one journey lies in SHARDS places, so that none gets too hot."""
        return shard_of(self.journey, share_of(self.person, SHARDS))


def brought_in(text: str) -> dict[str, Any]:
    """What an order to start a journey says of somebody of a segment that is brought in as a whole: once for each text
    of the journey, of which this is the digest."""
    return {"id": f"{BY_HAND}{text}", "everybody": True}


def shard_of(journey: str, number: int) -> str:
    """One of the places of a journey in the index."""
    return f"{journey}#{number}"
