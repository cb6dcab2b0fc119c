"""Rows that are lost, and come back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from segue_tools import restoring
from segue_tools.cloud import Cloud
from segue_tools.drill.scene import Scene
from segue_tools.drill.steps import somebody, unknown
from segue_tools.places import STACK

Key = tuple[str, str]


def restore(scene: Scene) -> None:
    """What the ledger has of somebody is lost and comes back out of a copy; nothing that is there is written over.

    The copy is made by hand: AWS's own way to make one of a moment of the past is no part of the local AWS.
    """
    cloud, dynamodb, table = Cloud(STACK, scene.session), scene.client("dynamodb"), scene.named("LedgerTable")
    before = _keys(dynamodb, table)
    user, _, person = somebody(scene)
    scene.look(f"/people/{person}", "4-before")
    theirs, at = _keys(dynamodb, table) - before, datetime.now(UTC)
    _copied(dynamodb, table, restoring.beside(table, at))
    for pk, sk in theirs:
        dynamodb.delete_item(TableName=table, Key={"pk": {"S": pk}, "sk": {"S": sk}})
    scene.must(f"the ledger has lost {len(theirs)} of its rows", theirs and not theirs & _keys(dynamodb, table))
    scene.look(f"/people/{person}", "4-lost")
    try:
        restoring.back(cloud, [table], at)
    finally:
        restoring.drop(cloud, [table], at)
    scene.must("every row is there again", theirs <= _keys(dynamodb, table))
    scene.must("the customer is known as before", not unknown(scene, user))
    scene.look(f"/people/{person}", "4-back")
    scene.look("/status", "4-status-after-restore")


def _keys(dynamodb: Any, table: str) -> set[Key]:
    return {_key(one) for one in restoring.rows(dynamodb, table)}


def _key(row: Mapping[str, Any]) -> Key:
    return row["pk"]["S"], row["sk"]["S"]


def _copied(dynamodb: Any, table: str, copy: str) -> None:
    told = dynamodb.describe_table(TableName=table)["Table"]
    same = {name: told[name] for name in ("KeySchema", "AttributeDefinitions")}
    dynamodb.create_table(TableName=copy, BillingMode="PAY_PER_REQUEST", **same)
    for row in restoring.rows(dynamodb, table):
        dynamodb.put_item(TableName=copy, Item=row)
