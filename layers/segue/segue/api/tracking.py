"""The route about the tracking plan: which events come, which of them are planned, and what is wrong with them."""

from typing import Any

from pydantic import Field

from segue.api.answers import Answer, Page, Time
from segue.intake import tracking
from segue.wiring.tracking import events_tracked


class TrackedEvent(Answer):
    """An event by its name (or, for calls that are no track, their type)."""

    event: str
    planned: bool
    mode: str | None = Field(description="allow, warn or quarantine; null where it is not planned")
    sources: dict[str, str] = Field(description="sources with a mode of their own")
    seen: int = Field(description="how many were stored since the first plan; about right")
    last: Time | None
    violations: dict[str, int] = Field(description="how often each reason was found, such as `price: type`")
    unplanned: dict[str, int] = Field(description="properties that the plan does not name, and how often they came")


def list_tracking() -> Page[TrackedEvent]:
    """Every event that was planned or seen, what was wrong with it, and what was not planned."""
    return Page(items=[TrackedEvent.model_validate(_told(one)) for one in events_tracked()])


def _told(one: tracking.Tracked) -> dict[str, Any]:
    return {
        "event": one.event,
        "planned": one.plan is not None,
        "mode": one.plan.mode if one.plan else None,
        "sources": dict(one.plan.sources) if one.plan else {},
        "seen": one.seen,
        "last": one.last or None,
        "violations": dict(one.violations),
        "unplanned": dict(one.unplanned),
    }
