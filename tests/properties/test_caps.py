"""No schedule of concurrent reservers overfills any rolling window; found by looking at all windows."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from segue.messaging.caps import ALL, SPARE, Cap, Caps, Slot, placed, room
from segue.times import HOUR
from tests.examples import examples

CHANNELS, PURPOSES = ("email", "sms"), ("marketing", "transactional")
CAPS = st.lists(
    st.builds(
        Cap,
        st.just("cap"),
        st.integers(1, 4),
        st.sampled_from((HOUR, 3 * HOUR, 24 * HOUR)),
        st.sampled_from(("", *CHANNELS)),
        st.sampled_from((*PURPOSES, ALL)),
    ),
    min_size=1,
    max_size=4,
)


class Attempt(NamedTuple):
    """Somebody who wants a slot: how long after the one before, by a clock that is off by so much, having read the row
    as it was so many writes ago."""

    later: int
    off: int
    behind: int
    mark: str
    channel: str
    purpose: str
    priority: int
    held: int


ATTEMPTS = st.lists(
    st.builds(
        Attempt,
        st.integers(0, 2 * HOUR),
        st.integers(-60_000, 60_000),
        st.integers(0, 2),
        st.sampled_from([f"m{one}" for one in range(30)]),
        st.sampled_from(CHANNELS),
        st.sampled_from(PURPOSES),
        st.integers(1, 3),
        st.sampled_from((0, 0, HOUR, 5 * HOUR)),
    ),
    max_size=40,
)


def worked(caps: Caps, attempts: Sequence[Attempt]) -> tuple[list[tuple[Slot, ...]], dict[str, Slot]]:
    """The row after every write, and all that was sent. Who read an older row than there is writes nothing and reads
    again, as the version has it. Who has sent does not come again."""
    rows, sent, clock = list[tuple[Slot, ...]]([()]), dict[str, Slot](), 10**12
    for one in attempts:
        clock += one.later
        now, state = clock + one.off, "held" if one.held else "taken"
        wanted = Slot(one.mark, now + one.held, one.channel, one.purpose, one.priority, state)
        read = rows[max(0, len(rows) - 1 - one.behind) :]  # what it has seen is written over, or the newest
        if one.mark not in sent and all(room(caps, row, wanted).free for row in (read[0], rows[-1])):
            rows.append(placed(caps, rows[-1], wanted, now))
            sent |= {one.mark: wanted} if state == "taken" else {}
    return rows, sent


def fullest(cap: Cap, slots: Sequence[Slot]) -> int:
    """The most that any window of this cap holds: one that begins at each of its messages."""
    times = [one.time for one in slots if cap.counts(one)]
    return max((sum(begin <= one < begin + cap.within for one in times) for begin in times), default=0)


@given(caps=CAPS, attempts=ATTEMPTS)
@settings(max_examples=examples(400), deadline=None)
def test_no_window_of_what_was_sent_holds_more_than_its_cap(caps: list[Cap], attempts: list[Attempt]) -> None:
    _, sent = worked(Caps(tuple(caps)), attempts)
    strict = [one for one in caps if one.purpose != ALL]
    assert all(fullest(one, [*sent.values()]) <= one.most for one in strict)
    marketing = [one for one in sent.values() if one.purpose == "marketing"]
    assert all(fullest(one, marketing) <= one.most for one in caps)


@given(caps=CAPS, attempts=ATTEMPTS)
@settings(max_examples=examples(200), deadline=None)
def test_the_row_stays_bounded_and_holds_everybody_once(caps: list[Cap], attempts: list[Attempt]) -> None:
    rows, _ = worked(Caps(tuple(caps)), attempts)
    bound = sum(2 * SPARE * one.most for one in caps) + sum(one.held > 0 for one in attempts)
    for row in rows:
        assert len({one.mark for one in row}) == len(row)
        assert len([one for one in row if one.state == "taken"]) <= bound


@given(
    caps=CAPS,
    attempts=ATTEMPTS,
    wish=st.builds(Slot, st.just("x"), st.just(10**12), *map(st.sampled_from, (CHANNELS, PURPOSES))),
)
@settings(max_examples=examples(200), deadline=None)
def test_the_moment_that_is_named_is_the_first_that_has_room(
    caps: list[Cap], attempts: list[Attempt], wish: Slot
) -> None:
    rows, _ = worked(Caps(tuple(caps)), attempts)
    wanted = wish._replace(time=max((one.time for one in rows[-1]), default=wish.time))
    found = room(Caps(tuple(caps)), rows[-1], wanted)
    assert room(Caps(tuple(caps)), rows[-1], wanted._replace(time=found.at)).free
    assert found.free or not room(Caps(tuple(caps)), rows[-1], wanted._replace(time=found.at - 1)).free


@given(caps=CAPS, attempts=ATTEMPTS)
@settings(max_examples=examples(200), deadline=None)
def test_reserving_again_changes_nothing(caps: list[Cap], attempts: list[Attempt]) -> None:
    known = Caps(tuple(caps))
    rows, _ = worked(known, attempts)
    for one in rows[-1]:
        if one.state == "taken" and room(known, rows[-1], one).free:
            again = placed(known, rows[-1], one, one.time)
            assert [it for it in again if it.mark == one.mark] == [one]
            assert placed(known, again, one, one.time) == again
