"""Simulating a journey in the console: asked for with a form, and what it comes to on the picture of the flow."""

from collections.abc import Mapping
from typing import Any

import msgspec

from segue.console.charts import columns
from segue.console.customers.people import row
from segue.console.desk import Desk
from segue.console.journeys.flow_pictures import drawn, titles
from segue.console.journeys.flow_words import flow
from segue.console.journeys.journeys import found
from segue.console.journeys.signal_words import entry_words
from segue.console.label_words import own
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import date, label
from segue.journeys.compiling import compile_journey
from segue.keys import PersonId, digest
from segue.languages.numbers import number
from segue.languages.texts import _
from segue.simulating.jobs import Asked, Simulation
from segue.simulating.results import result
from segue.simulating.scenes import missing
from segue.times import MINUTE

DAYS = (7, 30, 90)
SHARES = (("100", _("Everybody")), ("10", _("One in ten")), ("1", _("One in a hundred")))
USUAL, LONGEST = 30, 200
WHOLE = 100  # of a hundred people
ENDS = {"done": _("Came to the end"), "exited": _("Left before the end"), "left": _("Were let go")}


def show(visit: Visit, desk: Desk) -> Shown:
    """What is to be simulated. Raises NotFound."""
    key, spec = found(visit, desk)
    journey = {"id": key, "name": str(spec.get("name") or own(key))}
    return page(visit, "simulate.html", journey=journey, days=DAYS, shares=SHARES, occasion=desk.fresh_token())


def simulate(visit: Visit, desk: Desk) -> Shown:
    """Begins it; a form that is sent twice begins one. Raises NotFound, Invalid."""
    key, _spec = found(visit, desk)
    days, share = visit.form.get("days", ""), visit.form.get("share", "")
    asked = Asked(key, "", _number(days, USUAL), _number(share, 100), visit.name)
    made = desk.flows.simulate(f"console {visit.name} {visit.typed('occasion', LONGEST)}", asked, visit.now)
    return redirect(f"{visit.base}/simulations/{made.id}")


def play(visit: Visit, desk: Desk, key: str, text: str) -> Shown:
    """Simulates a journey by a text that is not in force; the same text within a minute is one. Raises Invalid."""
    occasion = digest(b"text", f"{visit.name} {key} {text} {visit.now // MINUTE}")
    made = desk.flows.simulate(f"console {occasion}", Asked(key, text, USUAL, 100, visit.name), visit.now)
    return redirect(f"{visit.base}/simulations/{made.id}")


def show_one(visit: Visit, desk: Desk) -> Shown:
    """How far a simulation is, and what it comes to. Raises NotFound."""
    one = desk.flows.simulation(visit.args["simulation"])
    spec = msgspec.json.decode(one.spec)
    stations = flow(spec)
    job = {"id": one.id, "journey": one.journey, "name": str(spec.get("name") or own(one.journey))}
    job |= {"ended": one.ended, "percent": one.percent, "people": one.people, "days": one.days, "share": one.share}
    job |= {"since": one.since, "until": one.created, "by": one.by}
    told = _told(one, spec) if one.ended else None
    if told:
        told["sample"] = [{**each, "name": _name(visit, desk, each["person"])} for each in told["sample"]]
        told["truly"] = _truly(desk, one, spec) if not told["runs"] and one.share == WHOLE else ""
    in_force = one.journey in desk.playbooks.definitions("journey")
    return page(visit, "simulation.html", job=job, told=told, picture=drawn(stations), in_force=in_force)


def _truly(desk: Desk, one: Simulation, spec: Mapping[str, Any]) -> str:
    """What is to be said where nobody would have come in and some did; empty where nobody did."""
    count, whole = desk.flows.came_in(one.journey, one.since, one.created)
    if not count:
        return ""
    many = number(count) if whole else _("At least {count}").format(count=number(count))
    if missing(compile_journey(one.journey, spec)):
        return _("{many} really came in meanwhile, by what a simulation does not see.").format(many=many)
    said = _("{many} really came in meanwhile; by {text} nobody would have.")
    today = spec == desk.playbooks.definitions("journey").get(one.journey)
    told = said.format(many=many, text=_("today's text") if today else _("this text"))
    waits = _("It waits for: {what}.")
    return f"{told} {waits.format(what=entry_words(spec)[0])}" if spec.get("entry") else told


def _name(visit: Visit, desk: Desk, person: PersonId) -> str:
    """What a customer of the sample is called; who was erased since has no name."""
    profile = desk.reading.profiles.read(person)
    return row(visit, desk, profile, None)["name"] if profile else str(_("A customer"))


def _told(one: Simulation, spec: Mapping[str, Any]) -> dict[str, Any]:
    """What it comes to, as the page has it."""
    said = result(one, compile_journey(one.journey, spec))
    names, stations = titles(flow(spec)), said["steps"]
    return {
        **said,
        **_by_day(said),
        "counts": _counts(said),
        "inside": [(names.get(step["id"], step["id"]), step["inside"]) for step in stations if step["inside"]],
        "messages_sum": sum(row["count"] for row in said["messages"]),
        "dropped_sum": sum(row["count"] for row in said["dropped"]),
        "ended": [(ENDS.get(row["state"], label(row["state"])), row["why"], row["count"]) for row in said["ended"]],
        "never": [names.get(step, step) for step in said["never"]],
        "sample": [
            {**row, **rounds([names.get(step["step"], label(step["step"])) for step in row["steps"]])}
            for row in said["sample"]
        ],
    }


def rounds(path: list[str]) -> dict[str, Any]:
    """Somebody's way as {"path", "times"}: who goes the same steps again and again is told them once."""
    long = next(one for one in range(1, len(path) + 1) if path == path[:one] * (len(path) // one)) if path else 1
    return {"path": path[:long], "times": len(path) // long}


def _counts(said: Mapping[str, Any]) -> dict[str, int]:
    """How many came to each station of the picture."""
    done = sum(row["count"] for row in said["ended"] if row["state"] == "done")
    return {"entry": said["runs"], "end": done} | {step["id"]: step["reached"] for step in said["steps"]}


def _by_day(said: Mapping[str, Any]) -> dict[str, Any]:
    """Who came in and what was sent, as columns."""
    days = [date(f"{row['day']}T00:00:00Z") for row in said["entries"]]
    sent = [sum(row["days"][at]["count"] for row in said["messages"]) for at in range(len(days))]
    return {
        "days": days,
        "entries": columns([row["count"] for row in said["entries"]], days),
        "sent": columns(sent, days),
    }


def _number(text: str, usual: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else usual
