"""`entry: {schedule: ...}`: the text of a schedule, checked. Whoever starts broadcasts goes by it."""

import re
from collections.abc import Mapping
from typing import Any

from segue.errors import Invalid
from segue.journeys.clocks import check_zone
from segue.occasions import EVERY, check, wall
from segue.spelling import only


def check_schedule(given: Any) -> Mapping[str, Any]:
    """`{segment, at: "2026-12-01 09:00", every: day|week|month, on: [monday], zone: local|UTC|Europe/Berlin}`.

    Without `every` it comes once. Raises Invalid("bad-journey", "bad-recurrence", "bad-time").
    """
    known = ("segment", "at", "every", "on", "zone")
    if not isinstance(given, Mapping) or not {"segment", "at"} <= set(given) <= set(known):
        only(given, known, "a schedule")
        raise Invalid("bad-journey", "a schedule has `segment` and `at`, and may have `every`, `on` and `zone`")
    _check_moment(given["at"])
    every, days = given.get("every", ""), given.get("on", [])
    if not isinstance(every, str) or not isinstance(days, list):
        raise Invalid("bad-journey", f"`every` is one of {', '.join(EVERY)}, and `on` a list of days")
    check(every, tuple(days))
    check_zone(given.get("zone", "local"))
    return given


def _check_moment(given: Any) -> None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", str(given)):
        raise Invalid("bad-journey", 'write `at` of a schedule as "2026-12-01 09:00"')
    wall(str(given))
