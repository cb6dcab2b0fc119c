"""Sweeping: everybody in a journey is looked at, because it goes on after a pause or was stopped.

In pages: each page is one message to the queue, so that a crash repeats a page, and nothing scans a table.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from segue.journeys.doors import Alarms
from segue.journeys.instances import SHARDS, shard_of
from segue.journeys.steering import ALL
from segue.keys import PersonId
from segue.times import Millis

Place = Mapping[str, Any]


class Inside(NamedTuple):
    """Somebody who is in a journey, and until when the run waits."""

    person: PersonId
    key: str
    due: Millis | None


class Crowd(Protocol):
    """A page of those whose runs go on in one shard of a journey, and where the next begins; None at the end."""

    def inside(self, journey: str, shard: str, after: Place | None) -> tuple[Sequence[Inside], Place | None]: ...


@dataclass(frozen=True)
class Sweeping:
    """Has pages of people looked at; where `all` is asked, also those whose wait is not over. Where `timers` is asked,
    those get the timer that they wait for, under the name that it had: after a restore nobody knows which are left."""

    crowd: Crowd
    alarms: Alarms
    journeys: Collection[str]

    def sweep(self, journey: str, asked: Mapping[str, Any], now: Millis) -> None:
        """One page, and a message for the next; of all journeys, or of one as a whole, a message for each part."""
        word = {"kind": "sweep", "all": bool(asked.get("all")), "journey": journey}
        word |= {"timers": True} if asked.get("timers") else {}
        if journey == ALL:
            parts = [{**word, "journey": one} for one in sorted(self.journeys)]
        elif "shard" not in asked:
            parts = [{**word, "shard": shard_of(journey, number)} for number in range(SHARDS)]
        else:
            parts = self._page({**word, "shard": asked["shard"]}, asked.get("after"), now)
        for one in parts:
            self.alarms.set({"due": now, **one}, now)

    def _page(self, word: Mapping[str, Any], after: Place | None, now: Millis) -> list[Mapping[str, Any]]:
        """An alarm for each of a page, and the word for the next page."""
        found, further = self.crowd.inside(word["journey"], word["shard"], after)
        woken = [one for one in found if word["all"] or one.due is None or one.due <= now]
        alarm = {"kind": "alarm", "journey": word["journey"]}
        alarms = [{**alarm, "person": one.person, "key": one.key} for one in woken]
        if word.get("timers"):
            later = [one for one in found if one not in woken]
            alarms += [{**alarm, "person": one.person, "key": one.key, "due": one.due} for one in later]
        return [*alarms, {**word, "after": further}] if further else [*alarms]
