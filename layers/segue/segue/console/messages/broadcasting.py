"""The broadcasts' pages: which there are, how one stands, and cancelling it."""

from typing import Any

from segue.api.cursors import page as paged
from segue.api.cursors import time_of
from segue.audit import Entry
from segue.broadcasts.definitions import Broadcast
from segue.broadcasts.lacking import told
from segue.broadcasts.managing import Standing
from segue.broadcasts.runs import Run
from segue.console.desk import Desk
from segue.console.journeys.signal_words import EVERY
from segue.console.label_words import own
from segue.console.noting import entry_name
from segue.console.rendering import page
from segue.console.segments.clause_names import CHOICES
from segue.console.segments.clause_words import listed, span, together
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import label, plural
from segue.languages.texts import _
from segue.messaging.reasons import explained
from segue.occasions import NOW
from segue.times import SECOND
from segue.trailing import on_trail
from segue.wiring.broadcasts import broadcasts
from segue.wiring.managing import managing

PAGE = 30
STATES = {
    "scheduled": (_("Planned"), "accent"),
    "running": (_("Going out"), "accent"),
    "done": (_("Done"), "good"),
    "failed": (_("Failed"), "bad"),
    "cancelled": (_("Cancelled"), "warn"),
}
STAGES = {
    "surveying": _("Looking who lives where"),
    "sending": _("Going out"),
    "deciding": _("Waiting for what the trial says"),
    "done": _("Done"),
    "failed": _("Failed"),
}
TRIALS = {
    "clicked": _("{share} % of the people first; {span} later the rest gets what was clicked most."),
    "opened": _("{share} % of the people first; {span} later the rest gets what was opened most."),
}
SAID = {"made": _("It is planned."), "cancelled": _("Cancelled: nothing more goes out.")}


def show(visit: Visit, desk: Desk) -> Shown:
    """Broadcasts, newest first."""
    found, further = paged(broadcasts().newest, lambda one: one.created, PAGE, time_of(visit.asked("before")))
    rows = [row(managing().with_runs(one), desk) for one in found if not one.starts]
    return page(visit, "broadcasts.html", broadcasts=rows, next=further or "")


def show_one(visit: Visit, desk: Desk) -> Shown:
    """How a broadcast stands. Raises NotFound."""
    standing = managing().standing(visit.args["broadcast"])
    runs = [_run(one) for one in standing.runs]
    said = SAID.get(visit.asked("said"), "")
    return page(visit, "broadcast.html", broadcast=row(standing, desk), runs=runs, said=said)


def show_cancel(visit: Visit, desk: Desk) -> Shown:
    """What cancelling would do. Raises NotFound."""
    standing = managing().standing(visit.args["broadcast"])
    return page(visit, "broadcast_cancel.html", broadcast=row(standing, desk))


def cancel(visit: Visit, desk: Desk) -> Shown:
    """Nothing more goes out. Raises NotFound, Conflict where it has ended."""
    found = managing().standing(visit.args["broadcast"]).broadcast
    with on_trail(desk.trail, entry_of(found, "broadcast.cancel", visit)):
        managing().cancel(found.id, visit.name, visit.now)
    return redirect(f"{visit.base}/broadcasts/{found.id}?said=cancelled")


def entry_of(broadcast: Broadcast, action: str, visit: Visit) -> Entry:
    """Who does it, for the trail."""
    said = f"{broadcast.name} to {broadcast.segment} by {broadcast.channel}"
    return Entry(entry_name(visit, action), visit.now, visit.name, action, (), said, object=broadcast.id)


def row(standing: Standing, desk: Desk) -> dict[str, Any]:
    """A broadcast in the words of a page."""
    one, specs = standing.broadcast, desk.playbooks.definitions("segment")
    state, tone = STATES[standing.state]
    return {
        **_told(one),
        "segment": {"id": one.segment, "name": str(specs.get(one.segment, {}).get("name") or own(one.segment))},
        "state": state,
        "tone": tone,
        "running": standing.state == "running",
        "cancels": standing.state in ("scheduled", "running"),
        "progress": standing.progress,
        "reached": sum(sum(run.reached.values()) for run in standing.runs),
        "begins": one.begins(standing.following) if standing.following else None,
        "count": standing.count,
    }


def _told(one: Broadcast) -> dict[str, Any]:
    """What was asked for."""
    templates = [(variant.template, variant.share) for variant in one.variants]
    return {
        "id": one.id,
        "journey": one.journey,
        "name": own(one.name) if one.name in (one.segment, *dict(templates)) else one.name,
        "templates": templates,
        "channel": one.channel,
        "aim": CHOICES.get(one.purpose, one.purpose),
        "when": when_words(one),
        "goes": when_words(one, within=True),
        "now": one.at == NOW,
        "pace": pace_words(one.pace),
        "trial": trial_words(one),
        "by": one.by,
        "created": one.created,
        "cancelled": one.cancelled,
        "cancelled_by": one.cancelled_by,
    }


def pace_words(pace: int) -> str:
    """`100 messages a minute`."""
    if not pace:
        return str(_("As fast as it goes"))
    return plural("{count} message a minute", "{count} messages a minute", pace)


def when_words(one: Broadcast, within: bool = False) -> str:
    """`At once`, `1 Dec 2026 at 09:00 by each person’s own clock, every week on Monday`; or as it stands within a
    sentence."""
    if one.at == NOW:
        return str(_("at once") if within else _("At once"))
    day, _sign, at = one.first.partition("T")
    begins = _("{day} at {time} by each person’s own clock") if one.local else _("{day} at {time} in {zone}")
    every = EVERY.get(one.every or "", "")
    on = listed(label(str(each)) for each in one.on) if one.every else ""
    again = _("{every} on {days}").format(every=every, days=on) if on else every
    return together((begins.format(day=day, time=at, zone=one.zone), again))


def trial_words(one: Broadcast) -> str:
    """How variants are tried first; empty where they are not."""
    if not one.trial:
        return ""
    later = span(f"{one.trial.after // SECOND}s")
    return TRIALS[one.trial.by].format(share=one.trial.share, span=later)


def _run(one: Run) -> dict[str, Any]:
    return {
        "number": one.number,
        "begun": one.begun,
        "stage": STAGES[one.stage],
        "problem": told(one.problem),
        "expected": one.expected,
        "reached": sum(one.reached.values()),
        "skipped": sum(one.skipped.values()),
        "reasons": [(explained(reason), count) for reason, count in sorted(one.skipped.items(), key=_most)],
        "by_template": sorted(one.reached.items()),
        "tally": [(name, sent, many) for name, (sent, many) in sorted(one.tally.items())],
        "winner": one.winner,
    }


def _most(pair: tuple[str, int]) -> int:
    return -pair[1]
