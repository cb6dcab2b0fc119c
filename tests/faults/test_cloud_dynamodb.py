"""The cloud's DynamoDB and its faults, where moto cannot tell."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from segue.aws.clients import client
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.hooked import inside
from tests.faults.cloud.nemesis import Fault, Once
from tests.faults.cloud.region import Region
from tests.faults.one_table import ADD, COUNT, a_region, outcome


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
    assert refused.value.response["Item"] == item
    assert region.meter.written_to("T") == 4


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
    assert region.meter.written_to("T") == 4 + 2


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
    assert region.meter.requests["", "dynamodb.UpdateItem"] == 2


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


def five_of_a_kind() -> Region:
    region = a_region()
    for at in range(5):
        item = {"pk": {"S": "p"}, "sk": {"S": str(at)}, "kind": {"S": "k"}, "time": {"N": str(10 - at)}}
        region.tables.named("T").write(("p", str(at)), item)
    return region


def test_a_query_reads_an_index_in_pages() -> None:
    region = five_of_a_kind()
    asked = {
        "TableName": "T",
        "IndexName": "by_kind",
        "KeyConditionExpression": "kind = :k AND #t BETWEEN :a AND :b",
        "ExpressionAttributeNames": {"#t": "time"},
        "ExpressionAttributeValues": {":k": {"S": "k"}, ":a": {"N": "7"}, ":b": {"N": "99"}},
    }
    with inside(region.gate, region.clock, {}):
        pages = client("dynamodb").get_paginator("query").paginate(**asked, ScanIndexForward=False, Limit=2)
        found = [[item["sk"]["S"] for item in page["Items"]] for page in pages]
    assert found == [["0", "1"], ["2", "3"], []]
