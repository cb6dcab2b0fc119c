"""The page of dead letters: what could not be delivered, why, and on with it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from segue.api.cursors import page as page_of
from segue.api.cursors import time_of
from segue.aws.settings import settings
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import SOUGHT, Shown, Visit, redirect
from segue.console.words import plural
from segue.errors import Conflict
from segue.languages.texts import _
from segue.letters import ASKED, OPEN, REDRIVEN, Letter, short
from segue.letters.reading import TOO_OFTEN, UNKNOWN
from segue.times import Millis

PAGE = 50
AT_ONCE = 100  # letters that one press sends on
STATES = {"": OPEN, ASKED: ASKED, REDRIVEN: REDRIVEN}
QUEUES = {
    "JourneysDeadLetters": _("Journeys"),
    "DispatchDeadLetters": _("Deciding what is sent"),
    "SendDeadLetters": _("Sending"),
    "EmailDeadLetters": _("Sending e-mail"),
    "CallsDeadLetters": _("Calls"),
    "ConversationsDeadLetters": _("Conversations"),
    "BackFillDeadLetters": _("Filling segments"),
    "SimulateDeadLetters": _("Simulations"),
    "MeasureDeadLetters": _("Measures"),
    "ForecastDeadLetters": _("Predictions"),
    "ImportsDeadLetters": _("Imports"),
    "BroadcastsDeadLetters": _("Broadcasts"),
    "PrivacyDeadLetters": _("Exports and erasures"),
    "DeadLetters": _("Events and nightly work"),
}  # by what does not get on while something lies there
REASONS = {
    TOO_OFTEN: _("It was tried until the queue gave up."),
    UNKNOWN: _("Nobody left a word about why."),
    "not-taken": _("The topic could not hand it over."),
    "RetryAttemptsExhausted": _("The function failed at it until its tries were used up."),
    "RetriesExhausted": _("The function failed at it until its tries were used up."),
    "EventAgeExceeded": _("It waited longer than it may."),
    "NO_PERMISSIONS": _("Whoever carries it may not reach its target: look at the rights."),
    "THROTTLING": _("Its target took too few at a time."),
}
PROBLEMS = {
    "gone": _(
        "The stream has these records no more: it keeps them for a day. An event is in the ledger and "
        "on the timeline, and enters the profile when that is built anew."
    ),
    "mixed": _("Between these records stand others that the function must not get, so they are not brought again."),
    "no-target": _("Nobody says who it was for, so it cannot be sent on."),
    "not-ours": _("It was for something outside of this stack, or for something that is no more."),
    "too-large": _(
        "It is too large to be kept here. It is still in its queue: send it on in the console of AWS "
        "(SQS, Start DLQ redrive)."
    ),
    "contacts": _("Contact records of Amazon Connect stand in their own stream, which is not read again by itself."),
}


def show(visit: Visit, desk: Desk) -> Shown:
    """What waits, newest first, or what is on its way or was sent on."""
    picked = {"queue": visit.asked("queue")[:SOUGHT], "state": visit.asked("state")}
    state = STATES.get(picked["state"], OPEN)

    def read(most: int, before: Millis) -> list[Letter]:
        return desk.letters.newest(most, before, queue=picked["queue"], state=state)

    found, further = page_of(read, _found_at, PAGE, time_of(visit.asked("before")))
    facts = {"items": [_row(one) for one in found], "next": _query(picked, before=further) if further else ""}
    facts |= {"picked": picked["queue"], "called": called(picked["queue"]), "state": state, "said": _said(visit)}
    queues = {one.queue: called(one.queue) for one in found} | {one: called(one) for one in [picked["queue"]] if one}
    return page(visit, "undelivered.html", **facts, queues=sorted(queues.items(), key=lambda one: one[1]))


def redrive(visit: Visit, desk: Desk) -> Shown:
    """Sends one letter on, and back to the list."""
    try:
        desk.redrive(visit.args["letter"], visit.name, visit.now)
    except Conflict:
        return redirect(f"{visit.base}/deadletters?said=late")
    return redirect(f"{visit.base}/deadletters?said=asked&count=1")


def redrive_all(visit: Visit, desk: Desk) -> Shown:
    """Sends on what waits, of one queue where one is picked; what is more than at once waits for another press."""
    queue = visit.typed("queue", SOUGHT)
    found = desk.letters.newest(AT_ONCE, visit.now + 1, queue=queue, state=OPEN)
    for one in found:
        desk.redrive(one.id, visit.name, visit.now)
    return redirect(f"{visit.base}/deadletters{_query({'queue': queue}, said='asked', count=str(len(found)))}")


def called(queue: str) -> str:
    """`Broadcasts` for `BroadcastsDeadLetters`; a queue without a name here by its own."""
    return str(QUEUES.get(queue, queue))


def _row(one: Letter) -> dict[str, Any]:
    first = one.reason.partition(":")[0]
    words = {
        "why": REASONS.get(first, _("It says: {reason}.").format(reason=one.reason)),
        "problem": PROBLEMS.get(one.problem, one.problem),
    }
    return {
        **vars(one),
        **words,
        "called": called(one.queue),
        "target": short(one.target, settings().stack),
        "body": "",
    }


def _said(visit: Visit) -> str:
    if visit.asked("said") == "late":
        return _("It had been sent on already.")
    count = visit.asked("count")
    if visit.asked("said") != "asked" or not count.isdecimal() or len(count) > 4:
        return ""
    return plural(
        "{count} letter will be sent on within a minute. What fails again comes back here.",
        "{count} letters will be sent on within a minute. What fails again comes back here.",
        int(count),
    )


def _query(picked: Mapping[str, str], **more: str | None) -> str:
    given = {name: value for name, value in {**picked, **more}.items() if value}
    return f"?{urlencode(given)}" if given else ""


def _found_at(letter: Letter) -> Millis:
    return letter.time
