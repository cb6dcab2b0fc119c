"""What people did in two shops, and questions about it whose answers are known.

Online Retail II and the sample of Diginetica stand outside the repository; where they are absent there are no cases.
A case is what may be learnt from, and questions: what somebody did until then, and what they took to next that was new
to them. Cases are cut alike from all of a data set (the test) and from what may be learnt from there (validation).
"""

import csv
import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from segue.recommending.interactions import Interaction
from segue.times import MINUTE, from_text

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "datasets"
RETAIL = DATA / "online_retail_ii_2009_2010" / "data_even_customers.csv.gz"
DIGINETICA = DATA / "diginetica_sample" / "data.csv.gz"
PRODUCT = re.compile(r"\d{5}")  # other codes are postage, discounts, fees
LATER = 0.2  # of the sessions, the last ones, are asked about
History = tuple[Interaction, ...]


@dataclass(frozen=True)
class Question:
    """What somebody did, and the new products that they took to next."""

    history: History
    answers: frozenset[str]


@dataclass(frozen=True)
class Case:
    """What may be learnt from, and what is asked."""

    learnt: list[Interaction]
    questions: list[Question]


Cut = Callable[[list[Interaction]], Case]


def retail() -> list[Interaction]:
    """Every line of an order that bought something; by customer and moment, lines as the file has them."""
    with gzip.open(RETAIL, "rt") as file:
        found = [_line(row) for row in csv.DictReader(file) if bought(row)]
    return sorted(found, key=lambda one: (one.person, one.moment))


def bought(row: dict[str, str]) -> bool:
    """Whether a line of Online Retail II bought a product: not a cancellation, postage, a fee or a gift."""
    goods = PRODUCT.match(row["StockCode"]) and not row["Invoice"].startswith("C")
    return bool(goods) and int(row["Quantity"]) > 0 and float(row["Price"]) > 0


def _line(row: dict[str, str]) -> Interaction:
    moment = from_text(row["InvoiceDate"])
    return Interaction(row["Customer ID"], row["StockCode"].upper(), "bought", moment, int(row["Quantity"]))


def diginetica() -> list[Interaction]:
    """Every look at a product; a session is a person, as most have nobody else. By day, session and moment."""
    with gzip.open(DIGINETICA, "rt") as file:
        rows = [
            (from_text(row["eventdate"]), row["session_id"], int(row["timeframe"]), row["item_id"])
            for row in csv.DictReader(file)
        ]
    return [Interaction(session, item, "viewed", day + offset) for day, session, offset, item in sorted(rows)]


def leave_one_out(interactions: list[Interaction]) -> Case:
    """Of each customer the product that came to them last is asked for: the last line with something new. All else may
    be learnt from, the rest of that order too."""
    learnt, questions = list[Interaction](), list[Question]()
    for history in _people(interactions):
        firsts = list(dict.fromkeys(one.product for one in history))
        kept = tuple(one for one in history if len(firsts) == 1 or one.product != firsts[-1])
        learnt += kept
        questions += [Question(kept, frozenset(firsts[-1:]))] if len(firsts) > 1 else []
    return Case(learnt, questions)


def last_visit(interactions: list[Interaction]) -> Case:
    """Of each customer with two visits or more all of the last one is left out, and what was new in it is asked for."""
    learnt, questions = list[Interaction](), list[Question]()
    for history in _people(interactions):
        begin = max((at for at in range(len(history)) if _pause(history, at)), default=0)
        new = frozenset(one.product for one in history[begin:]) - {one.product for one in history[:begin]}
        learnt += history[:begin] if begin and new else history
        questions += [Question(history[:begin], new)] if begin and new else []
    return Case(learnt, questions)


def next_items(interactions: list[Interaction]) -> Case:
    """The sessions of the last days are asked about: after each look, which product that is new in the session comes
    next. Products that were not there before can be found by nobody, and count as missed."""
    sessions = sorted(_people(interactions), key=lambda one: (one[0].moment, one[0].person))
    first = sessions[int(len(sessions) * (1 - LATER))][0].moment // (24 * 60 * MINUTE) * (24 * 60 * MINUTE)
    learnt = [one for session in sessions if session[0].moment < first for one in session]
    later = [session for session in sessions if session[0].moment >= first]
    return Case(learnt, [one for session in later for one in _nexts(session)])


def _nexts(session: History) -> Iterator[Question]:
    for at in range(1, len(session)):
        if session[at].product not in {one.product for one in session[:at]}:
            yield Question(session[:at], frozenset((session[at].product,)))


def _people(interactions: list[Interaction]) -> Iterator[History]:
    order = {one.person: place for place, one in reversed(list(enumerate(interactions)))}
    ranked = sorted(interactions, key=lambda one: order[one.person])
    yield from (tuple(found) for _, found in groupby(ranked, key=lambda one: one.person))


def _pause(history: History, at: int) -> bool:
    return at > 0 and history[at].moment - history[at - 1].moment > 30 * MINUTE
