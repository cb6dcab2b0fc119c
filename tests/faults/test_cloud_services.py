"""Streams, queues, sizes, units and patterns of the cloud, against the rules of AWS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.cloud.clock import Clock
from tests.faults.cloud.failures import AwsError
from tests.faults.cloud.meter import Meter
from tests.faults.cloud.patterns import matches
from tests.faults.cloud.queues import Queue
from tests.faults.cloud.streams import Stream
from tests.faults.cloud.tables import Index, Table
from tests.faults.cloud.values import item_size, read_units, write_units
from tests.faults.one_table import COUNT, a_region


def test_a_stream_keeps_the_order_of_an_item_in_numbers_of_varying_width() -> None:
    stream = Stream("T", 3)
    for count in range(9):
        before = {"n": {"N": str(count - 1)}} if count else None
        stream.write(COUNT["Key"], before, {"n": {"N": str(count)}}, 0)
    stream.write(COUNT["Key"], {"n": {"N": "8"}}, {"n": {"N": "8"}}, 0)
    (shard,) = [one for one in stream.shards if one]
    numbers = [one["dynamodb"]["SequenceNumber"] for one in shard]
    assert [one["eventName"] for one in shard] == ["INSERT"] + ["MODIFY"] * 8
    assert sorted(numbers) != sorted(numbers, key=int) == numbers


def test_a_queue_hides_what_was_taken_and_sets_aside_what_fails_too_often() -> None:
    clock = Clock()
    queue = Queue("q", clock, visibility=1000, most_receives=2)
    queue.send("late", 60)
    queue.send("now")
    for _ in range(2):
        queue.take(queue.ready())
        assert queue.ready() == []
        clock.advance(1000)
    assert queue.ready() == []
    assert [one.body for one in queue.dead] == ["now"]


def test_units_are_begun_kilobytes_of_the_larger_image() -> None:
    small = {"pk": {"S": "x" * 1022}}
    assert (item_size(small), write_units(None, small)) == (1024, 1)
    assert write_units(small, {"pk": {"S": "x" * 1023}}) == write_units({"pk": {"S": "x" * 1023}}, small) == 2
    assert (write_units(None, None), read_units(0, strong=False), read_units(4097, strong=True)) == (1, 0.5, 2)


def test_sizes_follow_the_developer_guide() -> None:
    sizes = [
        ({"N": "0"}, 1),
        ({"N": "-27"}, 3),
        ({"N": "1000"}, 2),
        ({"B": "YWJj"}, 3),
        ({"NULL": True}, 1),
        ({"SS": ["a", "bc"]}, 3),
        ({"L": [{"S": "a"}, {"S": "b"}]}, 3 + 2 + 2),
        ({"M": {"ab": {"BOOL": True}}}, 3 + 1 + 2 + 1),
    ]
    assert [item_size({"k": one}) - 1 for one, _ in sizes] == [wanted for _, wanted in sizes]


def test_a_bigger_item_than_400_kilobytes_is_refused() -> None:
    with pytest.raises(AwsError, match="exceeded the maximum"):
        a_region().tables.named("T").write(("p", "n"), {**COUNT["Key"], "x": {"S": "x" * 409_600}})


def test_index_writes_are_charged() -> None:
    table = Table("T", Clock(), Meter(), indexes={"i": Index("i", "k", "t")})
    indexed = {**COUNT["Key"], "k": {"S": "k"}, "t": {"N": "1"}}
    table.write(("p", "n"), indexed)
    table.write(("p", "n"), indexed | {"t": {"N": "2"}})
    table.write(("p", "n"), None)
    assert table.meter.written_to("T") == 2 + 3 + 2


@given(st.sampled_from(["SegmentEntered", "OrderPlaced"]), st.integers(0, 9))
def test_patterns_meet_values_lists_and_ranges(name: str, value: int) -> None:
    event = {"source": "segue", "detail-type": name, "detail": {"n": value, "tags": ["a", "b"]}}
    assert matches({"detail-type": ["SegmentEntered", "OrderPlaced"], "detail": {"tags": ["b"]}}, event)
    assert matches({"detail": {"n": [{"numeric": [">=", 5]}]}}, event) == (value >= 5)
    assert matches({"detail-type": [{"prefix": "Segment"}]}, event) == name.startswith("Segment")
    assert not matches({"detail": {"other": [{"exists": True}]}}, event)
