"""The routes about quarantine: what could not be understood, why, and again."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import Depends, Request
from pydantic import BaseModel, Field

from segue.api.answers import Answer, Page, Time
from segue.api.cursors import page, time_of
from segue.api.roles import caller_of
from segue.api.routes import event_of, query
from segue.intake.quarantine import Record, State
from segue.intake.setting_aside import LONGEST
from segue.lambdas import now
from segue.times import Millis
from segue.wiring.quarantine import quarantine
from segue.wiring.replaying import emptying, replaying, setting_aside

MOST_LISTED, MOST_SHOWN = 4_000, 400_000  # characters of a body: in a list, and alone


class SetAside(Answer):
    """Who set a record aside, when and why."""

    at: Time
    by: str
    why: str


class AsideBody(BaseModel):
    """Why nobody will ever understand it. Kept in the audit trail for two years: without personal data."""

    reason: str = Field(min_length=1, max_length=LONGEST, examples=["a test of the provider's"])


class Held(Answer):
    """Something that came in and could not be understood."""

    id: str
    time: Time
    source: str
    reason: str
    detail: str
    state: State
    size: int = Field(description="bytes of the whole body")
    body: str = Field(description="the beginning of the body")


class HeldWhole(Held):
    """The same with all that was kept of it."""

    parser: str = Field(description="the provider that understands it, or `segment`")
    headers: dict[str, str] = Field(description="those that the parser needs; never a signature")
    whole: bool = Field(description="false where only the beginning was kept: it cannot be replayed")
    replayed: Time | None
    set_aside: SetAside | None = Field(description="where nobody waits for it any more: who said so, and why")


class Replayed(Answer):
    """What became of a replay."""

    id: str
    stored: int
    duplicate: int
    quarantined: int


class HeldPart(BaseModel):
    """What part of quarantine is asked for; `before` is the `next` of an earlier answer."""

    source: str = Field("", max_length=256)
    reason: str = Field("", max_length=256)
    state: Literal["", "open", "replayed", "set-aside"] = ""
    limit: int = Field(50, ge=1, le=200)
    before: str = Field("", max_length=256)


class Which(BaseModel):
    """Open records to try again; `before` is the `next` of an earlier answer."""

    source: str = Field("", max_length=256)
    reason: str = Field("", max_length=256)
    limit: int = Field(100, ge=1, le=500)
    before: str = Field("", max_length=256)


class ReplayedMany(Answer):
    """What became of the records that were tried; the counts between are of events. `next` leads to the rest."""

    replayed: int = Field(description="records that are understood now")
    stored: int
    duplicate: int
    ignored: int
    quarantined: int
    still: dict[str, int] = Field(description="records that are still not understood, by reason")
    next: str | None


def part(request: Request) -> HeldPart:
    """The part of quarantine that the query asks for."""
    return query(HeldPart, request)


def list_quarantine(asked: Annotated[HeldPart, Depends(part)]) -> Page[Held]:
    """What could not be understood, newest first, with the reason and the beginning of the body."""
    wanted = asked.model_dump(include={"source", "reason", "state"})

    def read(most: int, moment: Millis) -> list[Record]:
        return quarantine().newest(most, moment, **wanted)

    found, further = page(read, _received, asked.limit, time_of(asked.before))
    return Page(items=[Held.model_validate(_held(one, MOST_LISTED)) for one in found], next=further)


def read_quarantined(record: str) -> HeldWhole:
    """One held record with its body and the headers that were kept."""
    return _whole(quarantine().one(record))


def replay_quarantined(record: str) -> Replayed:
    """Understands a held record again, after what was wrong has been mended."""
    counts = replaying().replay(record, now())
    return Replayed(id=record, **asdict(counts))


def set_aside_quarantined(record: str, body: AsideBody, request: Request) -> HeldWhole:
    """Nobody waits for a record any more: it is listed as set aside, and counted as left out by that name."""
    by = caller_of(event_of(request)).name
    return _whole(setting_aside().set_aside(record, by, body.reason, now()))


def replay_many(which: Which) -> ReplayedMany:
    """Understands open records again, newest first, for as long as there is time; `next` goes on."""
    wanted = {"source": which.source, "reason": which.reason}
    return ReplayedMany.model_validate(emptying().empty(wanted, which.limit, time_of(which.before)))


def _whole(kept: Record) -> HeldWhole:
    came, aside = kept.delivery, kept.set_aside
    further = {"parser": came.parser, "headers": dict(came.headers), "whole": kept.whole}
    further |= {"replayed": kept.replayed_at or None}
    told = {"set_aside": {"at": aside.at, "by": aside.by, "why": aside.why} if aside else None}
    return HeldWhole.model_validate({**_held(kept, MOST_SHOWN), **further, **told})


def _held(record: Record, most: int) -> dict[str, Any]:
    came = record.delivery
    return {
        "id": record.id,
        "time": came.received_at,
        "source": came.source,
        "reason": record.reason,
        "detail": record.detail,
        "state": record.state,
        "size": record.size,
        "body": came.body[:most].decode("utf-8", "replace"),
    }


def _received(record: Record) -> Millis:
    return record.delivery.received_at
