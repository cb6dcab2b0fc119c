"""The page that simulates a journey: what it would have done in the last days, drawn on the flow."""

from typing import Any

import msgspec

from segue.console.charts import columns
from segue.console.desk import Desk
from segue.console.flow_pictures import drawn
from segue.console.flow_words import flow
from segue.console.journeys import found
from segue.console.rendering import page
from segue.console.simulation_words import conflicts, dropped, ended, left_out, never, paths
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import label
from segue.errors import Invalid, NotFound
from segue.simulating.jobs import Asked, Simulation

DAYS = (7, 30, 90)
SHARES = (100, 50, 10)


def show(visit: Visit, desk: Desk) -> Shown:
    """The form; with `run` how far a simulation is, or what it came to. Raises NotFound."""
    key, spec = found(visit, desk)
    asked = visit.asked("run")
    one = desk.flows.simulation(asked) if asked else None
    if one and one.journey != key:
        raise NotFound("unknown-simulation")
    facts = {"journey": {"id": key, "name": str(spec.get("name") or label(key))}, "one": one}
    facts |= {"days": DAYS, "shares": SHARES, "picked": (one.days if one else 30, one.share if one else 100)}
    return page(visit, "journey_simulate.html", **facts, **(_told(one) if one and one.ended else {}))


def begin(visit: Visit, desk: Desk) -> Shown:
    """Begins one and shows how far it is. Raises NotFound, Invalid."""
    key, _ = found(visit, desk)
    asked = Asked(key, "", _number(visit, "days"), _number(visit, "share"), visit.name)
    one = desk.flows.simulate(f"{visit.name} {visit.now}", asked, visit.now)
    return redirect(f"{visit.base}/journeys/{key}/simulate?run={one.id}")


def _number(visit: Visit, name: str) -> int:
    said = visit.typed(name, 3)
    if not said.isdigit():
        raise Invalid(f"bad-{name}", "choose one of the numbers")
    return int(said)


def _told(one: Simulation) -> dict[str, Any]:
    """What it came to, in pictures and words."""
    from segue.journeys.compiling import compile_journey  # heavy: only who looks at a result waits for it
    from segue.simulating.results import result

    spec = msgspec.json.decode(one.spec)
    told = result(one, compile_journey(one.journey, spec))
    stations = flow(spec)
    counts = {step["id"]: step["reached"] for step in told["steps"]} | {"entry": told["runs"]}
    done = sum(one["count"] for one in told["ended"] if one["state"] == "done")
    sent = [sum(each["days"][at]["count"] for each in told["messages"]) for at in range(len(told["entries"]))]
    days = [each["day"] for each in told["entries"]]
    return {
        "told": told,
        "picture": drawn(stations),
        "counts": counts | {"end": done},
        "entries": columns([each["count"] for each in told["entries"]], days),
        "sent": columns(sent, days),
        "messages": sum(sent),
        "span": (days[0], days[-1]),
        "ended": ended(told, stations),
        "dropped": dropped(told),
        "conflicts": conflicts(told),
        "never": never(told, stations),
        "left_out": left_out(told),
        "paths": paths(told, stations),
    }
