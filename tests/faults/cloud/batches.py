"""DynamoDB: many items in one request, with and without all or nothing."""

from collections.abc import Mapping
from typing import Any

from tests.faults.cloud.dynamodb import REFUSED, Params, Tables, permitted, projected, updated
from tests.faults.cloud.expressions import Scope
from tests.faults.cloud.failures import AwsError, invalid
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.statements import Statement, parse
from tests.faults.cloud.streams import Key
from tests.faults.cloud.tables import Table
from tests.faults.cloud.values import LARGEST_ITEM, Item, item_size


def batch_get(tables: Tables, params: Params) -> Params:
    """BatchGetItem: at most 100 keys, each read rounded up by itself."""
    wanted = params["RequestItems"]
    if not 0 < sum(len(one["Keys"]) for one in wanted.values()) <= 100:
        raise invalid("Too many items requested for the BatchGetItem call, or none")
    left: Params = {}
    if tables.trick == Fault.PARTIAL:
        left = {name: one | {"Keys": one["Keys"][::2]} for name, one in wanted.items()}
        wanted = {name: one | {"Keys": one["Keys"][1::2]} for name, one in wanted.items()}
    return {"Responses": {name: _got(tables, name, one) for name, one in wanted.items()}, "UnprocessedKeys": left}


def _got(tables: Tables, name: str, wanted: Params) -> list[Item]:
    table, strong = tables.named(name), bool(wanted.get("ConsistentRead"))
    keys = [table.exact_key(key) for key in wanted["Keys"]]
    if len(set(keys)) != len(keys):
        raise invalid("Provided list of item keys contains duplicates")
    found = [tables.read(table, key, strong) for key in keys]
    for item in found:
        table.charge_read(item_size(item), strong)
    return [projected(wanted, item) for item in found if item is not None]


def batch_write(tables: Tables, params: Params) -> Params:
    """BatchWriteItem: at most 25 puts and deletes, unconditional."""
    wanted = [(name, one) for name, requests in params["RequestItems"].items() for one in requests]
    if not 0 < len(wanted) <= 25:
        raise invalid("Too many items requested for the BatchWriteItem call, or none")
    writes = [(tables.named(name), *next(iter(one.items()))) for name, one in wanted]
    keyed = [(table, _target(table, verb, body), body.get("Item")) for table, verb, body in writes]
    if len({(table.name, key) for table, key, _ in keyed}) != len(keyed):
        raise invalid("Provided list of item keys contains duplicates")
    for table, key, item in keyed:
        table.write(key, item)
    return {"UnprocessedItems": {}}


def _target(table: Table, verb: str, body: Params) -> Key:
    return table.key_of(body["Item"]) if verb == "PutRequest" else table.exact_key(body["Key"])


def transact(tables: Tables, params: Params) -> Params:
    """TransactWriteItems: all or nothing, twice the units, one reason per item when refused."""
    actions = [next(iter(one.items())) for one in params["TransactItems"]]
    placed = [(tables.named(body["TableName"]), verb, body) for verb, body in actions]
    keys = [table.key_of(body.get("Item") or body["Key"]) for table, _, body in placed]
    distinct = {(one[0].name, key) for one, key in zip(placed, keys, strict=True)}
    if not 0 < len(placed) <= 100 or len(distinct) != len(keys):
        raise invalid("Transaction request cannot include multiple operations on one item, or more than 100")
    reasons = [_reason(table, key, (verb, body)) for (table, verb, body), key in zip(placed, keys, strict=True)]
    if tables.trick == Fault.CONFLICT:
        reasons[0] = {"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"}
    if any(reason["Code"] != "None" for reason in reasons):
        for (table, _, _), key in zip(placed, keys, strict=True):
            table.charge_refused(table.get(key), 2)
        raise AwsError("TransactionCanceledException", "Transaction cancelled", extra={"CancellationReasons": reasons})
    for (table, verb, body), key in zip(placed, keys, strict=True):
        _act(table, key, verb, body)
    return {}


def _reason(table: Table, key: Key, action: tuple[str, Params]) -> Params:
    before, (verb, body) = table.get(key), action
    if permitted(body, before):
        large = verb == "Update" and item_size(updated(table, body, before)) > LARGEST_ITEM
        return {"Code": "ValidationError", "Message": "Item size to update is too large"} if large else {"Code": "None"}
    shown = {"Item": before} if body.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and before else {}
    return {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed", **shown}


def _act(table: Table, key: Key, verb: str, body: Params) -> None:
    match verb:
        case "Put":
            table.write(key, body["Item"], 2)
        case "Update":
            table.write(key, updated(table, body, table.get(key)), 2)
        case "Delete":
            table.write(key, None, 2)
        case _:
            table.charge(table.get(key), table.get(key), 2)


def execute_batch(tables: Tables, params: Params) -> Params:
    """BatchExecuteStatement: at most 25 statements, each with its own answer."""
    if not 0 < len(params["Statements"]) <= 25:
        raise invalid("Too many statements, or none")
    return {"Responses": [_answer(tables, one) for one in params["Statements"]]}


def execute(tables: Tables, params: Params) -> Params:
    """ExecuteStatement: one write."""
    _execute(tables, params)
    return {"Items": []}


def _answer(tables: Tables, params: Params) -> Params:
    try:
        return _execute(tables, params)
    except AwsError as failed:
        code = {REFUSED: "ConditionalCheckFailed", "ValidationException": "ValidationError"}
        error = {"Code": code.get(failed.code, failed.code.removesuffix("Exception")), "Message": failed.message}
        return {"Error": error | ({"Item": failed.extra["Item"]} if "Item" in failed.extra else {})}


def _execute(tables: Tables, params: Params) -> Params:
    statement = parse(params["Statement"])
    table = tables.named(statement.table)
    values = {f":p{at}": one for at, one in enumerate(params.get("Parameters") or [])}
    if statement.verb == "INSERT":
        _insert(table, statement.item(values))
    else:
        _change(table, statement, values, params)
    return {"TableName": statement.table}


def _insert(table: Table, item: Item) -> None:
    key = table.key_of(item)
    before = table.get(key)
    if before is not None:
        table.charge_refused(before)
        raise AwsError("DuplicateItemException", "Duplicate primary key exists in table")
    table.write(key, item)


def _change(table: Table, statement: Statement, values: Mapping[str, Any], params: Params) -> None:
    named = {name: values[mark] for name, mark in statement.keys.items()}
    key = table.exact_key({name: named[name] for name in (table.hash_key, table.range_key) if name in named})
    before = table.get(key)
    scope = Scope(before or {}, {}, values)
    if before is None or not statement.holds(scope):
        table.charge_refused(before)
        shown = params.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and before is not None
        raise AwsError(REFUSED, "The conditional request failed", extra={"Item": before} if shown else {})
    table.write(key, statement.after(scope) if statement.verb == "UPDATE" else None)
