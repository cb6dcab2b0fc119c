"""The cloud itself: against moto where moto is right, against the rules of AWS where it is not."""

import random
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws

from segue.aws.clients import client
from tests.faults.cloud.clock import Clock
from tests.faults.cloud.failures import AwsError, Crash
from tests.faults.cloud.hooked import inside
from tests.faults.cloud.meter import Meter
from tests.faults.cloud.nemesis import Fault, Once
from tests.faults.cloud.patterns import matches
from tests.faults.cloud.queues import Queue
from tests.faults.cloud.region import Region
from tests.faults.cloud.streams import Stream
from tests.faults.cloud.tables import Index, Table
from tests.faults.cloud.values import item_size, read_units, write_units

Call = tuple[str, dict[str, Any]]
COUNT = {"TableName": "T", "Key": {"pk": {"S": "p"}, "sk": {"S": "n"}}}
ADD = {"UpdateExpression": "ADD n :one", "ExpressionAttributeValues": {":one": {"N": "1"}}}


def a_region() -> Region:
    region = Region()
    table = Table("T", region.clock, region.meter, stream=Stream("T", 2))
    table.indexes["by_kind"] = Index("by_kind", "kind", "time")
    region.tables.by_name["T"] = table
    return region


def a_value(dice: random.Random, depth: int = 0) -> dict[str, Any]:
    kinds: list[dict[str, Any]] = [
        {"S": dice.choice(["", "a", "ab", "é"])},
        {"N": str(dice.randint(-3, 3))},
    ]
    if depth < 2:
        kinds += [{"SS": dice.sample(["x", "y", "z"], 2)}, {"BOOL": dice.random() < 0.5}]
        kinds.append({"M": {name: a_value(dice, depth + 1) for name in dice.sample("uvw", 2)}})
        kinds.append({"L": [a_value(dice, depth + 1)]})
    return dice.choice(kinds)


CONDITIONS = (
    "attribute_not_exists(pk)",
    "attribute_exists(#a)",
    "#a = :v",
    "#a <> :v AND attribute_exists(#a)",
    "#a < :v OR #a >= :v",
    "#a IN (:v, :w)",
    "contains(#a, :v)",
    "size(#a) > :two",
    "#a.u = :v",
    "attribute_type(#a, :type)",
)
UPDATES = (
    "SET #a = :v",
    "SET #a = if_not_exists(#a, :v), #b = :w",
    "SET #n = if_not_exists(#n, :zero) + :two",
    "SET #m.u = :v",
    "SET #l = list_append(if_not_exists(#l, :empty), :many)",
    "SET #a = #b REMOVE #n",
    "REMOVE #a, #b",
    "ADD #n :two",
    "ADD #s :set",
    "DELETE #s :set",
    "SET #b = :v ADD #n :two REMOVE #a",
)


def placeholders(*texts: str, dice: random.Random) -> dict[str, Any]:
    values = {
        ":v": a_value(dice, 2),
        ":w": a_value(dice, 2),
        ":two": {"N": "2"},
        ":zero": {"N": "0"},
        ":set": {"SS": ["x", "q"]},
        ":empty": {"L": []},
        ":many": {"L": [{"S": "one"}]},
        ":type": {"S": "S"},
    }
    whole = " ".join(texts)
    used = {name: one for name, one in values.items() if name in whole}
    names = {f"#{name}": name for name in "abnmls" if f"#{name}" in whole}
    return {
        **({"ExpressionAttributeValues": used} if used else {}),
        **({"ExpressionAttributeNames": names} if names else {}),
    }


def a_call(dice: random.Random) -> Call:
    key = {"pk": {"S": dice.choice("pq")}, "sk": {"S": dice.choice("12")}}
    condition = dice.choice(CONDITIONS)
    match dice.randrange(5):
        case 0:
            body = {name: a_value(dice) for name in dice.sample("abl", 2)} | {"n": {"N": "1"}, "m": {"M": {}}}
            return "put_item", {"TableName": "T", "Item": key | body}
        case 1:
            change = dice.choice(UPDATES)
            return "update_item", {
                "TableName": "T",
                "Key": key,
                "UpdateExpression": change,
                "ReturnValues": "ALL_NEW",
                **placeholders(change, dice=dice),
            }
        case 2:
            return "put_item", {
                "TableName": "T",
                "Item": key | {"a": a_value(dice)},
                "ConditionExpression": condition,
                **placeholders(condition, dice=dice),
            }
        case 3:
            return "get_item", {"TableName": "T", "Key": key, "ConsistentRead": True}
    return "query", {
        "TableName": "T",
        "KeyConditionExpression": "pk = :p AND begins_with(sk, :s)",
        "ExpressionAttributeValues": {":p": {"S": "p"}, ":s": {"S": dice.choice("12")}},
    }


def outcome(dynamodb: Any, call: Call) -> Any:
    """What a call gives, without what depends on the server: sets in order, no metadata."""
    try:
        answer = getattr(dynamodb, call[0])(**call[1])
    except ClientError as refused:
        return refused.response["Error"]["Code"]
    except (ValueError, TypeError, AttributeError):
        return REFUSED  # where moto fails inside, AWS refuses
    return normal({name: one for name, one in answer.items() if name in ("Item", "Items", "Attributes")})


REFUSED = "ConditionalCheckFailedException"


def normal(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: sorted(one) if name == "SS" else normal(one) for name, one in value.items()}
    return [normal(one) for one in value] if isinstance(value, list) else value


def in_moto(calls: list[Call]) -> list[Any]:
    with mock_aws():
        dynamodb = boto3.client("dynamodb", region_name="us-east-1")
        dynamodb.create_table(
            TableName="T",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": one, "AttributeType": "S"} for one in ("pk", "sk")],
            KeySchema=[
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
        )
        return [outcome(dynamodb, call) for call in calls]


def test_a_thousand_random_operations_end_as_in_moto(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    dice = random.Random(7)
    calls = [a_call(dice) for _ in range(1000)]
    region = a_region()
    with inside(region.gate, region.clock, {}):
        ours = [outcome(client("dynamodb"), call) for call in calls]
    theirs = in_moto(calls)
    differing = [(call, mine, other) for call, mine, other in zip(calls, ours, theirs, strict=True) if mine != other]
    assert not differing, differing[:3]


def held(condition: str, item: dict[str, Any], **values: Any) -> bool:
    region = a_region()
    region.tables.named("T").write(("p", "n"), {"pk": {"S": "p"}, "sk": {"S": "n"}, **item})
    named = {f":{name}": one for name, one in values.items()}
    extra = {"ExpressionAttributeValues": named} if named else {}
    params = {"TableName": "T", "Key": COUNT["Key"], "ConditionExpression": condition, **extra}
    with inside(region.gate, region.clock, {}):
        return outcome(client("dynamodb"), ("delete_item", params)) == {}


def test_conditions_where_moto_fails() -> None:
    assert held("NOT (a = :v) AND attribute_exists(pk)", {}, v={"N": "1"})
    assert held("a.b[1].c = :v", {"a": {"M": {"b": {"L": [{"N": "0"}, {"M": {"c": {"N": "1.0"}}}]}}}}, v={"N": "1"})
    assert not held("a = :v", {"a": {"S": "1"}}, v={"N": "1"})
    assert not held("size(a) > :v", {}, v={"N": "0"})
    assert held("a BETWEEN :v AND :w", {"a": {"N": "10"}}, v={"N": "9"}, w={"N": "10"})
    assert not held("a BETWEEN :v AND :w", {"a": {"M": {}}}, v={"N": "9"}, w={"N": "10"})
    assert held("a < :v OR attribute_not_exists(a)", {}, v={"N": "0"})


def test_a_condition_that_fails_shows_the_item_when_asked_and_costs_its_size() -> None:
    region = a_region()
    item = {**COUNT["Key"], "n": {"N": "1"}, "pad": {"S": "x" * 2000}}
    with inside(region.gate, region.clock, {}):
        client("dynamodb").put_item(TableName="T", Item=item)
        with pytest.raises(ClientError) as refused:
            client("dynamodb").put_item(
                TableName="T",
                Item=COUNT["Key"],
                ConditionExpression="attribute_not_exists(pk)",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
    assert refused.value.response["Item"] == item  # pyright: a modelled extra member
    assert region.meter.writes["T"] == 4


def test_a_transaction_is_all_or_nothing_names_its_reasons_and_costs_double() -> None:
    region = a_region()
    fresh = {"Put": {"TableName": "T", "Item": {"pk": {"S": "a"}, "sk": {"S": "a"}}}}
    check = {"ConditionCheck": {**COUNT, "ConditionExpression": "attribute_exists(pk)"}}
    with inside(region.gate, region.clock, {}):
        with pytest.raises(ClientError) as cancelled:
            client("dynamodb").transact_write_items(TransactItems=[fresh, check])
        assert [one["Code"] for one in cancelled.value.response["CancellationReasons"]] == [
            "None",
            "ConditionalCheckFailed",
        ]
        assert region.tables.named("T").get(("a", "a")) is None
        client("dynamodb").transact_write_items(TransactItems=[fresh])
    assert region.meter.writes["T"] == 4 + 2


def statements(region: Region, *pairs: tuple[str, list[Any]]) -> list[str]:
    batch = [{"Statement": text, "Parameters": values} for text, values in pairs]
    with inside(region.gate, region.clock, {}):
        answers = client("dynamodb").batch_execute_statement(Statements=batch)["Responses"]
    return [one.get("Error", {}).get("Code", "done") for one in answers]


def test_statements_of_a_batch_succeed_and_fail_alone() -> None:
    region = a_region()
    insert = """INSERT INTO "T" VALUE {'pk': ?, 'sk': ?, 'n': ?}"""
    change = 'UPDATE "T" SET n=? SET m=? REMOVE k WHERE pk=? AND sk=? AND n=?'
    p, one, two = {"S": "p"}, {"N": "1"}, {"N": "2"}
    assert statements(region, (insert, [p, p, one]), (insert, [p, p, one])) == ["done", "DuplicateItem"]
    assert statements(region, (change, [two, p, p, p, one]), (change, [two, p, p, p, one])) == [
        "done",
        "ConditionalCheckFailed",
    ]
    assert region.tables.named("T").get(("p", "p")) == {"pk": p, "sk": p, "n": two, "m": p}


def test_a_lost_answer_makes_the_sdk_count_twice() -> None:
    region = a_region()
    region.gate.plan = Once("", 0, Fault.LOST)
    with inside(region.gate, region.clock, {}):
        client("dynamodb").update_item(**COUNT, **ADD)
    assert region.tables.named("T").get(("p", "n")) == {**COUNT["Key"], "n": {"N": "2"}}
    assert region.meter.requests["dynamodb.UpdateItem"] == 2


@pytest.mark.parametrize(("fault", "applied"), [(Fault.CRASH_BEFORE, False), (Fault.CRASH_AFTER, True)])
def test_a_crash_ends_the_process_before_or_after_the_write(fault: Fault, applied: bool) -> None:
    region = a_region()
    region.gate.plan = Once("", 0, fault)
    with inside(region.gate, region.clock, {}):
        with pytest.raises(Crash):
            client("dynamodb").update_item(**COUNT, **ADD)
        with pytest.raises(Crash):
            client("dynamodb").update_item(**COUNT, **ADD)
    assert (region.tables.named("T").get(("p", "n")) is not None) == applied


@pytest.mark.parametrize(("fault", "error"), [(Fault.LOST, ReadTimeoutError), (Fault.UNSENT, ConnectTimeoutError)])
def test_with_one_attempt_the_caller_sees_the_timeout(fault: Fault, error: type[Exception]) -> None:
    region = a_region()
    region.gate.plan = Once("", 0, fault)
    with inside(region.gate, region.clock, {}), pytest.raises(error):
        client("sesv2", attempts=1).send_email(FromEmailAddress="a@b.test", Content={"Simple": {}})
    assert len(region.mailbox.mails) == (fault == Fault.LOST)


def test_only_reads_that_are_not_strong_are_stale_and_only_for_a_moment() -> None:
    region = a_region()
    region.gate.plan = lambda _: Fault.STALE
    with inside(region.gate, region.clock, {}):
        dynamodb = client("dynamodb")
        dynamodb.update_item(**COUNT, **ADD)
        assert "Item" not in dynamodb.get_item(**COUNT)
        assert "Item" in dynamodb.get_item(**COUNT, ConsistentRead=True)
        region.clock.advance(5000)
        assert "Item" in dynamodb.get_item(**COUNT)


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


def test_a_query_pages_filters_and_reads_an_index() -> None:
    region = a_region()
    for at in range(5):
        item = {"pk": {"S": "p"}, "sk": {"S": str(at)}, "kind": {"S": "k"}, "time": {"N": str(10 - at)}}
        region.tables.named("T").write(("p", str(at)), item)
    with inside(region.gate, region.clock, {}):
        paginator = client("dynamodb").get_paginator("query")
        pages = paginator.paginate(
            TableName="T",
            IndexName="by_kind",
            KeyConditionExpression="kind = :k AND #t BETWEEN :a AND :b",
            ExpressionAttributeNames={"#t": "time"},
            ExpressionAttributeValues={":k": {"S": "k"}, ":a": {"N": "7"}, ":b": {"N": "99"}},
            ScanIndexForward=False,
            Limit=2,
        )
        found = [[item["sk"]["S"] for item in page["Items"]] for page in pages]
    assert found == [["0", "1"], ["2", "3"], []]


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
    assert table.meter.writes["T"] == 2 + 3 + 2


@given(st.sampled_from(["SegmentEntered", "OrderPlaced"]), st.integers(0, 9))
def test_patterns_meet_values_lists_and_ranges(name: str, value: int) -> None:
    event = {"source": "segue", "detail-type": name, "detail": {"n": value, "tags": ["a", "b"]}}
    assert matches({"detail-type": ["SegmentEntered", "OrderPlaced"], "detail": {"tags": ["b"]}}, event)
    assert matches({"detail": {"n": [{"numeric": [">=", 5]}]}}, event) == (value >= 5)
    assert matches({"detail-type": [{"prefix": "Segment"}]}, event) == name.startswith("Segment")
    assert not matches({"detail": {"other": [{"exists": True}]}}, event)
