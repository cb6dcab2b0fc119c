"""Rows put back out of a copy: what is missing alone, and no message that may have left."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws

from segue.aws.items import from_item, to_item
from segue.aws.messages import message_of, row_of
from segue.messages import Message
from segue_tools import restoring
from tests.builders import NOON

AT = datetime(2026, 11, 29, 10, tzinfo=UTC)
ONE = Message("u_1_m1", "u_1", "e_1", "left", "c1", "0", "cart", "email", "marketing", NOON)


@pytest.fixture
def dynamodb(monkeypatch):
    """Tables of a stack, of which one was lost in part."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    with mock_aws():
        client = boto3.client("dynamodb", region_name="us-east-1")
        for name in ("s-MessagesTable-1", restoring.beside("s-MessagesTable-1", AT)):
            client.create_table(
                TableName=name,
                BillingMode="PAY_PER_REQUEST",
                AttributeDefinitions=[{"AttributeName": one, "AttributeType": "S"} for one in ("pk", "sk")],
                KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            )
        yield client


def kept(dynamodb, key):
    found = dynamodb.get_item(TableName="s-MessagesTable-1", Key=to_item({"pk": "u_1", "sk": key}))
    return message_of(from_item(found["Item"]))


@pytest.fixture
def cloud(dynamodb) -> Any:
    """Three messages in the copy, of which one is there, and newer."""
    newer, copy = "s-MessagesTable-1", restoring.beside("s-MessagesTable-1", AT)
    row = row_of(ONE)
    dynamodb.put_item(TableName=copy, Item=to_item(row))
    dynamodb.put_item(TableName=copy, Item=to_item({**row, "sk": "u_1_m2", "state_": "sent"}))
    dynamodb.put_item(TableName=copy, Item=to_item({**row, "sk": "u_1_m3"}))
    dynamodb.put_item(TableName=newer, Item=to_item({**row, "sk": "u_1_m3", "state_": "sent", "subject": "newer"}))
    return SimpleNamespace(client=lambda _: dynamodb)


def test_what_is_missing_is_put_back_and_nothing_is_written_over(dynamodb, cloud, capsys):
    for wanted in (2, 0):
        restoring.back(cloud, ["s-MessagesTable-1"], AT)
        assert f"{wanted} rows put back" in capsys.readouterr().out
    first = kept(dynamodb, "u_1_m1")
    assert (first.state, first.reasons, first.decided) == ("unknown", ("restored",), NOON)
    assert (kept(dynamodb, "u_1_m2").state, kept(dynamodb, "u_1_m3").subject) == ("sent", "newer")


def test_copies_go_again(dynamodb, cloud):
    restoring.drop(cloud, ["s-MessagesTable-1"], AT)
    assert dynamodb.list_tables()["TableNames"] == ["s-MessagesTable-1"]


def test_the_ledger_comes_last():
    assert restoring.ordered(["s-LedgerTable-1", "s-PeopleTable-1", "s-CatalogTable-1"])[-1] == "s-LedgerTable-1"


@pytest.mark.parametrize("state", ["sent", "failed", "dropped", "unknown"])
def test_what_had_ended_stays_as_it_was(state):
    row = to_item({**row_of(ONE), "state_": state})
    assert restoring.kept_back(row) == row
