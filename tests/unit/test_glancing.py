"""What may go by a glance, and what is looked at again before it waits or ends."""

from dataclasses import replace
from typing import Any

import pytest

from segue.contact_points import ContactPoint
from segue.messages import Message
from segue.messaging.dispatching import Dispatching, Sight
from segue.profile.profiles import Profile
from tests.builders import NOON
from tests.unit.test_dispatching import KIM, MESSAGE, dispatching


class People:
    """Reads of one person, counted."""

    def __init__(self, person: Profile | None) -> None:
        self.person, self.reads = person, 0

    def read(self, person: str) -> Profile | None:
        self.reads += 1
        return self.person if person else None


class Points:
    """Addresses that are all like one."""

    def __init__(self, suppressed: str = "") -> None:
        self.suppressed = suppressed

    def read_many(self, keys: Any) -> dict[str, ContactPoint]:
        return {one: ContactPoint(one, self.suppressed) for one in keys}


class Glancing:
    """A dispatcher that sees a moment ago what `seen` and `late` say, and now what `is_` and `now` say."""

    def __init__(self, seen: Profile | None = KIM, late: str = "", is_: Profile | None = KIM, now: str = "") -> None:
        self.calls: list[Any] = []
        self.before, self.people = People(seen), People(is_)
        usual = dispatching(self.calls)
        fresh, stale = (replace(usual.asking, contact_points=Points(one)) for one in (now, late))
        glance = Sight(self.before, stale)
        self.dispatching: Dispatching = replace(usual, profiles=self.people, asking=fresh, glance=glance)

    def reads(self, message: Message = MESSAGE, again: int = 0) -> tuple[str, int, int]:
        """The outcome, and how often it was looked at a moment ago and now."""
        outcome = self.dispatching.dispatch(message, NOON, again)[1]
        return outcome, self.before.reads, self.people.reads


def test_what_may_go_by_a_glance_goes_without_a_second_look() -> None:
    assert Glancing().reads() == ("queued", 1, 0)


@pytest.mark.parametrize("glance", [{"seen": None}, {"late": "bounced"}])
def test_what_the_glance_missed_drops_nothing(glance: dict[str, Any]) -> None:
    assert Glancing(**glance).reads() == ("queued", 1, 1)


def test_what_is_true_now_ends_it() -> None:
    both = Glancing(late="bounced", now="complained")
    assert both.reads() == ("suppressed-complained", 1, 1)
    assert [one[0] for one in both.calls] == ["dropped"]


def test_what_a_sender_has_sent_back_is_not_sent_to_it_again_by_the_same_glance() -> None:
    back = Glancing(now="bounced")
    assert back.reads(again=1) == ("suppressed-bounced", 0, 1)
