"""The pages of experiments: what each has shown, in a sentence, a picture and its tables."""

from urllib.parse import unquote

from segue.console.experiments import experiment_shown as shown
from segue.console.experiments import experiment_words as words
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.errors import NotFound
from segue.languages.numbers import least
from segue.times import SECOND, Millis
from segue.wiring.experiments import Known, Told, ask, told

CSV = "text/csv; charset=utf-8"
PATIENCE: Millis = 60 * SECOND


def show(visit: Visit) -> Shown:
    """All experiments, each with its verdict. Raises Unavailable."""
    found = told()
    return page(
        visit,
        "experiments.html",
        experiments=[shown.row(one) for one in found.experiments],
        made=found.made,
        waits=_waits(visit, found),
    )


def refresh(visit: Visit) -> Shown:
    """Has all of them worked out anew, and shows the page that waits. Raises Unavailable."""
    ask(visit.now)
    return redirect(f"{visit.base}/experiments?asked={visit.now}")


def show_one(visit: Visit) -> Shown:
    """One experiment. Raises NotFound, Unavailable."""
    found = told()
    one = _named(found, visit)
    of = one.judged
    return page(
        visit,
        "experiment.html",
        one=shown.row(one),
        made=found.made,
        control=words.arm(of.control) if of else "",
        broken=bool(of and of.state == "broken"),
        pictures=shown.pictures(of) if of else [],
        put=words.put(),
        arms=shown.arms(of, found.currency) if of else [],
        outcomes=[words.outcome(name) for name in words.OUTCOMES],
        later=shown.later(of, found.currency) if of else [],
        notes=shown.notes(of, found.currency) if of else [],
        shares=[(words.arm(name), f"{least(share)} %") for name, share in one.declared.shares.items()]
        if one.declared
        else [],
    )


def show_file(visit: Visit) -> Shown:
    """Its days as CSV. Raises NotFound, Unavailable."""
    one = _named(told(), visit)
    headers = {"content-disposition": 'attachment; filename="experiment.csv"'}
    return Shown(200, shown.lines(one).encode(), headers, kind=CSV)


def _named(found: Told, visit: Visit) -> Known:
    name = unquote(visit.args["experiment"])
    one = next((one for one in found.experiments if one.name == name), None)
    if one is None:
        raise NotFound("unknown-experiment", "no experiment of this name is declared, and none was seen")
    return one


def _waits(visit: Visit, found: Told) -> bool:
    """Whether what was asked for is not there yet."""
    asked = visit.asked("asked")
    moment = int(asked) if asked.isdecimal() and len(asked) < 16 else 0
    return found.made < moment <= visit.now < moment + PATIENCE
