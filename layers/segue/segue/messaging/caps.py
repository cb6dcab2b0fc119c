"""Frequency caps: how many messages one person gets within a rolling window, on a channel, for a purpose, in all.

Every message that a cap counts leaves a slot: taken when it is sent, or held for the moment until which it waits. A
message finds room where no window that its moment lies in holds too many. A held slot gives way to a message that is
worth more; a taken one never does.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from segue.keys import digest
from segue.messages import BROADCAST, Message
from segue.times import HOUR, Millis

ALL = "all"
USUAL_PRIORITY = 50
SLOT_MARK_LENGTH = 12
SKEW: Millis = HOUR  # what is older than its window is kept as long again: not everybody's clock is the same
FORGOTTEN: Millis = HOUR  # a held slot whose moment is so long past belongs to a message that is no more
MOST_HELD = 100  # slots of one person that are held
SPARE = 2  # times as many taken slots are kept as a window may hold


class Slot(NamedTuple):
    """The place of one message: `time` is when it is sent, or until when it is held."""

    mark: str
    time: Millis
    channel: str
    purpose: str
    priority: int = USUAL_PRIORITY
    state: Literal["taken", "held"] = "taken"


@dataclass(frozen=True)
class Cap:
    """At most `most` messages in any time of the length `within`; of one channel or ("") of all. `purpose` is what it
    counts, or ALL; what it holds back is marketing, unless it counts something else alone."""

    name: str
    most: int
    within: Millis
    channel: str = ""
    purpose: str = "marketing"

    def counts(self, slot: Slot) -> bool:
        """Whether the slot takes a place under this cap."""
        return self.channel in ("", slot.channel) and self.purpose in (ALL, slot.purpose)

    def holds(self, slot: Slot) -> bool:
        """Whether a message may have to wait for this cap: what must arrive waits for none that marketing fills."""
        return self.counts(slot) and (self.purpose != ALL or slot.purpose == "marketing")


@dataclass(frozen=True)
class Caps:
    """All caps; without any nothing is counted. `journeys` and `templates` have priorities by id; `broadcasts` is that
    of a broadcast's messages."""

    caps: tuple[Cap, ...] = ()
    journeys: Mapping[str, int] = field(default_factory=dict)
    templates: Mapping[str, int] = field(default_factory=dict)
    broadcasts: int = USUAL_PRIORITY

    def concern(self, channel: str, purpose: str) -> bool:
        """Whether such a message is counted at all."""
        return any(one.counts(Slot("", 0, channel, _counted(purpose))) for one in self.caps)

    def priority(self, message: Message) -> int:
        """What a message is worth: as its step says, else its template, else its journey."""
        usual = self.broadcasts if message.journey.startswith(BROADCAST) else USUAL_PRIORITY
        said = self.templates.get(message.template) or self.journeys.get(message.journey)
        return message.priority or said or usual

    def slot(self, message: Message, channel: str, time: Millis) -> Slot:
        """What the message would take at this moment on this channel."""
        return Slot(slot_mark(message.id), time, channel, _counted(message.purpose), self.priority(message))


class Room(NamedTuple):
    """Whether there is room at the moment that was asked for; else when there is, and whose cap it is."""

    free: bool
    at: Millis
    cap: str = ""


def _counted(purpose: str) -> str:
    """A purpose of the shop's own counts as marketing, with which it goes."""
    return "transactional" if purpose == "transactional" else "marketing"


def slot_mark(identity: str) -> str:
    """The short id of a message among the slots of its person; no two people's messages share one."""
    return digest(b"slot", identity)[:SLOT_MARK_LENGTH]


def room(caps: Caps, used: Iterable[Slot], wanted: Slot) -> Room:
    """Whether a message finds room at the moment of its slot, or the first moment after it at which it does; `used` as
    `kept` has them."""
    others = [one for one in used if _stands(one, wanted)]
    full = _full(caps, others, wanted)
    if full is None:
        return Room(True, wanted.time)
    later, cap = wanted, full
    while cap:
        later = later._replace(time=_next(cap, others, later.time))
        cap = _full(caps, others, later)
    return Room(False, later.time, full.name)


def placed(caps: Caps, used: Iterable[Slot], wanted: Slot, now: Millis) -> tuple[Slot, ...]:
    """The slots with one more, which has room. Of those that are held, the ones that are worth least go where there is
    no room for all; what is too old to matter goes too."""
    standing = [one for one in kept(caps, used, now) if one.mark != wanted.mark]
    made = [wanted, *(one for one in standing if one.state == "taken")]
    for one in sorted((one for one in standing if one.state == "held"), key=lambda one: (-one.priority, one.time)):
        if _full(caps, made, one) is None:
            made.append(one)
    return tuple(sorted(made, key=lambda one: (one.time, one.mark)))


def kept(caps: Caps, used: Iterable[Slot], now: Millis) -> tuple[Slot, ...]:
    """The slots that still matter: never more than the caps let be, and as many again."""
    newest = sorted((one for one in used if one.state == "taken"), key=lambda one: -one.time)
    matter = {one for cap in caps.caps for one in _newest(cap, newest, now)}
    held = sorted((one for one in used if one.state == "held" and one.time > now - FORGOTTEN), key=lambda one: one.time)
    matter |= set(held[:MOST_HELD])
    return tuple(sorted(matter, key=lambda one: (one.time, one.mark)))


def _newest(cap: Cap, newest: Sequence[Slot], now: Millis) -> list[Slot]:
    """Of each purpose as many as can make a window full."""
    counted = [one for one in newest if cap.counts(one) and one.time > now - cap.within - SKEW]
    purposes = {one.purpose for one in counted}
    return [one for each in purposes for one in [it for it in counted if it.purpose == each][: SPARE * cap.most]]


def _stands(one: Slot, wanted: Slot) -> bool:
    """Whether a slot stands in another's way: a held one only where it is worth as much."""
    if one.mark == wanted.mark:
        return False
    return one.state == "taken" or one.priority >= wanted.priority


def _full(caps: Caps, others: Sequence[Slot], wanted: Slot) -> Cap | None:
    """The first cap under which there is no room."""
    return next((one for one in caps.caps if one.holds(wanted) and _crowded(one, others, wanted.time)), None)


def _crowded(cap: Cap, others: Iterable[Slot], moment: Millis) -> bool:
    """Whether one more at this moment makes some window of this cap hold too many. A window that holds the most begins
    with a message."""
    times = sorted([moment, *(one.time for one in others if cap.counts(one))])
    begins = times[bisect_left(times, moment - cap.within + 1) : bisect_left(times, moment + 1)]
    return any(bisect_left(times, one + cap.within) - bisect_left(times, one) > cap.most for one in begins)


def _next(cap: Cap, others: Sequence[Slot], moment: Millis) -> Millis:
    """The first moment after this one at which the cap has room: that at which a message leaves a window."""
    leaves = sorted({one.time + cap.within for one in others if cap.counts(one) and one.time + cap.within > moment})
    return next(one for one in leaves if not _crowded(cap, others, one))
