"""Engagement: how often, per day and channel, the customer did what. Whole days, none older than a quarter."""

from typing import Any

from segue.events import Event
from segue.times import DAY, to_text

VERSION = 1
WINDOW = 92  # days before the newest
EMAIL = {
    "Email Sent": "sent",
    "Email Delivered": "delivered",
    "Email Opened": "opened",
    "Email Link Clicked": "clicked",
    "Email Bounced": "bounced",
    "Email Marked as Spam": "complained",
    "Unsubscribed": "unsubscribed",
}
Days = dict[str, dict[str, int]]


def of(event: Event) -> Days:
    """{day number since the epoch: {"channel.kind": 1}}."""
    kind = EMAIL.get(event.event or "")
    if kind:
        return {str(event.timestamp // DAY): {f"email.{kind}": 1}}
    seen = "viewed" if event.type in ("page", "screen") or (event.event or "").endswith("Viewed") else "acted"
    return {str(event.timestamp // DAY): {f"{event.channel}.{seen}": 1}}


def add(left: Days, right: Days) -> Days:
    """Day by day, count by count; days outside the window before the newest day are dropped."""
    oldest = max(map(int, {**left, **right}), default=0) - WINDOW
    return {day: _add_counts(left.get(day, {}), right.get(day, {})) for day in {**left, **right} if int(day) >= oldest}


def read(value: Days) -> list[dict[str, Any]]:
    """Rows {"day": "2026-11-22", "channel", "kind", "count"}, newest day first."""
    return [
        {
            "day": to_text(int(day) * DAY)[:10],
            "channel": name.partition(".")[0],
            "kind": name.partition(".")[2],
            "count": count,
        }
        for day, counts in sorted(value.items(), key=lambda pair: -int(pair[0]))
        for name, count in sorted(counts.items())
    ]


def _add_counts(left: dict[str, int], right: dict[str, int]) -> dict[str, int]:
    return {name: left.get(name, 0) + right.get(name, 0) for name in {**left, **right}}
