"""The routes about single messages: one is sent, looked at, stopped."""

from aws_lambda_powertools.event_handler import Request

from segue.api.answers import MessageAnswer
from segue.api.message_answers import MessageBody, WholeMessage, Whom
from segue.api.repeats import occasion, request_id
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.audit import Entry
from segue.errors import Invalid, NotFound
from segue.keys import LENGTH, is_key
from segue.lambdas import now
from segue.messages import BEST, SINGLE, Message, person_of
from segue.messaging.singles import Wish
from segue.profile.profiles import Profile
from segue.times import duration
from segue.tracing import trace_of
from segue.trailing import named, on_trail
from segue.wiring.desk import reading
from segue.wiring.merges import audit
from segue.wiring.singles import content_of, singles


def create_message(body: MessageBody, request: Request) -> MessageAnswer:
    """Sends one transactional message to a customer, by the decision that all messages go by."""
    event, moment = event_of(request), now()
    profile = person_meant(body.who)
    wish = Wish(
        token=occasion(event, moment)[:LENGTH],
        template=body.template,
        channels=[BEST] if BEST in body.channels else list(dict.fromkeys(body.channels)),
        within=duration(body.within) if body.within else 0,
        data=body.data,
        trace=trace_of(request_id(event)),
    )
    by, said = caller_of(event).name, f"{wish.template} of {SINGLE}"
    with on_trail(audit(), Entry(f"message.send.{wish.token}", moment, by, "message.send", (profile.id,), said)):
        return MessageAnswer.model_validate(singles().send(profile, wish, moment))


def read_message(message: str) -> WholeMessage:
    """One message: what was decided and why, what became of it, and what it said."""
    said = _message(message)
    return WholeMessage.model_validate({**vars(said), "content": content_of(said)})


def stop_message(message: str, request: Request) -> MessageAnswer:
    """Stops a message that is held or has just been intended; it leaves no more."""
    event, moment, known = event_of(request), now(), _message(message)
    by, said = caller_of(event).name, f"{known.template} of {known.journey}"
    identity = named("message.stop", by, occasion(event, moment), known.person)
    with on_trail(audit(), Entry(identity, moment, by, "message.stop", (known.person,), said, object=known.id)):
        return MessageAnswer.model_validate(singles().stop(known, moment))


def person_meant(who: Whom) -> Profile:
    """Whoever is meant. Raises NotFound, Invalid("bad-identifier")."""
    if who.id:
        return reading().person(who.id)
    if not who.type or not who.value:
        raise Invalid("bad-identifier", "`who` takes `type` and `value`, or `id`")
    return reading().find(who.type, who.value)


def _message(identity: str) -> Message:
    """One that there is. Raises NotFound("unknown-message")."""
    if not is_key(person_of(identity)):
        raise NotFound("unknown-message", "there is no such message")
    try:
        return reading().message_of(reading().person(person_of(identity)), identity)
    except NotFound as nobody:
        raise NotFound("unknown-message", "there is no such message") from nobody
