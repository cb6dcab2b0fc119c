"""`python -m segue_tools.restoring`: rows that were lost, put back out of copies of a moment (docs/restore.md).

`copies --at TIME` has AWS restore each table of the stack into one beside it. `back --at TIME` puts what is missing
back into the stack's own tables: nothing that is there is written over, so names, streams and rights stay as they are.
`drop --at TIME` takes the copies away again.
"""

import argparse
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from segue_tools.cloud import Cloud, configured
from segue_tools.progress import say, step

TABLE = "AWS::DynamoDB::Table"
# What may have left since comes back as of unknown fate: it is in the list of unknown sends, and goes out no more.
OPEN = ("intended", "held", "claimed")
WHY = "restored"
LAST = "Ledger"  # its rows wake the others: they are there by then
Row = Mapping[str, Any]


def main() -> None:
    """The three commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("copies", "back", "drop"))
    parser.add_argument("--at", required=True, metavar="TIME", help="such as 2026-11-29T10:00:00Z")
    parser.add_argument("--table", default="", help="one table alone, such as Messages")
    said = parser.parse_args()
    cloud, at = configured(), datetime.fromisoformat(said.at).astimezone(UTC)
    tables = [one for one in ordered(cloud.resources(TABLE)) if f"-{said.table}" in one]
    {"copies": copies, "back": back, "drop": drop}[said.act](cloud, tables, at)


def ordered(tables: list[str]) -> list[str]:
    """By name, the ledger last."""
    return sorted(tables, key=lambda one: (f"-{LAST}" in one, one))


def copies(cloud: Cloud, tables: list[str], at: datetime) -> None:
    """Begins all of them and waits: an hour or more for a large one."""
    dynamodb = cloud.client("dynamodb")
    for one in tables:
        said = {"SourceTableName": one, "TargetTableName": beside(one, at), "RestoreDateTime": at}
        dynamodb.restore_table_to_point_in_time(**said)
    for one in tables:
        with step(beside(one, at)):
            dynamodb.get_waiter("table_exists").wait(
                TableName=beside(one, at), WaiterConfig={"Delay": 20, "MaxAttempts": 1080}
            )


def back(cloud: Cloud, tables: list[str], at: datetime) -> None:
    """What is missing in each table; says how much that was."""
    dynamodb = cloud.client("dynamodb")
    for one in tables:
        missing = sum(put(dynamodb, one, row) for row in rows(dynamodb, beside(one, at)))
        say(f"{one}: {missing} rows put back")


def drop(cloud: Cloud, tables: list[str], at: datetime) -> None:
    """The copies are gone."""
    for one in tables:
        cloud.client("dynamodb").delete_table(TableName=beside(one, at))


def beside(table: str, at: datetime) -> str:
    """The name of a table's copy."""
    return f"{table[:230]}-at-{at:%Y%m%dT%H%M%SZ}"


def rows(dynamodb: Any, table: str) -> Iterator[Row]:
    """All rows of a table."""
    for page in dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def put(dynamodb: Any, table: str, row: Row) -> bool:
    """Whether it was missing."""
    try:
        dynamodb.put_item(TableName=table, Item=kept_back(row), ConditionExpression="attribute_not_exists(pk)")
    except dynamodb.exceptions.ConditionalCheckFailedException:
        return False
    except ClientError as problem:
        raise SystemExit(f"{table}: {problem}") from None
    return True


def kept_back(row: Row) -> Row:
    """A message that had not ended is of unknown fate: since then it may have left. Anything else is as it was."""
    if row.get("state_", {}).get("S") not in OPEN or "template" not in row or "contact_point" not in row:
        return row
    tried = row["decided"] if row.get("decided", {"N": "0"})["N"] != "0" else row["created"]
    reasons = {"L": [*row.get("reasons", {"L": []})["L"], {"S": WHY}]}
    return {**row, "state_": {"S": "unknown"}, "unsettled": {"S": "unknown"}, "decided": tried, "reasons": reasons}


if __name__ == "__main__":
    main()
