"""Foretelling: what was learned, told of everybody, and written into the ledger where it is news. The last stage."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from segue.events import Event
from segue.forecasting.learnt import Learnt
from segue.keys import IdentityKey
from segue.models.forecasting import Made, of_plain
from segue.models.foretold import foretold, news
from segue.models.gathering import Crowd
from segue.models.goods import Shelf
from segue.models.runs import Run
from segue.predictions.policies import ReplenishmentPolicy
from segue.predictions.telling import night_of, predicted, used_up
from segue.profile.profiles import Profile
from segue.profile.replenishing import due, needed
from segue.times import Millis

Written = tuple[IdentityKey, Event]


class Log(Protocol):
    """The ledger."""

    def append_each(self, written: Sequence[Written], /) -> None:
        """Durable when it returns; what stood there stays. Raises Unavailable."""
        ...


@dataclass(frozen=True)
class Foretelling:
    """A tour over everybody. Ids of events follow from person and night, so that the same page again writes nothing."""

    crowd: Crowd
    made: Made
    log: Log
    policy: Callable[[], ReplenishmentPolicy]
    clock: Callable[[], Millis]
    _known: dict[str, tuple[Learnt, Shelf]] = field(default_factory=dict)

    def page(self, run: Run) -> Run:
        """Behind a page. Of a till and of who objects to profiling nothing is told."""
        people, further = self.crowd.read(run.part, run.after)
        willing = [one for one in people if not one.shared and not one.unprofiled(self.clock())]
        written = [event for one in willing for event in self._told(one, run)]
        if written:
            self.log.append_each(written)
        return replace(run.past(0, further), foretold=run.foretold + len(written))

    def _told(self, person: Profile, run: Run) -> Iterator[Written]:
        if not person.order_rows and person.predicted is None:
            return
        made, key, now = self._made(run), min(person.identities), self.clock()
        found = foretold(person, run, made)
        if news(person.predicted, found):
            yield key, predicted(found, key, now)
        night = night_of(run.created)
        open_ones = needed(found.replenish, person.order_rows)
        soon = due(open_ones, person.whole.get("predictions", {}), night, self.policy().before)
        yield from ((key, event) for event in used_up(soon, key, (night, now), made[1].names))

    def _made(self, run: Run) -> tuple[Learnt, Shelf]:
        """Read once in a function's life and night."""
        if run.id not in self._known:
            self._known.clear()
            self._known[run.id] = of_plain(self.made.made(run.id))
        return self._known[run.id]
