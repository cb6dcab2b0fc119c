"""The routes about templates: what a person would get, and a test in one's own mailbox or on a telephone."""

from importlib import import_module
from typing import Annotated

from aws_lambda_powertools.event_handler import Request
from aws_lambda_powertools.event_handler.openapi.params import Path

from segue.api.noting import saw
from segue.api.repeats import occasion
from segue.api.roles import Caller, caller_of
from segue.api.routes import event_of
from segue.api.template_answers import Reader, TemplatePreview, TemplateShown, TemplateTest, TemplateTested
from segue.contact_points import CHANNELS
from segue.errors import Invalid
from segue.lambdas import Lambda, now
from segue.messaging.previewing import Wanted
from segue.messaging.trying import OWN, Target
from segue.spelling import meant
from segue.wiring.staff import door
from segue.wiring.trying import Asked, shown, tried

Key = Annotated[str, Path(max_length=100)]


def preview_template(template: Key, body: TemplatePreview, request: Request) -> TemplateShown:
    """A template as one person would get it; nothing is sent."""
    event = event_of(request)
    asked = _asked(template, body, caller_of(event))
    saw(event, (asked.person,), template)
    return TemplateShown.model_validate(shown(asked))


def try_template(template: Key, body: TemplateTest, request: Request) -> TemplateTested:
    """The same as a message, marked as a test: a mail to the member of staff who asks, anything else to an address that
    they say or to somebody who has one."""
    event = event_of(request)
    staff = door().staff(_token(event), now()) if body.channel == OWN else None
    target = Target(staff.email if staff else "", body.to, _person(body.to_who))
    caller = caller_of(event)
    test = tried(_asked(template, body, caller), target, caller.name, occasion(event, now()))
    return TemplateTested(id=test.id, to=target.person or test.to)


def _asked(template: str, body: TemplatePreview, caller: Caller) -> Asked:
    if body.channel not in CHANNELS:
        raise Invalid("bad-channel", f"`channel` is one of {', '.join(CHANNELS)}{meant(body.channel, CHANNELS)}")
    wanted = Wanted(body.channel, body.locale, body.variant)
    return Asked(template, wanted, _person(body.who), body.text, caller.roles)


def _person(who: Reader) -> str:
    """Who is meant; looking somebody up by name takes libraries that are loaded when they are needed."""
    if who.id or not who.type:
        return who.id
    return import_module("segue.wiring.desk").reading().find(who.type, who.value).id


def _token(event: Lambda) -> str:
    headers = {name.lower(): text for name, text in (event.get("headers") or {}).items()}
    return headers.get("authorization", "").removeprefix("Bearer ")
