"""The people behind a part of a measure: looked up when somebody asks, each with a link to their page."""

from typing import Any

from segue.console.customers.people import row
from segue.console.desk import Desk
from segue.console.measures import measure_asking as asking
from segue.console.measures.measure_cards import PATIENCE
from segue.console.measures.measure_shown import part_name
from segue.console.measures.measuring import after
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.friction.ranking import LOST, behind_part
from segue.measures.behind import Behind, Question
from segue.measures.definitions import ALL, definition
from segue.measures.results import Wish
from segue.wiring.measures import answers, results

LONGEST = 200  # characters of a part
MOST = 50


def show(visit: Visit, desk: Desk) -> Shown:
    """Those with most first; who was never looked up is asked for. Raises NotFound("unknown-measure"), Unavailable."""
    of, (period, _wrong) = definition(visit.args["measure"]), asking.chosen(visit)
    wish, part = asking.wish_of(visit, of, period), visit.asked("part")[:LONGEST]
    question, asked = Question(wish, part), asking.asked_at(visit)
    found, path = answers().last(question, visit.now), f"/measures/{of.name}/people"
    if found is None and not asked:
        answers().ask(question)
        return after(visit, path, asking.query_of(wish, part=part))
    waits = found is None and visit.now - asked < PATIENCE
    return page(
        visit,
        "measure_people.html",
        of=of,
        **_of_whom(wish, part),
        period=asking.period_name(period),
        back=f"{visit.base}/measures/{of.name}{asking.query_of(wish)}",
        waits=waits,
        late=found is None and not waits,
        anew=f"{visit.base}{path}{asking.query_of(wish, part=part)}",
        again=f"{visit.base}{path}{asking.query_of(wish, part=part, asked=asked)}" if waits else "",
        people=_people(visit, desk, found) if found else [],
        gone=found.gone if found else 0,
        more=max(0, len(found.people) - MOST) if found else 0,
    )


def _of_whom(wish: Wish, part: str) -> dict[str, Any]:
    """A part as it is read, a friction as its sentence."""
    if part.startswith(LOST):
        found = behind_part(results().last(wish), part)
        return {"part": found.sentence if found else "", "lost": True}
    return {"part": part_name(wish.by, part) if part != ALL else "", "lost": False}


def _people(visit: Visit, desk: Desk, found: Behind) -> list[dict[str, Any]]:
    read = [(desk.reading.profiles.read(person), things) for person, things in found.people[:MOST]]
    return [{"person": row(visit, desk, profile, None), "things": things} for profile, things in read if profile]
