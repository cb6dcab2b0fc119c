"""Asking no further than the answer takes gives what asking everything would: of sums of spans, and of groups."""

from itertools import groupby
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segue.segments.deciding import all_hold, any_holds, any_names
from segue.segments.timelines import Counts, counted
from segue.segments.verdicts import ALWAYS, Ask, Verdict, earliest, latest
from tests.examples import examples

NOW, END = 50, 101
MOMENTS = st.integers(1, END - 1)
SPANS = st.lists(st.tuples(MOMENTS, st.none() | MOMENTS, st.integers(-2, 3)), max_size=8)
BOUNDS = st.tuples(st.integers(-2, 3), st.integers(0, 5))
PARTS = st.lists(
    st.builds(
        Verdict, st.booleans(), st.none() | st.integers(NOW + 1, END), st.none() | st.integers(0, NOW), st.just(())
    ),
    min_size=1,
    max_size=6,
)


def swept(spans: list[Counts], least: int, most: int) -> Verdict:
    """The answer out of all changes of the sum, one after the other."""
    changes: list[tuple[int, int, int]] = []
    for start, end, weight in spans:
        begun = min(start, NOW)
        ended = END if end is None else max(begun, end)
        changes += [(begun, start, weight), (ended, max(ended, start) if ended == begun else ended, -weight)]
    total, answer, since = 0, least <= 0 <= most, ALWAYS
    for (moment, said), some in groupby(sorted(one for one in changes if one[0] < END), key=lambda one: one[:2]):
        total += sum(one[2] for one in some)
        if (least <= total <= most) is not answer and moment > NOW:
            return Verdict(answer, moment, since)
        answer, since = (answer, since) if (least <= total <= most) is answer else (not answer, said)
    return Verdict(answer, None, since)


@given(spans=SPANS, bounds=BOUNDS)
@settings(max_examples=examples(400), deadline=None)
def test_a_sum_is_what_all_changes_of_it_come_to(spans: list[Counts], bounds: tuple[int, int]) -> None:
    least, most = bounds[0], bounds[0] + bounds[1]
    found, wanted = counted(spans, lambda total: least <= total <= most, NOW), swept(spans, least, most)
    assert (found.holds, found.since) == (wanted.holds, wanted.since)
    assert found.until == wanted.until or (wanted.until and (found.until or END) > wanted.until)


def asking(parts: list[Verdict]) -> list[Ask]:
    """Ways to ask for these answers."""
    return [lambda _about, _now, one=one: one for one in parts]


def first_of(parts: list[Verdict], answer: bool) -> Any:
    return earliest(*(one.since for one in parts if one.holds is answer))


@given(parts=PARTS)
@settings(max_examples=examples(400), deadline=None)
def test_a_group_answers_as_if_all_its_parts_were_asked(parts: list[Verdict]) -> None:
    for group, answer in ((all_hold, False), (any_holds, True), (any_names, True)):
        found = group(asking(parts))(None, NOW)
        giving = [one for one in parts if one.holds is answer]
        assert found.holds is (answer if giving else not answer)
        assert found.since == (first_of(parts, answer) if giving else latest(*(one.since for one in parts)))


@given(parts=PARTS)
@settings(max_examples=examples(400), deadline=None)
def test_a_group_answers_so_until_the_last_part_that_gives_it_may_change(parts: list[Verdict]) -> None:
    for group, answer in ((all_hold, False), (any_holds, True)):
        until = group(asking(parts))(None, NOW).until
        giving = [one.until for one in parts if one.holds is answer]
        assert until == (latest(*giving) if giving else earliest(*(one.until for one in parts)))


def test_nobody_is_asked_after_a_part_that_decides_for_good_unless_for_since_when() -> None:
    asked: list[str] = []
    parts = [Verdict(True, None, 1), Verdict(False, None, 2), Verdict(False, None, 1)]
    group = all_hold([lambda about, _now, one=one: asked.append(about) or one for one in parts])
    verdict = group("x", NOW)
    assert (verdict.holds, len(asked)) == (False, 2)
    assert (verdict.since, verdict.since, len(asked)) == (1, 1, 3)
