"""Many records of quarantine tried again: what became of them, and where to go on."""

from dataclasses import dataclass, field

import pytest

from segue.api.cursors import time_of
from segue.api.emptying import MOST_TIME, Emptied, Emptying
from segue.deliveries import Delivery
from segue.errors import Invalid, NotFound, Unavailable
from segue.intake.accepting import Counts
from segue.intake.quarantine import Record
from segue.times import LATEST, SECOND
from tests.builders import NOON


@dataclass
class Held:
    """Records, a second between them, each of which takes so long; what the text says becomes of it."""

    says: str
    takes: int = 0
    clock: int = NOON
    asked: dict[str, str] = field(default_factory=dict)

    def newest(self, limit, before, **wanted):
        self.asked = wanted
        ids = [f"{at}{one}" for at, one in enumerate(self.says)]
        made = [
            Record(one, Delivery("shop", "shopify", b"", {}, NOON - int(one[:-1]) * SECOND), "x", "") for one in ids
        ]
        return [one for one in made if one.delivery.received_at < before][:limit]

    def again(self, record, _):
        self.clock += self.takes
        outcomes = {"s": Counts(stored=2), "d": Counts(duplicate=1), "i": Counts(ignored=1)}
        failures = {"n": Invalid("no-identifier"), "g": NotFound("unknown-record"), "u": Unavailable("down")}
        if record[-1] in failures:
            raise failures[record[-1]]
        return outcomes[record[-1]]

    def empty(self, limit=10, before=LATEST):
        return Emptying(self.newest, self.again, lambda: self.clock).empty({"source": "shop"}, limit, before)


def test_what_became_of_each_is_told():
    held = Held("ssdingn")
    expected = Emptied(replayed=4, stored=4, duplicate=1, ignored=1, still={"no-identifier": 2, "unknown-record": 1})
    assert held.empty() == expected
    assert held.asked == {"source": "shop", "state": "open"}


def test_it_goes_on_where_it_ended():
    first = Held("sssss").empty(limit=3)
    assert (first.replayed, time_of(first.next or "")) == (3, NOON - 3 * SECOND + 1)
    second = Held("sssss").empty(3, time_of(first.next or ""))
    assert (second.replayed, second.next) == (2, None)


def test_it_ends_when_time_is_up_and_never_before_the_first():
    slow = Held("sss", takes=MOST_TIME + 1).empty()
    assert (slow.replayed, time_of(slow.next or "")) == (1, NOON - SECOND + 1)
    just = Held("sss", takes=MOST_TIME // 2).empty()
    assert (just.replayed, just.next) == (3, None)


def test_an_outage_is_none_of_the_records_fault():
    with pytest.raises(Unavailable):
        Held("su").empty()
