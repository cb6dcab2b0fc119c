"""The route on which sensitive traits are read in the clear: who asked and why stands in the audit trail first."""

from typing import Any

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, Field

from segue.api.answers import Answer, Page
from segue.api.decisions import Reason
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.lambdas import now
from segue.wiring.desk import reading
from segue.wiring.revealing import revealed


class Looking(BaseModel):
    """Why somebody has to know."""

    reason: Reason = Field(examples=["the customer asked what is kept"])


class SensitiveTrait(Answer):
    """A sensitive trait of a customer; `value` is null where its key was destroyed."""

    name: str
    sensitive: str
    value: Any


def read_sensitive(person: str, body: Looking, request: Request) -> Page[SensitiveTrait]:
    """The sensitive traits of a customer in the clear; who asked and why is written down."""
    event, moment = event_of(request), now()
    asked = caller_of(event).name, body.reason, occasion(event, moment)
    found = revealed(reading().person(person), asked, moment)
    return Page(items=[SensitiveTrait.model_validate(vars(one)) for one in found])
