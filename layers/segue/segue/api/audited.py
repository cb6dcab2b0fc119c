"""The route of the audit trail: who saw, took or changed what, newest first."""

from typing import Any

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, ConfigDict, Field

from segue.api.answers import Answer, Page, Time
from segue.api.cursors import clear, opaque
from segue.api.routes import query
from segue.aws.audit import Excerpt
from segue.times import LATEST, Millis, from_text
from segue.wiring.merges import audit


class AuditEntry(Answer):
    """One thing that somebody did. `subjects` are ids of people, `object` is the id of what was seen or changed,
    `client` is `console` or the app client of the token, `correlation` the id of the request."""

    id: str
    time: Time
    actor: str
    role: str
    client: str
    action: str
    object: str
    subjects: list[str]
    reason: str
    evidence: dict[str, Any]
    correlation: str


class AuditPart(BaseModel):
    """What part of the trail is asked for; `cursor` is the `next` of an earlier answer. A page may be short although
    there is more."""

    model_config = ConfigDict(populate_by_name=True)

    person: str = Field("", max_length=64)
    actor: str = Field("", max_length=256)
    action: str = Field("", max_length=64)
    since: str = Field("", max_length=40, alias="from")
    until: str = Field("", max_length=40, alias="to")
    limit: int = Field(50, ge=1, le=200)
    cursor: str = Field("", max_length=512)


def read_audit(request: Request) -> Page[AuditEntry]:
    """Who did what, and who looked at whom, newest first. Raises Invalid("bad-cursor", "bad-time")."""
    found, further = audit().page(asked_of(query(AuditPart, request)))
    items = [AuditEntry.model_validate(one) for one in found]
    return Page(items=items, next=opaque(further) if further else None)


def asked_of(part: AuditPart) -> Excerpt:
    """What is asked for, in the words of the trail. Raises Invalid("bad-cursor", "bad-time")."""
    place = clear(part.cursor) if part.cursor else ""
    said = {"person": part.person, "actor": part.actor, "action": part.action, "limit": part.limit, "place": place}
    return Excerpt(since=_moment(part.since, 0), until=_moment(part.until, LATEST), **said)


def _moment(text: str, other: Millis) -> Millis:
    return min(max(from_text(text), 0), LATEST) if text else other
