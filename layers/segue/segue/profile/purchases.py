"""A customer's orders and what follows from them: money, price sensitivity, when what is bought again.

Worked out from the facet when somebody reads it. Where several sources report one order, one of them is believed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from segue.facets.lines import Line, full
from segue.facets.orders import MOST, Orders, placed
from segue.facets.registers import Register
from segue.times import DAY, Millis, to_text

# Whose money counts, by source or channel: the shop and the till before the payment before an SDK.
AUTHORITATIVE = ("commerce", "store", "payment", "payments")
YEAR: Millis = 365 * DAY
PRODUCTS = 4  # the place in a refund where products stand; what was told before has none
SURE = 3  # orders; fewer say nothing about price sensitivity


def orders_of(value: Orders) -> list[dict[str, Any]]:
    """Rows {"id", "placed", "state", "total", "refunded", "currency", "lines", "channel", "source", "coupon",
    "discount", "pieces", "promoted", "returned", "back", "cancelled", "refunds", "told"}, newest first; `placed` and
    `cancelled` in ms or None, amounts in minor units, `refunds` are pairs of time and amount, `back` the products that
    they name; `told`: when the source that is believed said last what the order is."""
    told: dict[str, dict[str, Register]] = {}
    for key, record in value.get("records", {}).items():
        order, _, source = key.rpartition("|")
        told.setdefault(order, {})[source] = record
    back: dict[str, list[Register]] = {}
    for key, refund in value.get("refunds", {}).items():
        back.setdefault(key.rpartition("|")[0], []).append(refund)
    others = (*value.get("cancelled", {}), *value.get("fulfilled", {}), *back)
    times = placed(value)
    rows = [
        {
            "id": order,
            "placed": times.get(order),
            **_believed(told.get(order, {})),
            **_after(value, order, back.get(order, [])),
        }
        for order in dict.fromkeys((*told, *others))
    ]
    return sorted(rows, key=lambda row: (row["placed"] or 0, row["id"]), reverse=True)


def _believed(told: dict[str, Register]) -> dict[str, Any]:
    """What the source says that is trusted most; of several the newest."""
    nobody = ["", [0, 0, 0, "", "", "", 0, 0, 0, []]]

    def trust(one: tuple[str, Register]) -> tuple[Any, ...]:
        source, record = one
        rank = min(_rank(source), _rank(record[4]))
        return -rank, record[:2], source

    source, record = max(told.items(), key=trust) if len(told) > 1 else next(iter(told.items()), nobody)
    told_at, _, total, code, channel, coupon, discount, pieces, promoted, lines = record
    lines = lines or max((one[-1] for one in told.values()), key=len, default=[])
    return {
        "total": total,
        "currency": code,
        "lines": [full(line) for line in lines],
        "channel": channel,
        "source": source,
        "coupon": coupon,
        "discount": discount,
        "pieces": pieces,
        "promoted": promoted,
        "told": told_at,
    }


def _rank(name: str) -> int:
    return AUTHORITATIVE.index(name) if name in AUTHORITATIVE else len(AUTHORITATIVE)


def _after(value: Orders, order: str, back: Sequence[Register]) -> dict[str, Any]:
    refunded = sum(one[2] for one in back)
    state = "refunded" if refunded else "fulfilled" if order in value.get("fulfilled", {}) else "placed"
    return {
        "refunded": refunded,
        "refunds": [(one[0], one[2]) for one in back],
        "cancelled": value.get("cancelled", {}).get(order, [None])[0],
        "returned": sum(one[3] for one in back),
        "back": sorted({name for one in back for name in (one[4] if len(one) > PRODUCTS else ())}),
        "state": "cancelled" if order in value.get("cancelled", {}) else state,
    }


def purchases_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The summary of `orders_of`'s rows: cancelled orders and those that only a refund tells of do not count.

    {"count", "first", "last", "days_between", "money": {currency: {"orders", "total", "refunded"}}, "promo_share",
    "returned_share", "products": [...]}; `whole` is False where older orders than those kept may be missing.
    """
    bought = [row for row in rows if row["placed"] is not None and row["state"] != "cancelled"]
    times = sorted(row["placed"] for row in bought)
    return {
        "count": len(bought),
        "whole": len(rows) < MOST,
        "first": to_text(times[0]) if times else "",
        "last": to_text(times[-1]) if times else "",
        "days_between": round((times[-1] - times[0]) / DAY / (len(times) - 1), 1) if len(times) > 1 else None,
        "money": _money(bought),
        "promo_share": promo_share(bought),
        "returned_share": _share(bought, "returned"),
        "products": products_of(bought),
    }


def promo_share(bought: Sequence[Mapping[str, Any]]) -> float | None:
    """The share of pieces bought at a promotion in the year before the last order; None under three orders."""
    newest = max((row["placed"] for row in bought), default=0)
    recent = [row for row in bought if row["placed"] > newest - YEAR]
    return _share(recent, "promoted") if len(recent) >= SURE else None


def products_of(bought: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows {"product_id", "times", "quantities"} of every product, bought most often first, each oldest first."""
    found: dict[str, dict[Millis, int]] = {}
    for row in bought:
        for product, quantity in map(_piece, row["lines"]):
            times = found.setdefault(product, {})
            times[row["placed"]] = times.get(row["placed"], 0) + quantity
    rows = [_product(product, dict(sorted(times.items()))) for product, times in found.items()]
    return sorted(rows, key=lambda row: (-len(row["times"]), row["product_id"]))


def _piece(line: Line) -> tuple[str, int]:
    return line[0], line[1]


def _product(product: str, times: dict[Millis, int]) -> dict[str, Any]:
    return {"product_id": product, "times": [to_text(one) for one in times], "quantities": list(times.values())}


def _money(bought: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in bought:
        sums = found.setdefault(row["currency"], {"orders": 0, "total": 0, "refunded": 0})
        sums["orders"] += 1
        sums["total"] += row["total"]
        sums["refunded"] += row["refunded"]
    return dict(sorted(found.items()))


def _share(rows: Sequence[Mapping[str, Any]], part: str) -> float | None:
    pieces = sum(row["pieces"] for row in rows)
    return round(min(1.0, sum(row[part] for row in rows) / pieces), 3) if pieces else None
