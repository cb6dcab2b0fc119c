"""The pages of models: how the last run went, what each model is worth, and running it now."""

from typing import Any

from segue.console.desk import Desk
from segue.console.models import model_charts, model_metrics, model_sentences, model_words
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.errors import NotFound
from segue.models.cards import MAIN, Told
from segue.models.runs import Run
from segue.wiring.model_runs import begin, newest, told

LONGEST = 200  # characters of a form's own word


def show(visit: Visit, desk: Desk) -> Shown:
    """All models, and the newest run."""
    run, cards = newest(), [_row(one) for one in told()]
    return page(visit, "models.html", run=_run(run) if run else None, cards=cards, occasion=desk.fresh_token())


def start(visit: Visit, _desk: Desk) -> Shown:
    """Learns now; whoever asks while a run is going on, or sends the form twice, begins none."""
    begin(f"console {visit.name} {visit.typed('occasion', LONGEST)}", visit.name, visit.now)
    return redirect(f"{visit.base}/models")


def show_one(visit: Visit, _desk: Desk) -> Shown:
    """One model with its plots. Raises NotFound."""
    model = visit.args["model"]
    found = told(model) if model in MAIN else []
    if not found:
        raise NotFound("unknown-model", "no night has learned a model of this name")
    card, words = found[0].card, model_words.about(model)
    return page(
        visit,
        "model.html",
        card=_row(found[0]),
        words=words,
        metrics=model_metrics.metrics(card),
        calibration=model_charts.calibration(card.calibration),
        lift=model_charts.lift(card.lift),
        nights=_nights(found[0]),
        stability=model_metrics.stability(card),
        before=card.drift.get("since"),
    )


def _row(one: Told) -> dict[str, Any]:
    card = one.card
    words, main = model_words.about(card.model), MAIN[card.model]
    return {
        "model": card.model,
        "name": words.name,
        "says": words.says,
        "headline": model_sentences.headline(card),
        "lacks": model_sentences.lacking(card),
        "silence": model_sentences.silence(card),
        "made": card.made,
        "people": card.data.get("people", 0),
        "objecting": card.data.get("objecting", 0),
        "since": card.data.get("since"),
        "until": card.data.get("until"),
        "held": card.data.get("held", 0),
        "main": model_metrics.METRICS[main][0],
        "value": model_metrics.metric(main, card.metrics.get(main), card.model),
    }


def _nights(one: Told) -> dict[str, Any]:
    """The line with its table."""
    main = MAIN[one.card.model]
    rows = [(made, model_metrics.metric(main, value, one.card.model)) for made, value in one.nights]
    return {"chart": model_charts.nights(one.nights), "rows": rows, "name": model_metrics.METRICS[main][0], "key": main}


def _run(run: Run) -> dict[str, Any]:
    return {
        "ended": run.ended,
        "percent": run.percent,
        "at": model_words.AT[run.stage],
        "people": run.people,
        "foretold": run.foretold,
        "by": "" if run.by == "schedule" else run.by,
        "created": run.created,
        "finished": run.finished,
    }
