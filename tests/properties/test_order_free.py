"""Memberships follow from what happened: not from the order in which it was told, how often, or in which batches.

Only what can have changed is asked again, as the fold does; in the end it must be what a look at everything gives.
"""

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segue import facets
from segue.events import Event
from segue.profile.identities import mark
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segments
from segue.segments.membership import Look, Membership, evaluate, evaluate_again, touched
from segue.times import DAY
from tests.builders import NOON
from tests.examples import examples
from tests.properties.histories import HISTORIES
from tests.properties.operators import EXAMPLES, POLICIES, SEGMENTS

ASKED = [one for some in EXAMPLES.values() for one in some]
DEFINED = SEGMENTS | {f"s{place:03}": {"when": one} for place, one in enumerate(ASKED)}
IN_FORCE = list(compile_segments(DEFINED, POLICIES).values())


@st.composite
def tellings(draw: st.DrawFn) -> tuple[list[Event], list[list[Event]]]:
    """What happened, and how it was told: in any order, some of it twice, in batches."""
    happened = draw(HISTORIES.filter(bool))
    told = draw(st.permutations(happened + draw(st.lists(st.sampled_from(happened), max_size=3))))
    cuts = sorted({0, *draw(st.lists(st.integers(0, len(told)), max_size=4)), len(told)})
    return happened, [told[start:end] for start, end in pairwise(cuts)]


def folded(batches: list[list[Event]]) -> tuple[dict[str, Any], Membership]:
    """The facets and the membership after these batches, a day after one another."""
    known, membership, seen = dict[str, Any](), Membership({}), set[int]()
    for number, batch in enumerate(batches):
        new = {mark(one): one for one in batch if mark(one) not in seen}
        seen |= new.keys()
        after = facets.absorb(known, new.values())
        changed, known = facets.differing(known, after), after
        if touched(IN_FORCE, changed):
            membership = looked(known, membership, Look(NOON + number * DAY, changed))
    return known, membership


def looked(known: dict[str, Any], before: Membership, look: Look) -> Membership:
    found = evaluate_again(IN_FORCE, Profile("a_1", known, ("a_1",)), before, look)
    return Membership(found.segments, found.wake, before.version + 1, marks=found.marks, book=found.book)


@given(telling=tellings(), later=st.integers(5, 200))
@settings(max_examples=examples(60), deadline=None)
def test_any_telling_leads_to_the_same_memberships_since_the_same_moments(telling: Any, later: int) -> None:
    happened, batches = telling
    now = NOON + later * DAY
    known, membership = folded(batches)
    found = looked(known, membership, Look(now, frozenset()))
    person = Profile("a_1", facets.absorb({}, happened), ("a_1",))
    wanted = evaluate(IN_FORCE, person, Membership({}), now)
    begun = person.begun is not None  # of whom only a job has written nobody can say since when they are anything
    unknown = {one.id for one in IN_FORCE if not begun or one.when.test(person, now).since is None}
    assert found.segments.keys() == wanted.segments.keys()
    for one in wanted.segments.keys() - unknown:
        assert (one, found.segments[one]) == (one, wanted.segments[one])
