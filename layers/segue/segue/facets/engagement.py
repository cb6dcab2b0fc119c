"""Engagement: what was sent and what came of it, per day and channel, and at which hours of the week.

Hours are counted in UTC under the time zone that the event itself names, "" where it names none; they become the
customer's hours when they are read, so no database of time zones has a part in what is stored. Machines that open
and click are counted apart; the last clicks are kept to find those that several events together give away.
"""

from typing import Any

from segue.events import Event
from segue.facets.buckets import Buckets, add_buckets
from segue.facets.machines import Click, bursts, is_machine
from segue.facets.registers import Entry, last, short, text
from segue.messages import BY_MACHINE, OUTCOMES
from segue.times import DAY, HOUR, to_text

VERSION = 4
WINDOW = 92  # days before the newest
BLOCK = 28  # days
BLOCKS = 6  # before the newest
MOST = 40  # keys in a day
SLOTS = 168 * 4  # keys of hours in a block
CLICKS = 24
MONDAY = 4  # 1970-01-01 was a Thursday; hours of the week are counted from Monday
KINDS = OUTCOMES | {
    "Email Sent": "sent",
    "Email Replied": "replied",
    "SMS Sent": "sent",
    "SMS Replied": "replied",
    "Push Notification Sent": "sent",
    "Message Sent": "sent",
    "Message Replied": "replied",
}
CHANNELS = {"Email": "email", "SMS": "sms", "Push": "push", "Unsubscribed": "email"}
TEST_ID = "test_"  # how the ids of tests of staff begin: what becomes of them is nobody's engagement
INBOX = "inapp"  # its messages are read on the site, which says of what it tells that it is about them
HOURLY = ("delivered", "opened", "clicked", "replied")
Engagement = dict[str, Any]
# d: {day: {"email.opened": count}}; h: {block of 28 days: {"email.opened.17.Europe/Paris": count}}, 17: hour of week;
# c: [[time, id, channel, time zone, message, link], ...] of the last clicks


def of(event: Event) -> Engagement:
    """One more of what happened: that it was opened, clicked, answered; of any other event, that the customer was
    there. What becomes of a test of staff counts as nothing."""
    if event.event in KINDS and str(event.properties.get("message_id") or "").startswith(TEST_ID):
        return {}
    day = event.timestamp // DAY
    kind = KINDS.get(event.event or "")
    if kind is None:
        seen = "viewed" if event.type in ("page", "screen") or (event.event or "").endswith("Viewed") else "acted"
        return {"d": {day: {f"{event.channel}.{seen}": 1}}, "h": {}, "c": []}
    kind = BY_MACHINE[kind] if kind in BY_MACHINE and is_machine(event) else kind
    channel = _channel(event)
    hours = {day // BLOCK: {f"{channel}.{kind}.{hour_of_week(event.timestamp)}.{_zone(event)}": 1}}
    return {
        "d": {day: {f"{channel}.{kind}": 1}},
        "h": hours if kind in HOURLY else {},
        "c": [_click(event, channel)] if kind == "clicked" else [],
    }


def add(left: Engagement, right: Engagement) -> Engagement:
    """Count by count and click by click; what is older than its window is dropped."""
    if not left or not right:
        return left or right
    return {
        "d": add_buckets(left["d"], right["d"], WINDOW, MOST),
        "h": add_buckets(left["h"], right["h"], BLOCKS, SLOTS),
        "c": last(left["c"], right["c"], CLICKS),
    }


def days_of(value: Engagement) -> Buckets:
    """{day: {"email.opened": count}}; scanners' clicks counted apart."""
    days: Buckets = {day: dict(counts) for day, counts in value.get("d", {}).items()}
    for time, _, channel, *_ in scanned(value):
        counts = days.get(time // DAY, {})
        if counts.get(f"{channel}.clicked"):
            counts[f"{channel}.clicked"] -= 1
            counts[f"{channel}.scanned"] = counts.get(f"{channel}.scanned", 0) + 1
    return days


def read(value: Engagement) -> list[dict[str, Any]]:
    """Rows {"day": "2026-11-22", "channel", "kind", "count"}, newest day first; scanners' clicks counted apart."""
    return [
        {
            "day": to_text(day * DAY)[:10],
            "channel": name.partition(".")[0],
            "kind": name.partition(".")[2],
            "count": count,
        }
        for day, counts in sorted(days_of(value).items(), reverse=True)
        for name, count in sorted(counts.items())
        if count
    ]


def scanned(value: Engagement) -> list[Entry]:
    """Of the last clicks those that a security gateway made: several links of one message in one second."""
    clicks = {tuple(entry): Click(entry[0], entry[4], entry[5]) for entry in value.get("c", [])}
    machine = bursts(clicks.values())
    return [list(entry) for entry, click in clicks.items() if click in machine]


def clicks(value: Engagement) -> list[Entry]:
    """The last clicks of the customer's own."""
    machine = scanned(value)
    return [entry for entry in value.get("c", []) if entry not in machine]


def hour_of_week(moment: int) -> int:
    """0 for the hour from Monday 00:00 UTC, 167 for the last of Sunday."""
    return (moment // HOUR - MONDAY * 24) % 168


def _channel(event: Event) -> str:
    family = (event.event or "").partition(" ")[0]
    about = INBOX if family == "Message" and event.properties.get("channel") == INBOX else event.channel
    return CHANNELS.get(family, about)


def _click(event: Event, channel: str) -> Entry:
    said = event.properties
    message = text(said.get("message_id") or said.get("provider_message_id") or said.get("email_id"), 200)
    link = text(said.get("link_url") or said.get("link_id") or said.get("url"), 2000)
    return [event.timestamp, short(event.message_id), channel, _zone(event), short(message) >> 8, short(link) >> 8]


def _zone(event: Event) -> str:
    return text(event.context.get("timezone"), 40)
