"""Which changes of a membership history led to: a table of who told of what, and whose the last word is."""

from dataclasses import replace

import pytest
from msgspec import structs

from segue import facets
from segue.events import Event
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segment
from segue.segments.membership import Membership, evaluate
from segue.segments.quietness import TIME, Doing, quietly
from segue.times import SECOND
from tests.builders import NOON, an_event, an_identify, an_order

NOBODY = Membership({})
ORDER, LOOK = Doing([an_order()]), Doing([an_event()])
IMPORT = Doing([structs.replace(an_order(), backfill=True)])


def orders(own: int, imported: int) -> list[Event]:
    made = [an_order(NOON + one, f"o{one}") for one in range(own + imported)]
    return made[:own] + [structs.replace(one, backfill=True) for one in made[own:]]


def quiet(profile: Profile, doing: Doing, before: Membership = NOBODY, least: int = 2) -> bool:
    segment = compile_segment("s", {"when": {"ordered": {"at_least": least}}})
    after = evaluate([segment], profile, before, NOON + 9)
    assert before.segments.keys() ^ after.segments.keys() == {"s"}
    return quietly([segment], profile, (before, after), doing) == {"s"}


def a_person(*events: Event) -> Profile:
    return Profile("a_1", facets.absorb({}, events), ("a_1",))


@pytest.mark.parametrize(
    ("own", "imported", "doing", "silent"),
    [
        (2, 0, ORDER, False),
        (2, 0, LOOK, False),
        (2, 2, LOOK, False),
        (2, 2, IMPORT, False),
        (0, 2, ORDER, True),
        (1, 2, ORDER, True),
        (0, 2, TIME, True),
        (1, 1, ORDER, False),
        (1, 1, LOOK, True),
        (1, 1, IMPORT, True),
        (1, 1, TIME, False),
    ],
)
def test_two_orders_are_needed(own: int, imported: int, doing: Doing, silent: bool) -> None:
    assert quiet(a_person(*orders(own, imported)), doing) is silent


def test_time_is_history_s_where_history_moved_the_person_last() -> None:
    assert quiet(a_person(*orders(1, 1)), TIME, replace(NOBODY, imported=True))
    assert not quiet(a_person(*orders(2, 1)), TIME, replace(NOBODY, imported=True))


@pytest.mark.parametrize(("doing", "silent"), [(LOOK, True), (TIME, True), (ORDER, False)])
def test_what_was_entered_quietly_is_left_quietly_unless_the_customer_says_something_of_it(doing, silent) -> None:
    inside = Membership({"s": NOON}, quiet=frozenset({"s"}))
    assert quiet(a_person(), doing, inside) is silent
    assert not quiet(a_person(), doing, Membership({"s": NOON}))


def test_history_is_kept_apart_but_for_names_and_consent_and_the_whole_is_the_sum() -> None:
    own, told = an_order(), an_identify(NOON + 1, city="Kiel")
    past = facets.absorb({}, [own, structs.replace(told, backfill=True)])
    assert facets.own(past)["orders"] == facets.of(own)["orders"]
    assert "traits" in facets.history(past).keys() - facets.own(past).keys()
    assert {"u1", "visitor-1"} <= {one["value"] for one in Profile("a", facets.own(past), ("a",)).identifiers}
    assert facets.whole(past) == facets.absorb({}, [own, told])


def test_a_batch_says_the_same_whenever_it_comes() -> None:
    both, own = Doing(orders(1, 1)), Doing(orders(1, 0))
    assert (both.own, both.seconds) == (own.own, own.seconds) == (facets.of(an_order()).keys(), {NOON // SECOND})
    assert both.imported
    assert not own.imported


def test_what_a_batch_says_is_worked_out_only_where_a_segment_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Event] = []
    monkeypatch.setattr(facets, "of", asked.append)
    nobody, doing = Membership({}), Doing([an_event()])
    assert quietly([], a_person(), (nobody, nobody), doing) == set()
    assert not doing.last(before=False)
    assert not asked
