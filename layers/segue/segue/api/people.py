"""The routes about customers."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Depends, Request
from aws_lambda_powertools.event_handler.openapi.params import Query

from segue.api.answers import (
    CartAnswer,
    JourneyRun,
    MessageAnswer,
    Page,
    Person,
    TimelineEntry,
    TimelinePart,
    Who,
)
from segue.api.decisions import LinkAnswer
from segue.api.masks import masked, masked_identifiers
from segue.api.message_answers import InboxMessage
from segue.api.prediction_answers import PredictionsAnswer
from segue.api.roles import caller_of
from segue.api.routes import event_of, query
from segue.api.timeline import Wanted, cursor, place_of
from segue.lambdas import now
from segue.messaging.inbox import answered, shown
from segue.profile.answers import cart_answer
from segue.profile.describing import described
from segue.profile.foreseeing import foreseen
from segue.profile.profiles import Profile
from segue.wiring.desk import links, reading


def find_person(who: Who, request: Request) -> Person:
    """The customer behind any identifier."""
    return _person(reading().find(who.type, who.value), request)


def search_people(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=256)],
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Page[Person]:
    """Everybody whom a text names exactly, as any type of identifier: at most so many."""
    return Page(items=[_person(one, request) for one in reading().search(q.strip())[:limit]])


def read_person(person: str, request: Request) -> Person:
    """One customer: identifiers, traits, consent, facets, segments."""
    return _person(reading().person(person), request)


def wanted(request: Request) -> Wanted:
    """The part of a timeline that the query asks for. Raises Invalid("bad-cursor", "bad-time")."""
    part = query(TimelinePart, request)
    return Wanted(part.limit, place_of(part.before), part.channel, part.kind)


def read_timeline(person: str, request: Request, part: Annotated[Wanted, Depends(wanted)]) -> Page[TimelineEntry]:
    """What happened, newest first, on every channel; `before` takes the `next` of an earlier answer."""
    profile = reading().person(person)
    moments, further = reading().timeline(profile, part)
    roles = _roles(request)
    rows = [TimelineEntry.model_validate({**vars(one), "detail": masked(one.detail, roles)}) for one in moments]
    return Page(items=rows, next=cursor(further))


def read_messages(person: str) -> Page[MessageAnswer]:
    """Messages sent and not sent, with the reasons, newest first."""
    said = reading().messages_of(reading().person(person))
    return Page(items=[MessageAnswer.model_validate(one) for one in said])


def read_inbox(person: str) -> Page[InboxMessage]:
    """What the customer sees on the site and in the app at this moment, newest first."""
    said = reading().messages_of(reading().person(person))
    found = shown(said, {one.contact_point for one in said}, now())
    return Page(items=[InboxMessage.model_validate(answered(one)) for one in found])


def read_carts(person: str) -> Page[CartAnswer]:
    """The carts: the active one first where there are several open ones, then last touched first."""
    carts = reading().person(person).carts_at(now())
    return Page(items=[CartAnswer.model_validate(cart_answer(one)) for one in carts])


def read_predictions(person: str) -> PredictionsAnswer:
    """What is expected of the customer, with when it was made, by which model, and out of which numbers."""
    profile = reading().person(person)
    found = foreseen(profile.predicted, profile.order_rows, now())
    return PredictionsAnswer.model_validate({"objects": profile.objects_to_profiling, **found})


def read_journeys(person: str) -> Page[JourneyRun]:
    """Runs of journeys, running or ended, newest first."""
    return Page(items=[JourneyRun.model_validate(one) for one in reading().journeys_of(reading().person(person))])


def read_links(person: str, request: Request) -> Page[LinkAnswer]:
    """Why the identifiers are one person's: which were named together, by what event, and what was kept apart."""
    found = links().of(reading().person(person), _roles(request))
    return Page(
        items=[LinkAnswer.model_validate({**vars(one.evidence), **vars(one), "state": one.state}) for one in found]
    )


def _person(profile: Profile, request: Request) -> Person:
    roles = _roles(request)
    inside = reading().membership(profile).segments
    return Person.model_validate(
        {
            "id": profile.id,
            "identifiers": masked_identifiers(profile.identifiers, roles),
            "traits": masked(profile.traits, roles),
            "consent": masked(profile.consent, roles),
            "facets": masked(described(profile, now()), roles),
            "segments": [{"id": one, "since": since} for one, since in sorted(inside.items())],
            "merged_from": list(profile.former),
        }
    )


def _roles(request: Request) -> frozenset[str]:
    return caller_of(event_of(request)).roles
