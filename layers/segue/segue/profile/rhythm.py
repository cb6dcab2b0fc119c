"""How a customer answers each channel: counts, the hours of the customer's week, and what was bought afterwards."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from segue.facets import engagement
from segue.facets.engagement import BLOCK, HOURLY, Engagement
from segue.times import DAY, HOUR, Millis

AFTER: Millis = 5 * DAY  # an order within this time of a click is counted as bought after it
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BEST = 3
OWN = ("viewed", "acted", "opened", "clicked", "replied")


def active_days(value: Engagement) -> dict[str, list[int]]:
    """{channel: the days (numbers, UTC) on which the customer did something there, oldest first}: looked, acted,
    opened, clicked or replied, without machines; under "" those of all channels."""
    found: dict[str, set[int]] = {}
    counted = ((day, *one) for day, counts in engagement.days_of(value).items() for one in counts.items())
    for day, name, count in counted:
        channel, _, kind = name.partition(".")
        for place in (channel, "") if count and kind in OWN else ():
            found.setdefault(place, set()).add(day)
    return {channel: sorted(days) for channel, days in found.items()}


def by_channel(value: Engagement, bought: Iterable[Millis], zone: str) -> dict[str, dict[str, Any]]:
    """{channel: {"sent", "opened", ..., "bought_after", "best_hours"}}; `zone` is where the customer lives, for what
    named no time zone itself. Channels are those that messages were sent by or answered on."""
    totals: dict[str, Counter[str]] = {}
    for row in engagement.read(value):
        totals.setdefault(row["channel"], Counter())[row["kind"]] += row["count"]
    clicked: dict[str, list[Millis]] = {}
    for time, _, channel, *_ in engagement.clicks(value):
        clicked.setdefault(channel, []).append(time)
    orders = list(bought)
    return {
        channel: {**counts, "bought_after": _after(clicked.get(channel, []), orders), "best_hours": _best(hours)}
        for channel, counts in sorted(totals.items())
        if set(counts) - {"viewed", "acted"}
        for hours in [hours_of(value, channel, zone)]
    }


def hours_of(value: Engagement, channel: str, zone: str) -> dict[str, Counter[int]]:
    """{kind: {hour of the customer's week: count}}, 0 for Monday from midnight; kinds are delivered, opened, clicked
    and replied, without machines."""
    found: dict[str, Counter[int]] = {kind: Counter() for kind in HOURLY}
    for block, counts in value.get("h", {}).items():
        for key, count in counts.items():
            _add_hour(found, (block, channel, zone), key, count)
    for time, _, by, own, *_ in engagement.scanned(value):
        if by == channel:
            _add_hour(found, (time // DAY // BLOCK, channel, zone), _key(by, time, own), -1)
    return {kind: +counts for kind, counts in found.items()}


def _add_hour(found: dict[str, Counter[int]], place: tuple[int, str, str], key: str, count: int) -> None:
    block, channel, zone = place
    by, kind, hour, own = key.split(".", 3)
    if by == channel:
        found[kind][(int(hour) + _offset(own or zone, block)) % 168] += count


def _key(channel: str, time: Millis, zone: str) -> str:
    return f"{channel}.clicked.{engagement.hour_of_week(time)}.{zone}"


@lru_cache(maxsize=4096)
def _offset(zone: str, block: int) -> int:
    """Hours ahead of UTC in the middle of the block, whole ones; 0 where the zone is not known."""
    try:
        middle = datetime.fromtimestamp((block + 0.5) * BLOCK * DAY / 1000, UTC)
        ahead = middle.astimezone(ZoneInfo(zone)).utcoffset() if zone else None
    except (ValueError, OSError, OverflowError, LookupError):
        return 0
    return round(ahead.total_seconds() * 1000 / HOUR) if ahead else 0


def _after(clicked: list[Millis], orders: list[Millis]) -> int:
    return sum(any(0 <= order - one <= AFTER for one in clicked) for order in orders)


def _best(hours: Mapping[str, Counter[int]]) -> list[dict[str, Any]]:
    """The hours at which the customer opened, clicked or answered most."""
    answered = hours["opened"] + hours["clicked"] + hours["replied"]
    ranked = sorted(answered.items(), key=lambda one: (-one[1], one[0]))[:BEST]
    return [{"day": DAYS[slot // 24], "hour": slot % 24, "count": count} for slot, count in ranked]
