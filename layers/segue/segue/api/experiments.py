"""The routes about experiments: what each has shown so far, and how many people one needs before it begins."""

from urllib.parse import unquote

from segue.api.experiment_answers import (
    ExperimentAnswer,
    ExperimentsAnswer,
    OneExperimentAnswer,
    PowerAnswer,
    PowerBody,
)
from segue.errors import NotFound
from segue.judging.power import Planned, plan
from segue.judging.sentences import sentence
from segue.judging.sequential import Interval
from segue.judging.trials import OUTCOMES
from segue.judging.verdicts import After, Judged
from segue.times import to_text
from segue.wiring.experiments import Known, told


def list_experiments() -> ExperimentsAnswer:
    """Every experiment with what it has shown."""
    found = told()
    items = [ExperimentAnswer.model_validate(_told(one)) for one in found.experiments]
    return ExperimentsAnswer(items=items, made=to_text(found.made) if found.made else None, currency=found.currency)


def read_experiment(experiment: str) -> OneExperimentAnswer:
    """One experiment, with each day as it was seen then."""
    found = told()
    one = next((one for one in found.experiments if one.name == unquote(experiment)), None)
    if one is None:
        raise NotFound("unknown-experiment", "no experiment of this id is declared, and none was seen")
    days = [
        {"day": look.day, "arm": arm, "difference": _difference(look.interval)}
        for arm, looks in (one.judged.looks.items() if one.judged else ())
        for look in looks
    ]
    made = to_text(found.made) if found.made else None
    return OneExperimentAnswer.model_validate({**_told(one), "days": days, "made": made, "currency": found.currency})


def plan_experiment(body: PowerBody) -> PowerAnswer:
    """How many people an experiment needs."""
    asked = Planned(body.base, body.effect, body.variants, body.control_share, body.people_a_week, body.power)
    return PowerAnswer.model_validate(plan(asked)._asdict())


def _told(one: Known) -> dict[str, object]:
    said, of = one.declared, one.judged
    found = {
        "id": one.name,
        "title": said.title if said else one.name,
        "kind": said.kind if said else one.name.partition(":")[0],
        "in_force": said is not None,
    }
    return {**found, **(_judged(of) if of else _waiting(one))}


def _waiting(one: Known) -> dict[str, object]:
    arms = [
        {"name": name, "people": 0, "meant": None, "outcomes": []}
        for name in (one.declared.shares if one.declared else ())
    ]
    none = {"best": "", "decided": None, "people_a_week": 0, "crossed": 0, "capped_at": None, "capped": 0}
    verdict = "Nobody has come to it yet."
    return {
        **none,
        "state": "waiting",
        "verdict": verdict,
        "control": "",
        "arms": arms,
        "sample_ratio": None,
        "later": [],
    }


def _judged(of: Judged) -> dict[str, object]:
    checked = of.ratio
    return {
        "state": of.state,
        "verdict": sentence(of),
        "control": of.control,
        "best": of.best,
        "decided": of.decided or None,
        "people_a_week": of.weekly,
        "crossed": of.trial.crossed,
        "capped_at": of.trial.cap,
        "capped": of.trial.beyond,
        "arms": [_arm(of, name, people) for name, people in of.trial.people().items()],
        "sample_ratio": {"chance": checked.chance, "broken": checked.broken} if checked else None,
        "later": [_after(one) for one in of.later],
    }


def _arm(of: Judged, name: str, people: int) -> dict[str, object]:
    outcomes = [
        {
            "outcome": outcome,
            "people": int(of.trial.arm(name, outcome).some),
            "value": of.trial.arm(name, outcome).mean,
            "difference": None if name == of.control else _difference(of.told(name, outcome)),
        }
        for outcome in OUTCOMES
    ]
    return {"name": name, "people": people, "meant": of.ratio.meant[name] if of.ratio else None, "outcomes": outcomes}


def _after(one: After) -> dict[str, object]:
    told = {"ordered": _difference(one.ordered), "revenue": _difference(one.revenue)}
    return {"days": one.days, "arm": one.arm, "people": one.people, **told}


def _difference(found: Interval | None) -> dict[str, object]:
    if found is None:
        return {"value": None, "low": None, "high": None, "chance": None, "sure": False}
    return {**found._asdict(), "sure": found.sure}
