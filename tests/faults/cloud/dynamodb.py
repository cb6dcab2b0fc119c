"""DynamoDB: items one at a time, and the table of all operations."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tests.faults.cloud.expressions import Scope, condition
from tests.faults.cloud.failures import AwsError, invalid
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.paths import get, parse, put, resolve
from tests.faults.cloud.streams import Key
from tests.faults.cloud.tables import Table
from tests.faults.cloud.updates import update
from tests.faults.cloud.values import Item, item_size, plain

Params = dict[str, Any]
EXPRESSIONS = (
    "ConditionExpression",
    "UpdateExpression",
    "KeyConditionExpression",
    "FilterExpression",
    "ProjectionExpression",
)
REFUSED = "ConditionalCheckFailedException"


@dataclass
class Tables:
    """All tables, and the trick that the request at hand meets."""

    by_name: dict[str, Table] = field(default_factory=dict)
    trick: str = ""

    def named(self, name: str) -> Table:
        """The table. Raises ResourceNotFoundException."""
        if name not in self.by_name:
            raise AwsError("ResourceNotFoundException", f"Requested resource not found: Table: {name} not found")
        return self.by_name[name]

    def read(self, table: Table, key: Key, strong: bool) -> Item | None:
        """One item as this read sees it; units are the caller's."""
        return table.stale(key) if self.trick == Fault.STALE and not strong else table.get(key)


@lru_cache(maxsize=4096)
def _placeholders(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[:#]\w+", text))


def check_placeholders(params: Params) -> None:
    """AWS refuses names and values that no expression uses."""
    used = frozenset[str]().union(*(_placeholders(params[one]) for one in EXPRESSIONS if params.get(one)))
    for kind in ("ExpressionAttributeNames", "ExpressionAttributeValues"):
        if kind in params and not params[kind]:
            raise invalid(f"{kind} must not be empty")
        unused = set(params.get(kind) or {}) - used
        if unused:
            raise invalid(f"Value provided in {kind} unused in expressions: keys: {sorted(unused)}")


def scope_of(params: Params, item: Item | None) -> Scope:
    """What the request's expressions see."""
    names, values = params.get("ExpressionAttributeNames"), params.get("ExpressionAttributeValues")
    return Scope(item or {}, names or {}, values or {})


def permitted(params: Params, before: Item | None) -> bool:
    """Whether the request's condition holds."""
    text = params.get("ConditionExpression")
    return not text or condition(text)(scope_of(params, before))


def updated(table: Table, params: Params, before: Item | None) -> Item:
    """The item after the request's update. Raises ValidationException where it would change the key."""
    scope = scope_of(params, before)
    base = before or dict(params["Key"])
    after = update(params["UpdateExpression"])(scope._replace(item=base)) if params.get("UpdateExpression") else base
    if table.keys_alone(after) != params["Key"]:
        raise invalid("Cannot update attribute that is part of the key")
    return after


def projected(params: Params, item: Item) -> Item:
    """The item, or the part of it that the request asks for."""
    text = params.get("ProjectionExpression")
    if not text:
        return item
    names = params.get("ExpressionAttributeNames") or {}
    wanted = [resolve(parse(one.strip()), names) for one in text.split(",")]
    result: Item = {}
    for path in wanted:
        found = get(item, path)
        result = put(result, path, found) if found is not None and len(path) == 1 else result
    return result


def get_item(tables: Tables, params: Params) -> Params:
    """GetItem."""
    check_placeholders(params)
    table, strong = tables.named(params["TableName"]), bool(params.get("ConsistentRead"))
    item = tables.read(table, table.exact_key(params["Key"]), strong)
    table.charge_read(item_size(item), strong)
    return {"Item": projected(params, item)} if item is not None else {}


def put_item(tables: Tables, params: Params) -> Params:
    """PutItem."""
    check_placeholders(params)
    table = tables.named(params["TableName"])
    key = table.key_of(params["Item"])
    _refuse_unless(table, key, params)
    before = table.write(key, params["Item"])
    return _returned(params, before, None)


def update_item(tables: Tables, params: Params) -> Params:
    """UpdateItem."""
    check_placeholders(params)
    table = tables.named(params["TableName"])
    key = table.exact_key(params["Key"])
    _refuse_unless(table, key, params)
    after = updated(table, params, table.get(key))
    return _returned(params, table.write(key, after), after)


def delete_item(tables: Tables, params: Params) -> Params:
    """DeleteItem."""
    check_placeholders(params)
    table = tables.named(params["TableName"])
    key = table.exact_key(params["Key"])
    _refuse_unless(table, key, params)
    return _returned(params, table.write(key, None), None)


def _refuse_unless(table: Table, key: Key, params: Params) -> None:
    before = table.get(key)
    if permitted(params, before):
        return
    table.charge_refused(before)
    wanted = params.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and before is not None
    raise AwsError(REFUSED, "The conditional request failed", extra={"Item": before} if wanted else {})


def _returned(params: Params, before: Item | None, after: Item | None) -> Params:
    match params.get("ReturnValues", "NONE"):
        case "ALL_OLD":
            return {"Attributes": before} if before else {}
        case "ALL_NEW":
            return {"Attributes": after}
        case "UPDATED_NEW":
            return {"Attributes": {name: one for name, one in (after or {}).items() if name in _named(params)}}
    return {}


def _named(params: Params) -> set[str]:
    """What an update names, whether or not that changes."""
    names = params.get("ExpressionAttributeNames") or {}
    return {names.get(one, one) for one in re.findall(r"(#?\w+)(?=\s*=|\s+:)", params["UpdateExpression"])}


def ordered(items: list[Item], name: str | None, forward: bool) -> list[Item]:
    """Items by their sort key."""
    if name is None:
        return items
    return sorted(items, key=lambda item: plain(item[name])[1], reverse=not forward)


Operation = Callable[[Tables, Params], Params]
