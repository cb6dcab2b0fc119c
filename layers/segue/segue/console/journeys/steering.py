"""Pausing, resuming and stopping a journey, or all of them: what that does is said before it is done."""

from typing import Any

from segue.audit import Entry
from segue.console.desk import Desk
from segue.console.journeys.journeys import found, state_of, sums
from segue.console.rendering import page
from segue.console.visits import REASON, Shown, Visit, redirect
from segue.console.words import label
from segue.journeys.steering import ALL, Order, Word
from segue.languages.texts import _

WORDS: dict[str, Word] = {"pause": "paused", "resume": "running", "stop": "stopped"}
MEANS = {
    "pause": _(
        "Nobody comes in any more, and nobody inside goes a step further, until you let it go on. "
        "Whoever has a reason to leave still leaves."
    ),
    "resume": _(
        "Whoever is inside goes on with the next step, and others come in again. What was due meanwhile is done "
        "now; what would have started it meanwhile is not made up for."
    ),
    "stop": _("Everybody inside leaves, for good, and nobody comes in any more. The text stays in the playbook."),
}
ASKS = {"pause": _("Pause {journey}"), "resume": _("Resume {journey}"), "stop": _("Stop {journey}")}
ASKS_ALL = {"pause": _("Pause all journeys"), "resume": _("Resume all journeys"), "stop": _("Stop all journeys")}
DOES = {"pause": _("Pause"), "resume": _("Let it go on"), "stop": _("Stop")}


def show(visit: Visit, desk: Desk) -> Shown:
    """What the word would do, and to how many. Raises NotFound."""
    return page(visit, "journey_steer.html", **_facts(visit, desk))


def steer(visit: Visit, desk: Desk) -> Shown:
    """Says the word, and writes down who said it. Raises NotFound."""
    facts, act = _facts(visit, desk), visit.args["act"]
    key, reason = facts["journey"]["id"], visit.typed("reason", REASON)
    entry = Entry(f"journey.{key}.{visit.now}", visit.now, visit.name, f"journey.{act}", (), reason or key)
    desk.connecting.note([entry])
    desk.flows.say(Order(key, WORDS[act], visit.now, visit.name))
    place = "" if key == ALL else f"/{key}"
    return redirect(f"{visit.base}/journeys{place}?said={act}")


def _facts(visit: Visit, desk: Desk) -> dict[str, Any]:
    act = visit.args["act"]
    if visit.args["journey"] == ALL:
        keys, journey = list(desk.playbooks.definitions("journey")), {"id": ALL, "name": ""}
    else:
        key, spec = found(visit, desk)
        keys, journey = [key], {"id": key, "name": str(spec.get("name") or label(key))}
    inside = sum(sums(desk, key, visit.now)["running"] for key in keys)
    state = state_of(journey["id"], desk.flows.orders.of(keys))
    asks = ASKS_ALL[act] if journey["id"] == ALL else ASKS[act].format(journey=journey["name"])
    return {"journey": journey, "act": act, "asks": asks, "does": DOES[act], "means": MEANS[act]} | {
        "inside": inside,
        "state": state,
    }
