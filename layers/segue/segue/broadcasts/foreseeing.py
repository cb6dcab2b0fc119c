"""Foreseeing: to how many of a segment a broadcast would go at this moment, and why the others are left out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from segue.broadcasts.definitions import Broadcast
from segue.broadcasts.ports import Audience, Book, ContactPoints, People
from segue.broadcasts.recipients import Addresses, Recipient, message_to, refused
from segue.broadcasts.runs import begun
from segue.contact_points import ContactPoint
from segue.experiments.holdouts import MARKETING
from segue.keys import PersonId
from segue.times import Millis

MOST, PAGE = 1000, 100  # people that are looked at, and at once
SHOWN = 8  # of those who would get it, by name
UNASKED = "unasked"  # in place of a reason: it would go, though nobody said yes


@dataclass(frozen=True)
class Foresight:
    """Of so many members that were `looked` at: how many would be written to, and why the others would not, by reason.
    `whole`: these are all; else they are a sample, the first by ids, which come by chance. `unasked`: for
    how many of the reachable no yes is recorded, so that the policy alone lets it go. `some`: the first few of the
    reachable."""

    looked: int = 0
    reachable: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    whole: bool = True
    unasked: int = 0
    some: tuple[PersonId, ...] = ()


@dataclass(frozen=True)
class Foreseeing:
    """The collaborators: those of a fan-out that only read."""

    audience: Audience
    people: People
    points: ContactPoints
    book: Callable[[], Book]
    key: Addresses

    def foresee(self, broadcast: Broadcast, now: Millis) -> Foresight:
        """As the fan-out would find them now, by address, consent and suppression. Nothing is written."""
        book = self.book()
        looking = book.looking(broadcast, self.key)
        looked, reasons, whole, some = 0, Counter[str](), True, list[PersonId]()
        for persons, further in self._pages(broadcast.segment):
            told = self._reasons(looking.at(self.people.read_many(persons), now), broadcast, now)
            reasons.update(why for _person, why in told)
            looked, whole = looked + len(persons), further is None
            some += [person for person, why in told if why in ("", UNASKED)][: SHOWN - len(some)]
        unasked = reasons.pop(UNASKED, 0)
        reachable = reasons.pop("", 0) + unasked
        return Foresight(looked, reachable, dict(reasons.most_common()), whole, unasked, tuple(some))

    def _pages(self, segment: str) -> Iterator[tuple[Sequence[PersonId], str | None]]:
        place: str | None = ""
        for _ in range(MOST // PAGE):
            persons, place = self.audience.page(segment, PAGE, place or "")
            yield persons, place
            if place is None:
                return

    def _reasons(self, found: Sequence[Recipient], broadcast: Broadcast, now: Millis) -> list[tuple[PersonId, str]]:
        """Each with why they are left out; "" where nothing stands against it, UNASKED where no yes stands for it."""
        book, run = self.book(), begun(broadcast, 1, broadcast.first, now)
        points = self.points.read_many({one.point for one in found if not one.reason})
        known = [(one, points.get(one.point, ContactPoint(""))) for one in found]
        return [
            (
                one.person,
                refused(one, message_to(one, run, broadcast, now), point, book.policy) or _asked(one, broadcast, point),
            )
            for one, point in known
        ]


def _asked(one: Recipient, broadcast: Broadcast, point: ContactPoint) -> str:
    """UNASKED where it is marketing and neither the address nor the profile holds a yes to it."""
    if broadcast.purpose != MARKETING or MARKETING in point.granted:
        return ""
    answer = one.profile.answer(broadcast.channel, MARKETING, one.address) if one.profile else None
    return "" if answer and not answer[1] else UNASKED
