"""The journeys' pages: which there are, and one as a picture with what it does in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from segue.console.desk import Desk
from segue.console.journeys.flow_pictures import drawn, titles, told
from segue.console.journeys.flow_words import flow
from segue.console.journeys.signal_words import changed_words, entry_words, leaving_words
from segue.console.label_words import own
from segue.console.playbook.versions import history
from segue.console.rendering import page
from segue.console.segments.clause_words import span, together
from segue.console.visits import Shown, Visit
from segue.console.words import by_name, plural
from segue.errors import NotFound
from segue.journeys.steering import ALL, Order, strictest
from segue.languages.texts import _
from segue.times import Millis

STATES = {
    "running": {"text": _("Runs"), "tone": "good"},
    "paused": {"text": _("Paused"), "tone": "warn"},
    "stopped": {"text": _("Stopped"), "tone": "bad"},
}
SAID = {
    "pause": _("Paused. Nobody comes in, and nobody goes a step further."),
    "resume": _("It goes on."),
    "stop": _("Stopped. Everybody inside leaves."),
    "enter": _("They are brought in from now on. The counts are at most a minute old."),
}
MOST_HISTORY = 6
LATE = {
    "fire": _("What is told more than {span} after it happened begins all the same."),
    "update": _("What is told more than {span} after it happened begins nothing."),
    "ignore": _("What is told more than {span} after it happened is left out."),
}


def show(visit: Visit, desk: Desk) -> Shown:
    """Every journey of the playbook in force, with how many came, are inside and have ended."""
    known = sorted(desk.playbooks.definitions("journey").items())
    orders = desk.flows.orders.of(key for key, _spec in known)
    rows = [
        _row(key, spec) | {"sums": sums(desk, key, visit.now), "state": state_of(key, orders)} for key, spec in known
    ]
    word = orders[ALL].word if ALL in orders else "running"
    return page(visit, "journeys.html", journeys=by_name(rows), word=word, said=SAID.get(visit.asked("said"), ""))


def show_one(visit: Visit, desk: Desk) -> Shown:
    """One journey: how many stand where, drawn. Raises NotFound."""
    key, spec = found(visit, desk)
    stations, path = flow(spec), f"journeys/{key}.yaml"
    orders = desk.flows.orders.of([key])
    counts, known = _standing(visit, desk, titles(stations)), sums(desk, key, visit.now)
    facts = {
        "journey": _row(key, spec) | {"sums": known, "state": state_of(key, orders)},
        "order": orders.get(key, Order(key)),
        "picture": drawn(stations),
        "told": told(stations),
        "rules": rules(spec),
        "counts": counts,
        "elsewhere": max(0, known["running"] - sum(counts.values())),
        "history": history(desk, path)[:MOST_HISTORY],
        "said": SAID.get(visit.asked("said"), ""),
    }
    return page(visit, "journey.html", **facts)


def found(visit: Visit, desk: Desk) -> tuple[str, Mapping[str, Any]]:
    """The journey that the page is about. Raises NotFound."""
    key = visit.args["journey"]
    spec = desk.playbooks.definitions("journey").get(key)
    if spec is None:
        raise NotFound("unknown-journey")
    return key, spec


def sums(desk: Desk, key: str, now: Millis) -> dict[str, int]:
    """How many runs there were, go on and have ended."""
    running, *ended = (desk.flows.counted(key, f"{word}#", now) for word in ("running", "done", "exited", "left"))
    return {"entered": running + sum(ended), "running": running, "ended": sum(ended)}


def state_of(key: str, orders: Mapping[str, Order]) -> dict[str, str]:
    """{"text", "tone"} of what staff say of a journey, or of all of them."""
    words = tuple(orders[one] for one in (key, ALL) if one in orders)
    return STATES[strictest(words)]


def _standing(visit: Visit, desk: Desk, steps: Iterable[str]) -> dict[str, int]:
    """How many stand at each step, of those at which somebody does."""
    key = visit.args["journey"]
    found = {step: desk.flows.counted(key, f"running#{step}#", visit.now) for step in steps}
    return {step: count for step, count in found.items() if count}


def rules(spec: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What holds for everybody in it, as pairs of a question and its answer."""
    starts, once = entry_words(spec)
    leaves = leaving_words(spec)
    held = _("{share} of 100 people: they get nothing of it")
    found = [
        (_("Who comes in"), together((starts, once))),
        (_("And again"), _again(spec.get("reenter"))),
        (_("Who leaves at once"), sentence_of(leaves) or _("Nobody: it runs to its end.")),
        (_("Who is held out"), held.format(share=spec["holdout"]) if spec.get("holdout") else ""),
        (_("What comes late"), _late(spec.get("late"))),
        (_("When the text changes"), changed_words(spec)),
    ]
    return [(question, answer) for question, answer in found if answer]


def sentence_of(leaves: Sequence[str]) -> str:
    """What ends a run, as a sentence."""
    told = str(_(", or ")).join(leaves)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _row(key: str, spec: Mapping[str, Any]) -> dict[str, str]:
    name, about = str(spec.get("name") or own(key)), str(spec.get("description") or "")
    return {"id": key, "name": name, "about": about, "starts": entry_words(spec)[0]}


def _again(given: Any) -> str:
    match given:
        case "always":
            return str(_("Every time"))
        case {"after": after, **more}:
            most = str(more.get("most", ""))
            if not most.isdigit():
                return _("After {span}").format(span=span(after))
            return plural(
                "After {span}, at most {count} time", "After {span}, at most {count} times", int(most), span=span(after)
            )
    return str(_("Never a second time"))


def _late(given: Any) -> str:
    match given:
        case {"after": after, "then": str(then)}:
            return LATE[then].format(span=span(after)) if then in LATE else then
    return ""
