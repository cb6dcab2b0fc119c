"""Recommendations: how often what people took to next is among the first ten, against three rivals; time and memory.

`PYTHONPATH=layers/segue:. python -m bench.recommendations` measures and writes `recommendations` into results.json;
`--tune` asks the same of validation, for every lambda of EASE, and how many leads are enough. Nothing was
chosen on the test. Online Retail II and Diginetica's sample are left out where they are absent.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2
from typing import Any

from bench.histories import (
    DIGINETICA,
    RETAIL,
    Case,
    Cut,
    Question,
    diginetica,
    last_visit,
    leave_one_out,
    next_items,
    retail,
)
from bench.keeping import keep
from bench.made_up_shop import Shop
from bench.measuring import ROOT, commit
from bench.peaks import peak
from bench.rivals import LAMBDAS, Answers, cosine, ease, popularity, recent, weighed
from segue.catalog.items import Item
from segue.recommending import choosing
from segue.recommending.choosing import Asked, recommend
from segue.recommending.exclusions import Standing
from segue.recommending.interactions import Interaction
from segue.recommending.learning.training import KEPT, learn
from segue.recommending.seeds import Seed

MOST = 10
RIVALS = ("popularity", "cosine", "ease")
MILLION = Shop(people=100_000, products=10_000, per_person=10)
SMALL = Shop(people=500, products=400)


@dataclass(frozen=True)
class Trial:
    """A data set, how it is cut, and EASE's lambda: of `LAMBDAS` the best NDCG on validation."""

    interactions: list[Interaction]
    cut: Cut
    shrinkage: float
    items: Mapping[str, Item] = field(default_factory=dict)


def trials() -> Iterator[tuple[str, Trial]]:
    """The data sets that are at hand, by name."""
    if RETAIL.exists():
        yield "online_retail", Trial(retail(), leave_one_out, 100)
        yield "online_retail_last_visit", Trial(retail(), last_visit, 400)
    if DIGINETICA.exists():
        yield "diginetica", Trial(diginetica(), next_items, 10)
    yield "made_up_500_people", Trial(list(SMALL.interactions()), leave_one_out, 30, SMALL.items())


def figures() -> dict[str, Any]:
    """{"recommendations": {...}}; the first data set's stand on top."""
    found = {name: compared(one) for name, one in trials()}
    return {
        "recommendations": {"commit": commit(), **next(iter(found.values())), "by_data": found, "million": million()}
    }


def compared(trial: Trial) -> dict[str, Any]:
    """HR@10 and NDCG@10 of ours and of each rival on the test, and how many times the rival's ours are."""
    case = trial.cut(trial.interactions)
    answers = {
        "ours": ours(case, trial.items),
        "popularity": popularity(case, MOST),
        "cosine": weighed(case, cosine, MOST),
        "ease": weighed(case, ease(trial.shrinkage), MOST),
    }
    scores = {name: scored(case.questions, found) for name, found in answers.items()}
    (hits, gain), rivals = scores["ours"], {name: scores[name] for name in RIVALS}
    lifts = {f"hr10_lift_over_{name}": round(hits / max(one[0], 1e-9), 3) for name, one in rivals.items()}
    lifts |= {f"ndcg10_lift_over_{name}": round(gain / max(one[1], 1e-9), 3) for name, one in rivals.items()}
    theirs = {name: {"hr10": one[0], "ndcg10": one[1]} for name, one in rivals.items()}
    return {"questions": len(case.questions), "hr10": hits, "ndcg10": gain, **lifts, **theirs}


def ours(case: Case, items: Mapping[str, Item], kept: int = KEPT) -> Answers:
    """What the product itself would show: rows learnt, and served by plain Python, products of the history left out."""
    learnt = learn(case.learnt, items, kept)
    shop = choosing.Shop(dict(learnt.rows), learnt.popular, items)
    return [[one.product for one in recommend(_asked(question), shop)] for question in case.questions]


def _asked(question: Question) -> Asked:
    seeds = tuple(Seed(one.product, one.kind, one.moment) for one in question.history)
    had = Standing(unwanted=frozenset(one.product for one in seeds))
    return Asked("for_you", question.history[-1].moment, seeds, had, MOST)


def scored(questions: Sequence[Question], answers: Answers) -> tuple[float, float]:
    """HR@10: the share of questions with a right answer among ten; NDCG@10: with its place, one above the other."""
    hits, gain = 0, 0.0
    for question, found in zip(questions, answers, strict=True):
        right = [place for place, product in enumerate(found) if product in question.answers]
        best = sum(1 / log2(place + 2) for place in range(min(MOST, len(question.answers))))
        hits += bool(right)
        gain += sum(1 / log2(place + 2) for place in right) / best
    return round(hits / len(questions), 4), round(gain / len(questions), 4)


def million() -> dict[str, Any]:
    """A million made-up interactions learnt in a process of its own: its time, and the most memory that it had."""
    asked = [sys.executable, "-m", "bench.recommendations", "--million"]
    return json.loads(subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def learn_a_million() -> dict[str, Any]:
    """In this process. The rows are counted, not kept, as a job writes them while they are made."""
    interactions, items = list(MILLION.interactions()), MILLION.items()
    before, began, used = peak(), time.monotonic(), time.process_time()
    rows = sum(1 for _ in learn(interactions, items).rows)
    return {
        "interactions": len(interactions),
        "people": MILLION.people,
        "rows": rows,
        "seconds": round(time.monotonic() - began, 1),
        "cpu_seconds": round(time.process_time() - used, 1),
        "peak_mb": peak(),
        "peak_mb_before": before,
    }


def tune() -> None:
    """Prints what validation says: cases cut out of what may be learnt from."""
    for name, trial in trials():
        case = trial.cut(trial.cut(trial.interactions).learnt)
        for shrinkage in LAMBDAS:
            print(name, "ease", shrinkage, *scored(case.questions, weighed(case, ease(shrinkage), MOST)))
        told = weighed(case, ease(trial.shrinkage), MOST, recent)
        print(name, "ease, what is recent counts as with us", *scored(case.questions, told))
        for kept in (20, KEPT, 100, 1000):
            print(name, "ours, leads kept", kept, *scored(case.questions, ours(case, trial.items, kept)), flush=True)


def table_of(found: Mapping[str, Any]) -> str:
    """A line per data set."""
    rows = [f"{'HR@10 / NDCG@10':28}" + "".join(f"{name:>18}" for name in ("ours", *RIVALS))]
    for name, one in found["by_data"].items():
        cells = (f"{each['hr10']:.4f} / {each['ndcg10']:.4f}" for each in (one, *(one[rival] for rival in RIVALS)))
        rows.append(f"{name:28}" + "".join(f"{cell:>18}" for cell in cells))
    return "\n".join([*rows, f"a million interactions: {found['million']}"])


def main() -> None:
    """Measures, prints and keeps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--million", action="store_true")
    asked = parser.parse_args()
    if asked.million:
        print(json.dumps(learn_a_million()))
    elif asked.tune:
        tune()
    else:
        found = figures()
        keep(found)
        print(table_of(found["recommendations"]))


if __name__ == "__main__":
    main()
