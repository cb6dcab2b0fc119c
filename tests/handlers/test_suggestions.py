"""Suggestions as they are kept, listed and decided, in the in-memory cloud."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from segue.aws.settings import settings
from segue.aws.suggestions import Suggestions
from segue.errors import NotFound
from segue.identity.suggestions import Suggestion, in_order
from tests.faults.cloud.world import World

ALIKE = Suggestion("u_ann", "e_ann", 970, ("same birth date", "names alike (94 %)"), time=5)


@pytest.fixture
def kept() -> Iterator[Suggestions]:
    """The suggestions of an empty world."""
    world = World()
    with world.open(), world.aside():
        yield Suggestions(settings().requests)


def test_the_stronger_id_comes_first():
    assert in_order("e_ann", "u_ann") == ("u_ann", "e_ann")


def test_two_people_are_suggested_once_in_whatever_order(kept):
    assert kept.keep([ALIKE]) == 1
    assert kept.keep([replace(ALIKE, left="e_ann", right="u_ann", time=9)]) == 0
    assert kept.newest(10) == [ALIKE]
    assert kept.one(ALIKE.id) == ALIKE


def test_what_was_decided_is_never_brought_back(kept):
    kept.keep([ALIKE])
    kept.decide(ALIKE.id, "dismissed", 6)
    kept.decide(ALIKE.id, "dismissed", 7)
    assert kept.keep([replace(ALIKE, probability=999)]) == 0
    assert kept.newest(10) == []
    assert kept.one(ALIKE.id) == replace(ALIKE, state="dismissed")
    assert kept.known([ALIKE.id, "s_other"]) == {ALIKE.id}


def test_the_newest_come_first_and_page_by_time(kept):
    several = [replace(ALIKE, right=f"e_{number}", time=number) for number in range(30)]
    assert kept.keep(several) == 30
    assert [one.time for one in kept.newest(3)] == [29, 28, 27]
    assert [one.time for one in kept.newest(3, before=27)] == [26, 25, 24]


def test_an_unknown_suggestion_says_so(kept):
    with pytest.raises(NotFound):
        kept.one("s_nobody")
    with pytest.raises(NotFound):
        kept.decide("s_nobody", "merged", 1)
