"""Schedules: journeys that begin by the clock, for everybody in a segment. The same fan-out starts them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from segue.broadcasts.definitions import Broadcast, Playbook, schedule_id
from segue.broadcasts.orders import Timers, order_of
from segue.occasions import LOCAL, coming, first, recurring_on, text_of, wall, zone_of
from segue.times import Millis


class Store(Protocol):
    """Keeps broadcasts."""

    def make(self, broadcast: Broadcast, /) -> Broadcast:
        """What stands there: this one, or what came first."""
        ...


@dataclass(frozen=True)
class Schedules:
    """The collaborators of whoever puts a playbook in force; `playbook` holds the definitions by kind and id."""

    store: Store
    timers: Timers
    playbook: Callable[[], Playbook]

    def settle(self, now: Millis) -> None:
        """Every schedule in force has its next run before it. What is set already is set once; what the playbook no
        longer holds ends by itself, when it is due."""
        for broadcast, at in schedules(self.playbook(), now):
            made = self.store.make(broadcast)
            self.timers.set(order_of(made, made.number_after(0, at), at), now)


def schedules(playbook: Playbook, now: Millis) -> Iterator[tuple[Broadcast, str]]:
    """The schedules of the journeys of a playbook, each with the wall time of its next run; not those that are past."""
    for journey in sorted(playbook["journey"]):
        key = schedule_id(journey, playbook)
        found = scheduled(journey, playbook["journey"][journey]["entry"]["schedule"], (key, now)) if key else None
        if found:
            yield found


def scheduled(journey: str, spec: Mapping[str, Any], made: tuple[str, Millis]) -> tuple[Broadcast, str] | None:
    """A journey's schedule as a broadcast, and its next wall time; None where it is past. `made`: its id, and now."""
    key, now = made
    at, every, zone = wall(str(spec["at"])), str(spec.get("every", "")), str(spec.get("zone", LOCAL))
    on = recurring_on(every, spec.get("on", []), at)
    following = coming(at, (every, on), zone_of(zone), now)
    if following is None:
        return None
    broadcast = Broadcast(
        id=key,
        name=journey,
        by="playbook",
        created=now,
        segment=str(spec["segment"]),
        channel="",
        purpose="",
        variants=(),
        at=text_of(first(at, every, on)),
        zone=zone,
        every=every,
        on=on,
        starts=journey,
    )
    return broadcast, text_of(following)
