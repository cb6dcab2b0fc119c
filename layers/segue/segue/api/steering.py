"""The routes that steer journeys: pause, resume, stop, of one or of `all`; and start, for who is named."""

from dataclasses import replace

from aws_lambda_powertools.event_handler import Request

from segue.api.flow_answers import EnterBody, EnteredAnswer, StartBody, StartedAnswer, SteeredAnswer, TimersAnswer
from segue.api.flows import in_force
from segue.api.repeats import occasion, request_id
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.audit import Entry
from segue.broadcasts.asking import Origin
from segue.broadcasts.bringing import bringing_in
from segue.errors import Conflict, Invalid
from segue.journeys.instances import WHOLE
from segue.journeys.steering import ALL, Order, Word, must_run
from segue.lambdas import now
from segue.tracing import trace_of
from segue.wiring.desk import reading
from segue.wiring.evaluation import timers
from segue.wiring.managing import managing
from segue.wiring.merges import audit
from segue.wiring.steering import orders, steering


def pause_journey(journey: str, request: Request) -> SteeredAnswer:
    """Nobody enters and nobody goes on, except out; in force for the next step of everyone when it is answered."""
    return _steered(journey, "paused", request)


def resume_journey(journey: str, request: Request) -> SteeredAnswer:
    """Everybody goes on from where they are, and those whose wait is over at once. Also after a stop."""
    return _steered(journey, "running", request)


def stop_journey(journey: str, request: Request) -> SteeredAnswer:
    """Everybody inside leaves, and nobody enters until it is resumed."""
    return _steered(journey, "stopped", request)


def restore_timers(request: Request) -> TimersAnswer:
    """Sets the timers of all runs again, after tables were restored; those that are still there stay one."""
    moment = now()
    _note(request, "timers", ALL, ())
    timers().set({"kind": "sweep", "journey": ALL, "timers": True, "due": moment}, moment)
    return TimersAnswer()


def start_journey(journey: str, body: StartBody, request: Request) -> StartedAnswer:
    """Begins a journey whose entry is `api: true` for one person, within seconds. A repeat by the same
    Idempotency-Key, and a second one at the same moment, begin nothing more."""
    found = in_force(journey)
    if found.entry.kind != "api":
        raise Conflict("not-by-api", "only a journey with `entry: {api: true}` is started by a request")
    if found.each != "person" and not body.key:
        raise Invalid("no-key", f"there is a run for each {found.each}: say which in `key`")
    must_run(orders().of([journey]).values())
    person, moment = reading().set_of(body.who.type, body.who.value).id, now()
    key = body.key if found.each != "person" else WHOLE
    asked = {"kind": "start", "person": person, "journey": journey, "key": key, "data": body.data}
    asked |= {"id": occasion(event_of(request), moment), "trace": trace_of(request_id(event_of(request)))}
    _note(request, "start", journey, (person,))
    timers().set({**asked, "moment": moment, "time": moment, "due": moment}, moment)
    return StartedAnswer(journey=journey, person=person, key=key)


def enter_journey(journey: str, body: EnterBody, request: Request) -> EnteredAnswer:
    """Brings everybody in who is in a segment now, as far as `where`, `reenter`, `while` and exits let them; once for
    each text of the journey. A dry run only counts."""
    event, moment = event_of(request), now()
    origin = Origin(occasion(event, moment), caller_of(event).name, moment, "UTC")
    must_run(orders().of([journey]).values())
    planned = managing().planned(replace(bringing_in(in_force(journey), body.segment, origin), pace=body.pace))
    told = planned.broadcast
    if not body.dry_run:
        _note(request, "enter", journey, ())
        managing().make(told)
    return EnteredAnswer(journey=journey, segment=told.segment, count=planned.count or 0, id=told.id)


def _steered(journey: str, word: Word, request: Request) -> SteeredAnswer:
    if journey != ALL:
        in_force(journey)
    moment, by = now(), caller_of(event_of(request)).name
    _note(request, word, journey, ())
    steering().say(Order(journey, word, moment, by))
    return SteeredAnswer.model_validate({"journey": journey, "state": word, "by": by, "since": moment})


def _note(request: Request, word: str, journey: str, subjects: tuple[str, ...]) -> None:
    event, moment = event_of(request), now()
    entry = Entry(
        id=occasion(event, moment),
        time=moment,
        actor=caller_of(event).name,
        action=f"journey.{word}",
        subjects=subjects,
        evidence={"journey": journey},
    )
    audit().write([entry])
