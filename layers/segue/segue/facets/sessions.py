"""Sessions: when the customer was there and on what kind of device, and how far the last checkout went.

A session is a union of moments with no gap over half an hour between them. Days are kept apart and joined over
midnight when they are read, so that whole days can be dropped. Times are minutes of the day, UTC.
"""

from typing import Any

from segue.events import Event
from segue.facets.registers import Entry, last, mark
from segue.times import DAY, MINUTE, Millis, to_text

VERSION = 1
WINDOW = 28  # days before the newest
GAP = 30  # minutes
STEPS = 3  # of the last times of each step
DEVICES = ("desktop", "mobile", "store")
HANDHELD = ("Mobi", "Android", "iPhone", "iPad")
CHECKOUT = (
    "Checkout Started",
    "Checkout Step Viewed",
    "Checkout Step Completed",
    "Payment Info Entered",
    "Order Completed",
)
NUMBERED = range(1, 10)
Days = dict[int, dict[int, list[int]]]  # {day: {device: [start, end, start, end, ...]}}
Sessions = dict[str, Any]  # {"d": Days, "s": {step: [[time, id], ...]}}


def of(event: Event) -> Sessions:
    """The minute at which the customer was there; {} of what a server, a shop or a mail provider reports."""
    device = _device(event)
    step = _step(event)
    if device is None and step is None:
        return {}
    minute = event.timestamp % DAY // MINUTE
    days = {event.timestamp // DAY: {device: [minute, minute]}} if device is not None else {}
    return {"d": days, "s": {step: [mark(event)]} if step else {}}


def add(left: Sessions, right: Sessions) -> Sessions:
    """Day by day the union of intervals; of each step the last times."""
    if not left or not right:
        return left or right
    steps = {
        step: last(left["s"].get(step, []), right["s"].get(step, []), STEPS) for step in {**left["s"], **right["s"]}
    }
    return {"d": _add_days(left["d"], right["d"]), "s": steps}


def read(value: Sessions) -> dict[str, Any]:
    """{"sessions": [{"start", "end", "device"}], "devices": {device: {"sessions", "last"}}, "checkout": [...]},
    newest session first; the steps of the last checkout are in their order, each {"step", "time"}."""
    found = sorted(_joined(value.get("d", {})), key=lambda one: (-one[1], one[2]))
    devices = {name: [one for one in found if DEVICES[one[2]] == name] for name in DEVICES}
    return {
        "sessions": [{"start": to_text(a), "end": to_text(b), "device": DEVICES[one]} for a, b, one in found],
        "devices": {n: {"sessions": len(one), "last": to_text(one[0][1])} for n, one in devices.items() if one},
        "checkout": _checkout(value.get("s", {})),
    }


def _add_days(left: Days, right: Days) -> Days:
    both = {**left, **right}
    oldest = max(both, default=0) - WINDOW
    return {day: _add_devices(left.get(day, {}), right.get(day, {})) for day in both if day >= oldest}


def _add_devices(left: dict[int, list[int]], right: dict[int, list[int]]) -> dict[int, list[int]]:
    return {one: _union([*left.get(one, []), *right.get(one, [])], GAP) for one in {**left, **right}}


def _union(flat: list[int], gap: int) -> list[int]:
    """Intervals [start, end, ...] with those joined between which there is no more than the gap."""
    result: list[int] = []
    for start, end in sorted(zip(flat[::2], flat[1::2], strict=True)):
        if result and start - result[-1] <= gap:
            result[-1] = max(result[-1], end)
        else:
            result += [start, end]
    return result


def _joined(days: Days) -> list[tuple[Millis, Millis, int]]:
    """(start, end, device) over all days, joined over midnight."""
    flat: dict[int, list[int]] = {}
    for day, devices in days.items():
        for device, minutes in devices.items():
            flat.setdefault(device, []).extend(day * DAY + one * MINUTE for one in minutes)
    whole = {device: _union(times, GAP * MINUTE) for device, times in flat.items()}
    return [(a, b, device) for device, times in whole.items() for a, b in zip(times[::2], times[1::2], strict=True)]


def _checkout(steps: dict[str, list[Entry]]) -> list[dict[str, Any]]:
    begun = max((one[0] for one in steps.get("Checkout Started", [])), default=0)
    times = sorted((one[-1][0], step) for step, one in steps.items() if one[-1][0] >= begun)
    return [{"step": step, "time": to_text(time)} for time, step in times]


def _device(event: Event) -> int | None:
    """An index into DEVICES; None where the customer was not there."""
    if event.channel == "store":
        return 2
    if event.channel not in ("web", "mobile"):
        return None
    agent, device = str(event.context.get("userAgent") or ""), event.context.get("device")
    handheld = isinstance(device, dict) or any(word in agent for word in HANDHELD)
    return int(event.channel == "mobile" or handheld)


def _step(event: Event) -> str | None:
    """The declared step of a checkout; None of any other event."""
    if event.event not in CHECKOUT:
        return None
    number: Any = event.properties.get("step")
    numbered = "Step" in event.event and isinstance(number, int) and number in NUMBERED
    return f"{event.event} {int(number)}" if numbered else event.event
