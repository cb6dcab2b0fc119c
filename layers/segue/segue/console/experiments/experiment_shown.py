"""An experiment as its page shows it: its verdict, its picture for each arm, its tables. Pure."""

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO
from typing import Any
from urllib.parse import quote

from segue.console.experiments import experiment_words as words
from segue.console.label_words import own
from segue.console.measures.measure_files import harmless
from segue.console.measures.measure_trends import Point, trend
from segue.console.words import MONTHS
from segue.judging.sentences import called, sentence
from segue.judging.trials import OUTCOMES
from segue.judging.verdicts import After, Judged, Look
from segue.languages.numbers import number
from segue.languages.texts import _
from segue.wiring.experiments import Known

COLUMNS = ("day", "arm", "people", "ordered", "people_compared", "ordered_compared", "difference", "low", "high")

EARLY = 3  # bands of the first third may be cut off: they would make all else flat


def row(one: Known) -> dict[str, Any]:
    """As it stands in the list."""
    of = one.judged
    said, tone = words.state(of.state if of else "waiting")
    kind, of_what, title = _parts(one)
    return {
        "title": title,
        "place": words.place(kind, of_what),
        "link": quote(one.name, safe=""),
        "state": said,
        "tone": tone,
        "verdict": sentence(of) if of else _("Nobody has come to it yet: it begins with the first who does."),
        "people": one.people,
        "in_force": one.declared is not None,
        "since": of.trial.days[0] if of and of.trial.days else "",
    }


def pictures(of: Judged) -> list[dict[str, Any]]:
    """For each arm the difference day by day, with its table."""
    return [_picture(of, arm, looks) for arm, looks in of.looks.items()]


def arms(of: Judged, currency: str) -> list[dict[str, Any]]:
    """A table for each outcome would be many: a row for each arm, with all outcomes."""
    names = [of.control, *of.looks]
    return [
        {
            "name": words.arm(name),
            "compared": name == of.control,
            "people": int(of.trial.arm(name, OUTCOMES[0]).people),
            "meant": round(of.ratio.meant[name]) if of.ratio and name in of.ratio.meant else None,
            "outcomes": [_outcome(of, name, outcome, currency) for outcome in OUTCOMES],
        }
        for name in names
        if name in of.trial.lines
    ]


def later(of: Judged, currency: str) -> list[list[str]]:
    """Long after: rows of texts."""
    return [
        [
            _("{days} days, {arm}").format(days=one.days, arm=words.arm(one.arm)),
            number(one.people),
            _after("ordered", one, currency),
            _after("revenue", one, currency),
        ]
        for one in of.later
    ]


def notes(of: Judged, currency: str) -> list[str]:
    """What to know of how it was counted."""
    said = [_sizes(of)]
    if of.trial.crossed:
        said.append(
            _(
                "{count} people were in two arms, as two customers turned out to be one: each counts in the first. "
                "What was done to them in the other makes the difference look smaller, never larger."
            ).format(count=number(of.trial.crossed))
        )
    if of.trial.cap is not None:
        cap = words.amount("revenue", of.trial.cap, currency)
        said.append(
            _(
                "What a person spent counts up to {cap}, below which 99 of 100 buyers stay; {count} spent more. "
                "Without that a few large orders would decide."
            ).format(cap=cap, count=number(of.trial.beyond))
        )
    return said


def lines(one: Known) -> str:
    """Each day of each arm as CSV; differences in shares of one."""
    out = StringIO()
    write = csv.writer(out)
    write.writerow(COLUMNS)
    of = one.judged
    for arm, looks in of.looks.items() if of else ():
        for look in looks:
            sides = [of.trial.arm(name, OUTCOMES[0], look.day) for name in (arm, of.control)] if of else []
            counts = [int(number) for side in sides for number in (side.people, side.total)]
            found = look.interval[:3] if look.interval else ("", "", "")
            write.writerow([look.day, harmless(arm), *counts, *found])
    return out.getvalue()


def _parts(one: Known) -> tuple[str, str, str]:
    """Kind, what it belongs to, and title; of what is not declared any more as far as its name says them."""
    if one.declared:
        return one.declared.kind, one.declared.of, one.declared.title
    kind, _colon, rest = one.name.partition(":")
    of_what, _colon, title = rest.partition(":")
    return kind, of_what, own(title or of_what) or words.arm(kind)


def _picture(of: Judged, arm: str, looks: Sequence[Look]) -> dict[str, Any]:
    first, last = (date.fromisoformat(looks[at].day) for at in (0, -1)) if looks else (date.min, date.min)
    whole = max(1, (last - first).days)
    points = [Point((date.fromisoformat(one.day) - first).days / whole, *_ends(one), _day(one.day)) for one in looks]
    known = [one for one in looks if one.interval]
    told = words.span(OUTCOMES[0], known[-1].interval, "") if known else ""
    return {
        "name": words.arm(arm),
        "beside": called(of.control),
        "chart": trend(points, unit="share", ends=points[len(points) // EARLY :]) if known else {},
        "text": _("{arm}: more customers who order, day by day; now {now}. The table says the same").format(
            arm=words.arm(arm), now=told
        ),
        "now": told,
        "rows": [[_day(one.day), *_told(one)] for one in reversed(known)],
    }


def _ends(one: Look) -> tuple[float | None, float | None, float | None]:
    return one.interval[:3] if one.interval else (None, None, None)


def _told(one: Look) -> list[str]:
    found = one.interval
    return [words.signed(OUTCOMES[0], found.value, ""), words.span(OUTCOMES[0], found, "")] if found else ["", ""]


def _outcome(of: Judged, arm: str, outcome: str, currency: str) -> dict[str, Any]:
    found = of.told(arm, outcome)
    return {
        "name": words.outcome(outcome),
        "value": words.each(outcome, of.trial.arm(arm, outcome), currency),
        "span": words.span(outcome, found, currency),
        "tone": words.tone(outcome, found),
        "early": arm != of.control and found is None,
    }


def _after(outcome: str, one: After, currency: str) -> str:
    found = one.ordered if outcome == "ordered" else one.revenue
    if found is None:
        return _("too early")
    return f"{words.signed(outcome, found.value, currency)} ({words.span(outcome, found, currency)})"


def _sizes(of: Judged) -> str:
    if of.ratio is None:
        return _("How large the arms were meant to be is not known, so their sizes were not checked.")
    if of.ratio.broken:
        return _(
            "The arms have sizes that chance does not explain. Usual reasons: an arm that fails to load for some, a "
            "redirect, people who are counted in one arm only, a share that was changed on the way. Find it, and begin "
            "again under another name."
        )
    return _("The arms are as large as they were meant to be.")


def _day(text: str) -> str:
    _year, month, day = text.split("-")
    return _("{day} {month}").format(day=int(day), month=MONTHS[int(month) - 1])
