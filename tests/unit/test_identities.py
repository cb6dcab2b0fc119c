"""The watermark: what is new, what is a repeat, and when an identity is rebuilt."""

from dataclasses import replace

from segue.events import Event
from segue.profile.identities import (
    RETENTION,
    Identity,
    Record,
    Watermark,
    absorb,
    comes_again,
    mark,
    needs_rebuild,
    rebuild,
)
from segue.times import MINUTE
from tests.builders import NOON, an_event


def a_record(number: int, sequence: int | None = None, stream: str = "s1", at: int = NOON) -> Record:
    event = an_event("Product Viewed", at + number)
    return Record("a_1", event, number if sequence is None else sequence, stream)


def views(identity: Identity) -> int:
    return sum(count for day in identity.facets["engagement"]["d"].values() for count in day.values())


def test_new_records_are_absorbed_once() -> None:
    identity = absorb(absorb(Identity("a_1"), [a_record(1), a_record(2)]), [a_record(3)])
    assert views(identity) == 3


def test_a_batch_that_comes_again_changes_nothing() -> None:
    batch = [a_record(1), a_record(2)]
    identity = absorb(Identity("a_1"), batch)
    assert not needs_rebuild(identity, batch)
    assert absorb(identity, batch) is identity


def test_a_batch_that_comes_again_with_a_new_record_takes_in_the_new_one_alone() -> None:
    identity = absorb(Identity("a_1"), [a_record(1), a_record(2)])
    again = [a_record(1), a_record(2), a_record(3)]
    assert not needs_rebuild(identity, again)
    assert views(absorb(identity, again)) == 3


def test_a_record_below_the_watermark_that_is_not_of_the_last_write_asks_for_a_rebuild() -> None:
    identity = absorb(absorb(Identity("a_1"), [a_record(1)]), [a_record(2)])
    assert needs_rebuild(identity, [a_record(1)])


def test_the_record_at_the_watermark_asks_for_a_rebuild_where_nothing_is_remembered_of_it() -> None:
    identity = Identity("a_1", watermark=Watermark("s1", 5))
    assert needs_rebuild(identity, [a_record(1, sequence=5)])
    assert not needs_rebuild(identity, [a_record(1, sequence=6)])


def test_another_stream_asks_for_a_rebuild() -> None:
    assert needs_rebuild(absorb(Identity("a_1"), [a_record(1)]), [a_record(2, stream="s2")])


def test_sequence_numbers_are_compared_as_integers() -> None:
    identity = absorb(Identity("a_1"), [a_record(1, sequence=999)])
    assert not needs_rebuild(identity, [a_record(2, sequence=1000)])


def test_a_rebuild_that_ran_ahead_of_the_stream_does_not_count_twice() -> None:
    ledger: list[Event] = [a_record(number).event for number in (1, 2, 3, 4)]
    identity = absorb(absorb(Identity("a_1"), [a_record(1)]), [a_record(2)])
    rebuilt = rebuild(identity, [a_record(1)], ledger)
    assert views(rebuilt) == 4
    assert views(absorb(rebuilt, [a_record(3), a_record(4), a_record(5)])) == 5


def test_what_a_rebuild_absorbed_stays_known_until_the_stream_has_brought_it() -> None:
    ledger = [a_record(number).event for number in (1, 2, 3)]
    rebuilt = rebuild(absorb(Identity("a_1"), [a_record(1)]), [a_record(1)], ledger)
    later = absorb(absorb(rebuilt, [a_record(2)]), [a_record(4), a_record(3)])
    assert views(later) == 4


def test_an_identity_of_an_older_meaning_is_rebuilt_once() -> None:
    old = replace(absorb(Identity("a_1"), [a_record(1)]), meaning="n1")
    assert needs_rebuild(old, [a_record(2)])
    rebuilt = rebuild(old, [a_record(2)], [a_record(1).event, a_record(2).event])
    assert not needs_rebuild(rebuilt, [a_record(2)])
    assert views(rebuilt) == 2


def test_a_rebuild_lowers_no_watermark_and_may_find_nothing() -> None:
    later = absorb(Identity("a_1"), [a_record(9)])
    rebuilt = rebuild(later, [a_record(1)], [])
    assert rebuilt.watermark
    assert (rebuilt.watermark.number, rebuilt.watermark.last) == (9, (mark(a_record(1).event),))
    assert rebuilt.facets == {}


def test_a_rebuild_remembers_what_the_stream_may_still_bring_and_nothing_older() -> None:
    ledger = [a_record(0, at=NOON - RETENTION).event, a_record(1, at=NOON - RETENTION).event, a_record(0).event]
    rebuilt = rebuild(Identity("a_1"), [a_record(5)], ledger)
    assert rebuilt.watermark
    assert rebuilt.watermark.ahead == {mark(one): one.received_at // MINUTE for one in ledger[1:]}


def test_what_may_have_been_absorbed_before_is_told_from_what_is_new() -> None:
    identity = absorb(absorb(Identity("a_1"), [a_record(1)]), [a_record(2)])
    assert [comes_again(identity, [a_record(number)]) for number in (1, 2, 3)] == [True, True, False]
    assert not comes_again(Identity("a_1"), [a_record(1)])
    assert comes_again(Identity("a_1", meaning="n1"), [a_record(1)])


def test_what_ran_ahead_is_forgotten_once_it_came_or_can_come_no_more() -> None:
    rebuilt = rebuild(Identity("a_1"), [a_record(1)], [a_record(number).event for number in (1, 2, 3)])
    came = absorb(rebuilt, [a_record(2), a_record(4)]).watermark
    assert came
    assert set(came.ahead) == {mark(a_record(number).event) for number in (1, 3)}
    late = absorb(rebuilt, [a_record(5, at=NOON + RETENTION)]).watermark
    assert late
    assert late.ahead == {}
