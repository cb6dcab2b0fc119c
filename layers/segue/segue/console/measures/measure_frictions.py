"""Where customers are lost as a ranked list: the sentence, what it costs a month, the evidence, some of those lost."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from segue.console.measures.measure_bars import Bar, bars
from segue.console.measures.measure_columns import said
from segue.console.measures.measure_words import PERCENT, Put, written
from segue.friction.ranking import MONTH, Found, part_of, ranked
from segue.friction.sentences import sentence
from segue.languages.texts import _
from segue.measures.results import Result
from segue.times import Millis, from_text

NAME = "frictions"
MOST_SAMPLES = 3
KINDS = {
    "step": _("a step"),
    "rage": _("clicks in rage"),
    "dead": _("dead clicks"),
    "form": _("a refused field"),
    "slow": _("a slow page"),
    "loop": _("going back and forth"),
    "pair": _("a way of two pages"),
    "triple": _("a way of three pages"),
    "policy": _("a policy"),
    "answers": _("late answers"),
}


def frictions(result: Result) -> list[dict[str, Any]]:
    """What is found, that which costs most first; [] where nothing is sure."""
    found = ranked(result.rows, result.since, result.until, result.currency)
    months = [_months(one, result) for one in found]
    drawn = bars([Bar("", *one) for one in months])
    put = Put("money", result.currency)
    return [_card(one, put, month, bar) for one, month, bar in zip(found, months, drawn, strict=True)]


def _card(one: Found, put: Put, month: Sequence[float | None], bar: dict[str, Any]) -> dict[str, Any]:
    value, low, high = month
    also = ", ".join(str(KINDS.get(kind, kind)) for kind in one.also)
    return {
        "name": _sentence(one, put.currency),
        "money": "" if value is None else put.value(value),
        "called": _("a month"),
        "bar": bar,
        "costs": True,
        "about": [
            (name, text)
            for name, text in ((_("What it costs a month lies"), put.span(low, high)), (_("Seen there as well"), also))
            if text
        ],
        "facts": [
            *_beside(one),
            (_("Times"), written(one.cases, "count")),
            (_("People"), written(one.people, "count")),
            *([(_("Device"), said(one.device))] if one.device else []),
        ],
        "part": part_of(one) if one.samples else "",
        "samples": [_moment(sample.time) for sample in one.samples[:MOST_SAMPLES]],
    }


def _beside(one: Found) -> list[tuple[str, str]]:
    """What it is here and what it is elsewhere."""
    waits = one.kind == "answers"
    here, usual = (_("Waited here longer than usual"), _("Elsewhere")) if waits else (_("Lost here"), _("Usual"))
    return [(here, written(one.share, "share")), (usual, written(one.usual, "share"))]


def _sentence(one: Found, currency: str) -> str:
    """Without what it costs, which stands beside it; numbers keep their sign."""
    return sentence(replace(one, month=None), currency).replace(" %", PERCENT)


def _months(one: Found, result: Result) -> list[float | None]:
    """What it costs in 30 days, at least and at most."""
    share = MONTH / (result.until - result.since)
    return [None if value is None else value * share for value in (one.revenue, one.revenue_low, one.revenue_high)]


def _moment(text: str) -> Millis:
    return from_text(f"{text.replace(' ', 'T')}Z")
