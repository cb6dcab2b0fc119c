"""What mail providers report of one message, in the words of Segment's e-mail spec: what all of them share."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from segue.channels.drafts import Draft, who
from segue.channels.payloads import Payload, given, text

REJECTED = "Email Rejected"
# Why a provider did not even try (`because`): its own list has the address.
BOUNCE, COMPLAINT, OPT_OUT = "bounce", "complaint", "opt-out"
Says = Callable[[Payload], Payload]


class Report(NamedTuple):
    """The event's name, and its further properties."""

    name: str
    says: Says = lambda _: {}


def answer(granted: bool, list_id: str | None = None) -> Payload:
    """An answer on marketing by e-mail."""
    return {"channel": "email", "purpose": "marketing", "granted": granted, "list_id": list_id}


def drafts(draft: Draft) -> Iterator[Draft]:
    """The draft, and the opt-out that a mail which was not even tried tells of (`because`)."""
    yield draft
    if draft.event == REJECTED and draft.properties.get("because") == OPT_OUT:
        yield replace(draft, event="Unsubscribed", properties=answer(granted=False), id=f"{draft.id}-unsubscribed")


def reported(report: Report, said: Payload, about: Payload) -> Draft:
    """A draft of what was reported; `about`: address, time, id, and what all of the provider's reports say."""
    person = who("", {}, {"email": about.get("address")})
    machine = {"ip": text(about.get("ip")), "userAgent": text(about.get("agent"))}
    properties = {**about.get("properties", {}), **report.says(said)}
    return Draft(report.name, {**person, **given(machine)}, about.get("time"), properties, id=about["id"])
