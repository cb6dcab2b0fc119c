"""The routes about broadcasts: one message to everybody in a segment, at a time, once or again and again."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Request, Response

from segue.api.answers import Limit, Page, Text
from segue.api.broadcast_answers import BroadcastAnswer, BroadcastBody, CountAnswer, RunAnswer
from segue.api.cursors import page, time_of
from segue.api.repeats import JSON, Event, occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.audit import Entry
from segue.broadcasts.asking import Origin, asked
from segue.broadcasts.definitions import Broadcast
from segue.broadcasts.lacking import told
from segue.broadcasts.managing import Standing
from segue.broadcasts.runs import Run
from segue.keys import LENGTH
from segue.lambdas import now
from segue.times import Millis
from segue.trailing import named, on_trail
from segue.wiring.audiences import shop_zone
from segue.wiring.broadcasts import broadcasts
from segue.wiring.managing import managing
from segue.wiring.merges import audit

POSTPONED = "Where {at} was past already when this was asked for, it goes out at that time of the day after."
TRIAL = "The rest gets what won at the same time of the clock, on the first day after the trial has ended."


def create_broadcast(body: BroadcastBody, request: Request) -> Response[BroadcastAnswer]:
    """Takes a broadcast in, which then goes out at its time; of a dry run only to whom it would go."""
    event, moment = event_of(request), now()
    origin = Origin(f"b_{occasion(event, moment)[:LENGTH]}", caller_of(event).name, moment, shop_zone())
    wanted = asked(body.model_dump(), origin)
    if body.dry_run:
        return Response(HTTPStatus.OK, JSON, _answer(managing().foreseen(wanted)))
    planned = managing().planned(wanted).broadcast
    with on_trail(audit(), _noted(planned, "broadcast.make", event, moment)):
        return Response(HTTPStatus.CREATED, JSON, _answer(managing().make(planned)))


def list_broadcasts(limit: Limit = 50, before: Text = "") -> Page[BroadcastAnswer]:
    """Broadcasts, newest first, each with its last runs."""
    found, further = page(broadcasts().newest, lambda one: one.created, limit, time_of(before))
    return Page(items=[_answer(managing().with_runs(one)) for one in found], next=further)


def read_broadcast(broadcast: str) -> BroadcastAnswer:
    """How a broadcast stands: who was written to, who was left out and why, what is to come."""
    return _answer(managing().standing(broadcast))


def cancel_broadcast(broadcast: str, request: Request) -> BroadcastAnswer:
    """Ends a broadcast, and all of its recurrences: nothing more leaves, not even what waits to be sent."""
    event, moment = event_of(request), now()
    with on_trail(audit(), _noted(managing().standing(broadcast).broadcast, "broadcast.cancel", event, moment)):
        return _answer(managing().cancel(broadcast, caller_of(event).name, moment))


def _noted(broadcast: Broadcast, action: str, event: Event, moment: Millis) -> Entry:
    by, said = caller_of(event).name, f"{broadcast.name} to {broadcast.segment} by {broadcast.channel}"
    return Entry(named(action, by, occasion(event, moment)), moment, by, action, (), said, object=broadcast.id)


def _answer(standing: Standing) -> BroadcastAnswer:
    known = standing.broadcast
    said: dict[str, Any] = {
        **vars(known),
        "state": standing.state,
        "count": standing.count,
        "foresight": standing.foresight,
        "progress": standing.progress,
        "ab": known.trial,
        "next": standing.following,
        "begins": known.begins(standing.following) if standing.following else None,
        "cancelled": known.cancelled or None,
        "notes": _notes(known),
        "runs": [_run(one) for one in standing.runs],
    }
    return BroadcastAnswer.model_validate(said)


def _notes(broadcast: Broadcast) -> list[str]:
    postponed = [POSTPONED.format(at=broadcast.first.replace("T", " "))] if broadcast.postponed else []
    return postponed + ([TRIAL] if broadcast.trial and broadcast.local else [])


def _run(run: Run) -> RunAnswer:
    said: dict[str, Any] = {
        **vars(run),
        "state": run.stage,
        "problem": told(run.problem),
        "wave": run.wave or None,
        "audience": run.seen,
        "intended": sum(run.reached.values()),
        "by_template": run.reached,
        "trial": [CountAnswer(template=one, sent=sent, answered=many) for one, (sent, many) in run.tally.items()],
    }
    return RunAnswer.model_validate(said)
