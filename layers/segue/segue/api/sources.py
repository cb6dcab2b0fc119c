"""The routes about sources: what became of all that came in."""

from typing import Any

from aws_lambda_powertools.event_handler import Request
from pydantic import Field

from segue.api.answers import Answer, Page, Time
from segue.api.routes import event_of
from segue.aws.settings import settings
from segue.intake.overviews import Overview, address
from segue.intake.tallies import Day
from segue.lambdas import now
from segue.times import SECOND
from segue.wiring.overviews import overviews

MOST_DAYS = 90


class SourceAnswer(Answer):
    """A source; received = stored + duplicate + all of ignored + all of quarantined.

    What was refused was never received: nobody knows whom it came from.
    """

    name: str
    provider: str
    channel: str
    url: str = Field(description="where the provider posts to")
    received: int
    stored: int
    duplicate: int
    ignored: dict[str, int]
    quarantined: dict[str, int]
    refused: int = Field(description="requests whose signature or secret was wrong")
    last: Time | None
    lag_seconds: float | None = Field(description="how long the newest waited until it was in a profile")
    today: int = Field(description="received on this day, UTC")
    last_24_hours: int
    per_hour: float = Field(description="received an hour, over the last 24 hours")


class DayAnswer(Answer):
    """One day of a source, UTC."""

    day: str
    outcomes: dict[str, int]
    hours: list[int]


class SourceDetail(SourceAnswer):
    """A source with its last days and hours, oldest first."""

    days: list[DayAnswer]
    hours: list[int]


def list_sources(request: Request) -> Page[SourceAnswer]:
    """Every source, and what became of all that it sent."""
    origin = _origin(request)
    return Page(items=[SourceAnswer.model_validate(_told(one, origin)) for one in overviews().all(now())])


def read_source(source: str, request: Request) -> SourceDetail:
    """One source with its days and hours."""
    found = overviews().one(source, now())
    days = [_day(one) for one in found.counted.days[-MOST_DAYS:]]
    return SourceDetail.model_validate({**_told(found, _origin(request)), "days": days, "hours": list(found.hours)})


def _origin(request: Request) -> str:
    return settings().public_url or f"https://{event_of(request)['requestContext'].get('domainName', '')}"


def _told(one: Overview, origin: str) -> dict[str, Any]:
    counted, lately = one.counted, sum(one.hours)
    return {
        **{name: getattr(one.source, name) for name in ("name", "provider", "channel")},
        **{name: getattr(counted, name) for name in ("received", "stored", "duplicate", "refused")},
        "url": address(one.source, origin),
        "ignored": dict(counted.ignored),
        "quarantined": dict(counted.quarantined),
        "last": counted.last or None,
        "lag_seconds": counted.lag / SECOND if counted.lag else None,
        "today": one.today,
        "last_24_hours": lately,
        "per_hour": round(lately / len(one.hours), 2),
    }


def _day(one: Day) -> dict[str, Any]:
    return {"day": one.day, "outcomes": dict(one.counted), "hours": list(one.hours)}
