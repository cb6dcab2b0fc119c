"""`entry: {schedule: ...}`: the text of a schedule, checked. Whoever starts broadcasts goes by it."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from segue.errors import Invalid
from segue.journeys.clocks import DAYS, check_zone

EVERY = ("day", "week", "month")


def check_schedule(given: Any) -> Mapping[str, Any]:
    """`{segment, at: "2026-12-01 09:00", every: day|week|month, on: [monday], zone: local|UTC|Europe/Berlin}`.

    Raises Invalid("bad-journey").
    """
    known = {"segment", "at", "every", "on", "zone"}
    if not isinstance(given, Mapping) or not {"segment", "at"} <= set(given) <= known:
        raise Invalid("bad-journey", "a schedule has `segment` and `at`, and may have `every`, `on` and `zone`")
    _check_moment(given["at"])
    if given.get("every", "day") not in EVERY:
        raise Invalid("bad-journey", f"`every` is one of {', '.join(EVERY)}")
    days = given.get("on", [])
    if not isinstance(days, list) or not all(one in DAYS for one in days):
        raise Invalid("bad-journey", f"`on` is a list of {', '.join(DAYS)}")
    check_zone(given.get("zone", "local"))
    return given


def _check_moment(given: Any) -> None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", str(given)):
            datetime.fromisoformat(str(given))
            return
    except ValueError:
        pass
    raise Invalid("bad-journey", 'write `at` of a schedule as "2026-12-01 09:00"')
