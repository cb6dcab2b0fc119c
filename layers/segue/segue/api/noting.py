"""Whoever sees or changes a person by the API stands in the audit trail: a middleware before every route with roles.

Who was seen is read off the way and the answer, so that a new route need not say it: ids of people stand under the
names in `NAMED`. A look is entered when the answer is made, before it leaves; a change before it is done
(`segue.trailing`).
"""

import base64
from collections.abc import Callable, Collection, Iterator, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from segue.api.repeats import occasion, request_id
from segue.api.roles import Caller, caller_of
from segue.audit import Asker, Entry, Seen, asked_by, look
from segue.aws.audit import Audit
from segue.conversations.conversations import is_conversation
from segue.keys import PersonId, is_key
from segue.lambdas import now

LONGEST = 200  # characters of the id of what is changed, which may be any text
NAMED = frozenset({"person", "keep", "absorb", "id", "people", "sample"})
OF_REQUESTS = frozenset({"list_privacy_requests", "read_privacy_request", "list_cases", "read_case"})  # an `id` there
OBJECTS = ("conversation", "message", "cart", "merge", "measure", "segment", "placement", "template", "macro", "record")
BODIES = {"read_quarantined": "quarantine.viewed"}  # shows what came as it came: whose it is nobody knows
VIEWS = {  # what is seen, by the name of what answers
    "find_person": "person.searched",
    "search_people": "person.searched",
    "read_timeline": "timeline.viewed",
    "list_measure_people": "people.listed",
    "list_members": "people.listed",
    "preview_segment": "people.listed",
    "list_conversations": "conversations.listed",
    "conversations_of_person": "conversations.listed",
    "read_conversation": "conversation.viewed",
    "read_attachment": "conversation.viewed",
    "suggest_answers": "conversation.viewed",
    "summarise_conversation": "conversation.viewed",
    "render_macro": "conversation.viewed",
    "read_reach": "conversation.viewed",
    **BODIES,
}
CHANGES = {  # what is done, by the name of what answers; what is not here enters itself, or is about nobody
    "hand_over_cart": "cart.handed_over",
    "keep_agreement": "consent.recorded",
    "add_turn": "turn.added",
    "ask_for_upload": "attachment.added",
    "move_conversation": "conversation.moved",
    "merge_conversation": "conversation.merged",
    "part_conversation": "conversation.parted",
    "assign_conversation": "conversation.assigned",
    "resolve_conversation": "conversation.resolved",
    "reopen_conversation": "conversation.reopened",
    "snooze_conversation": "conversation.snoozed",
    "tag_conversation": "conversation.tagged",
    "name_topic": "conversation.sorted",
    "make_code": "code.made",
    "enter_code": "code.entered",
}
READS = frozenset({"find_person", "preview_two", "preview_segment", "summarise_conversation", "render_macro"})
READS |= {"preview_template"}  # asked by POST, and change nothing


def reads(method: str, name: str) -> bool:
    """Whether a route shows and changes nothing, by its method and the name of what answers it."""
    return method == "GET" or name in READS


def noting(method: str, name: str) -> Callable[..., Any]:
    """The middleware of a route, by its method and the name of what answers it."""
    shows = reads(method, name)
    names = NAMED - {"id"} if name in OF_REQUESTS else NAMED

    def note(app: APIGatewayHttpResolver, next_middleware: Callable[..., Any]) -> Any:
        event = app.current_event.raw_event
        caller, args = caller_of(event), dict(app.context.get("_route_args") or {})
        action = VIEWS.get(name, "person.viewed") if shows else CHANGES.get(name, "")
        with asked_by(asker_of(event, caller)):
            if action and not shows:
                action = "note.added" if name == "add_turn" and _is_note(event) else action
                return _changed(app, next_middleware, Seen(action, tuple(_asked_for(args, event)), _object(args)))
            response = next_middleware(app)
            if shows and response.status_code < HTTPStatus.BAD_REQUEST:
                people = (*_asked_for(args, event), *people_in(plain(response.body), names))
                _look(event, Seen(action, tuple(dict.fromkeys(people)), _object(args)))
        return response

    return note


def _changed(app: APIGatewayHttpResolver, act: Callable[..., Any], meant: Seen) -> Any:
    """What is done stands on the trail before, and whom the answer names too after it."""
    from segue.trailing import on_trail

    event = app.current_event.raw_event
    with on_trail(_audit(), _change(event, meant)) as ahead:
        response = act(app)
        if response.status_code < HTTPStatus.BAD_REQUEST:
            ahead.done(people_in(plain(response.body)))
        elif response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            ahead.refused(str(response.status_code))
        else:
            ahead.failed(str(response.status_code))
    return response


def _is_note(event: Mapping[str, Any]) -> bool:
    body = plain(event.get("body") or "", bool(event.get("isBase64Encoded")))
    return isinstance(body, Mapping) and body.get("kind") == "note"


def _change(event: Mapping[str, Any], meant: Seen) -> Entry:
    from segue.trailing import named

    caller, moment, people = caller_of(event), now(), tuple(dict.fromkeys(meant.people))
    identity = named(meant.action, caller.name, occasion(event, moment), *people)
    return Entry(identity, moment, caller.name, meant.action, people, object=meant.object)


def asker_of(event: Mapping[str, Any], caller: Caller) -> Asker:
    """Who asks, as the audit trail tells of them."""
    return Asker(caller.name, " ".join(sorted(caller.roles)), caller.client or "api", request_id(event))


def saw(event: Mapping[str, Any], people: Collection[PersonId], thing: str) -> None:
    """Enters people whom a route shows and neither its way nor its answer names."""
    _look(event, Seen("person.viewed", tuple(filter(is_key, people)), thing))


def _look(event: Mapping[str, Any], seen: Seen) -> None:
    if seen.people or seen.action in BODIES.values():
        _audit().look(look(asker_of(event, caller_of(event)), now(), seen))


def _audit() -> Audit:
    from segue.wiring.merges import audit

    return audit()


def _object(args: Mapping[str, str]) -> str:
    return next((str(args[one])[:LONGEST] for one in OBJECTS if one in args), "")


def _asked_for(args: Mapping[str, str], event: Mapping[str, Any]) -> Iterator[PersonId]:
    """Whom the way and the body name, by their ids or by a conversation of theirs."""
    body = plain(event.get("body") or "", bool(event.get("isBase64Encoded")))
    yield from people_in(dict(args))
    yield from people_in(body)
    said = args.get("conversation") or (body.get("conversation") if isinstance(body, Mapping) else "")
    if isinstance(said, str) and is_conversation(said) and "person" not in args:
        from segue.wiring.conversations import conversations  # whoever has these routes has loaded it

        head = conversations().head(said)
        yield from (head.person,) if head else ()


def plain(body: Any, encoded: bool = False) -> Any:
    """A body as plain values: of JSON what it says, None of any other text."""
    if not isinstance(body, str | bytes):
        return body
    try:
        return msgspec.json.decode(base64.b64decode(body) if encoded else body) if body else None
    except (ValueError, TypeError):
        return None


def people_in(said: Any, names: Collection[str] = NAMED) -> Iterator[PersonId]:
    """The ids of people in an answer, wherever they stand."""
    if isinstance(said, Mapping):
        for name, value in said.items():
            one = value if isinstance(value, list) else [value]
            yield from (each for each in one if name in names and isinstance(each, str) and is_key(each))
            yield from people_in(value, names)
    elif isinstance(said, list):
        for one in said:
            yield from people_in(one, names)
