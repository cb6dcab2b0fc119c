"""DynamoDB: Query (tables and indexes, pages, filters) and Scan."""

import zlib
from collections.abc import Callable
from functools import lru_cache
from itertools import islice

from tests.faults.cloud.dynamodb import Params, Tables, check_placeholders, ordered, projected, scope_of
from tests.faults.cloud.expressions import Scope, condition
from tests.faults.cloud.failures import invalid
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.paths import resolve
from tests.faults.cloud.tables import Index, Table
from tests.faults.cloud.tokens import Tokens
from tests.faults.cloud.values import Item, item_size

PAGE_BYTES = 1024 * 1024


def query(tables: Tables, params: Params) -> Params:
    """Query: one partition of the table or of an index, at most 1 MB or Limit items a page."""
    check_placeholders(params)
    table = tables.named(params["TableName"])
    index = _index(table, params)
    found = [item for item in _partition(tables, table, index, params) if _key_holds(params, item)]
    name = index.range_key if index else table.range_key
    return _page(table, params, ordered(found, name, params.get("ScanIndexForward", True)))


def scan(tables: Tables, params: Params) -> Params:
    """Scan, in key order; of a segment, those items whose partition's hash falls into it."""
    check_placeholders(params)
    table = tables.named(params["TableName"])
    if ("Segment" in params) is not ("TotalSegments" in params):
        raise invalid("Segment and TotalSegments come together")
    if params.get("Segment", 0) >= params.get("TotalSegments", 1):
        raise invalid("The Segment parameter is zero-based and must be less than parameter TotalSegments")
    total, segment = params.get("TotalSegments", 1), params.get("Segment", 0)
    looked_at = sorted(one for one in table.partitions if _hashed(one) * total >> 32 == segment)
    return _page(table, params, [item for one in looked_at for _, item in sorted(table.partitions[one].items())])


@lru_cache(maxsize=100_000)
def _hashed(partition: str) -> int:
    return zlib.crc32(f"scan {partition}".encode())


def _index(table: Table, params: Params) -> Index | None:
    name = params.get("IndexName")
    if name and name not in table.indexes:
        raise invalid(f"The table does not have the specified index: {name}")
    if name and params.get("ConsistentRead"):
        raise invalid("Consistent reads are not supported on global secondary indexes")
    return table.indexes[name] if name else None


def _partition(tables: Tables, table: Table, index: Index | None, params: Params) -> list[Item]:
    wanted = partition_value(params, index.hash_key if index else table.hash_key)
    if index:
        return [one for one in table.items() if index.range_key in one and one.get(index.hash_key) == {"S": wanted}]
    strong = bool(params.get("ConsistentRead"))
    keys = set(table.partitions.get(wanted, {}))
    if tables.trick == Fault.STALE and not strong:
        keys |= {sort for first, sort in table.former if first == wanted}
    seen = (tables.read(table, (wanted, one), strong) for one in keys)
    return [one for one in seen if one is not None]


def partition_value(params: Params, name: str) -> str:
    """The value that the key condition asks of the partition key. Raises ValidationException without one."""
    tokens = Tokens(params["KeyConditionExpression"])
    names, values = params.get("ExpressionAttributeNames") or {}, params.get("ExpressionAttributeValues") or {}
    for at, token in enumerate(tokens.all[:-2]):
        is_name = token[0] not in ":(" and resolve((token,), names if token[0] == "#" else {}) == (name,)
        if is_name and tokens.all[at + 1] == "=" and tokens.all[at + 2] in values:
            return values[tokens.all[at + 2]]["S"]
    raise invalid("Query condition missed key schema element")


def _key_holds(params: Params, item: Item) -> bool:
    return condition(params["KeyConditionExpression"])(scope_of(params, item))


def _page(table: Table, params: Params, items: list[Item]) -> Params:
    items = _after(table, params.get("ExclusiveStartKey"), items)
    page, size = [], 0
    for item in islice(items, params.get("Limit") or len(items)):
        page.append(item)
        size += item_size(item)
        if size > PAGE_BYTES:
            break
    table.charge_read(size, bool(params.get("ConsistentRead")))
    return _answer(table, params, page, len(page) < len(items) or len(page) == params.get("Limit"))


def _answer(table: Table, params: Params, page: list[Item], more: bool) -> Params:
    kept = list(filter(_filter(params), page))
    answer: Params = {"Count": len(kept), "ScannedCount": len(page)}
    if params.get("Select") != "COUNT":
        answer["Items"] = [projected(params, item) for item in kept]
    if more and page:
        answer["LastEvaluatedKey"] = _cursor(table, params, page[-1])
    return answer


def _filter(params: Params) -> Callable[[Item], bool]:
    text = params.get("FilterExpression")
    if not text:
        return lambda _: True
    names, values = params.get("ExpressionAttributeNames") or {}, params.get("ExpressionAttributeValues") or {}
    return lambda item: condition(text)(Scope(item, names, values))


def _cursor(table: Table, params: Params, item: Item) -> Item:
    index = _index(table, params)
    extra = {name: item[name] for name in (index.hash_key, index.range_key)} if index else {}
    return table.keys_alone(item) | extra


def _after(table: Table, start: Item | None, items: list[Item]) -> list[Item]:
    if not start:
        return items
    wanted = table.key_of(start)
    for at, item in enumerate(items):
        if table.key_of(item) == wanted:
            return items[at + 1 :]
    return [item for item in items if table.key_of(item) > wanted]
