"""What each clause of a definition lets in, and what it alone keeps out."""

from dataclasses import replace

from segue import facets
from segue.events import Event
from segue.profile.profiles import Profile
from segue.segments.conditions import compile_condition
from segue.segments.previewing import Narrowed, narrowed
from tests.builders import NOON, an_add, an_order

ORDERED, OPEN = {"ordered": {"within": "30d"}}, {"cart": "open"}


def person(*events: Event) -> Profile:
    return Profile("a_1", facets.absorb({}, events), ("a_1",))


LOOKERS = [person(), person(an_add(NOON)), person(an_add(NOON)), person(an_order(NOON))]


def test_a_clause_says_how_many_meet_it_and_how_many_it_alone_keeps_out() -> None:
    """Nobody meets both: two lack the order alone, one lacks the cart alone, one lacks both."""
    found = narrowed(LOOKERS, compile_condition({"all": [ORDERED, OPEN]}), NOON)
    assert found == Narrowed(0, 0, (Narrowed(1, 2), Narrowed(2, 1)))


def test_groups_are_counted_inside_of_groups() -> None:
    found = narrowed(LOOKERS, compile_condition({"all": [{"not": ORDERED}, OPEN]}), NOON)
    assert found == Narrowed(2, 0, (Narrowed(3, 0, (Narrowed(1, 3),)), Narrowed(2, 1)))


def test_a_shared_identifier_is_nobody_s_clause_either() -> None:
    till = replace(person(an_add(NOON)), shared=True)
    assert narrowed([*LOOKERS, till], compile_condition(OPEN), NOON).meet == 2
