"""Placements in words and drawings: what becomes of a variant, how sure its rate is, and a content as a card. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from segue.console.charts import columns
from segue.console.label_words import own
from segue.console.segments.clause_words import Clause, clauses
from segue.console.words import date, label, plain
from segue.languages.numbers import number
from segue.languages.texts import _
from segue.placements.placements import Variant
from segue.placements.standing import Standing, Tally
from segue.times import LATEST, Millis

STRATEGIES = {
    "first": _("The first that fits"),
    "score": _("What they look at most"),
    "bandit": _("What is clicked most"),
    "split": _("A share of people each"),
}
BADGES = {
    "shown": (_("Shown"), "good"),
    "not-now": (_("Not now"), ""),
    "not-for-them": (_("Not for them"), "bad"),
    "nothing-to-recommend": (_("Nothing to recommend"), ""),
    "lower-priority": (_("Behind"), ""),
    "later": (_("Behind"), ""),
    "lower-score": (_("Behind"), ""),
    "may-be-drawn": (_("May be drawn"), "accent"),
    "other-share": (_("Of others"), ""),
    "holdout": (_("Holdout"), "warn"),
    "global-holdout": (_("No marketing"), "warn"),
    "spare": (_("Spare"), ""),
}
UNKNOWN = "–"
FALLBACK = _("Fallback")
TITLES, TEXTS = ("title", "headline", "heading"), ("kicker", "subtitle", "text", "body", "description")
ACTIONS = ("action", "button", "cta")
WEB = ("https://", "http://")


def percent(share: float | None) -> str:
    """`4.2 %`, `0.35 %` where there is little, `–` for none."""
    if share is None:
        return UNKNOWN
    return f"{number(100 * share, 2 if 0 < share < 0.01 else 1)} %"


def rate(tally: Tally, scale: float = 1.0) -> dict[str, Any]:
    """Counts with their rate in words, and where it lies on a line that ends at `scale`, in per cent of its width."""
    low, high = tally.interval or (None, None)
    drawn = {} if tally.rate is None else _places({"x": tally.rate, "low": low or 0.0, "high": high or 0.0}, scale)
    return {
        "views": tally.seen,
        "clicks": tally.clicked,
        "rate": percent(tally.rate),
        "interval": "" if low is None else _("{low} to {high}").format(low=percent(low), high=percent(high)),
        "drawn": drawn,
    }


def scale_of(tallies: Iterable[Tally]) -> float:
    """Where a line for several rates ends: at the highest that one of them may be."""
    return max((one.interval[1] for one in tallies if one.interval), default=1.0)


def listed(stands: Standing, spec: Mapping[str, Any]) -> dict[str, Any]:
    """A placement as a line of the list."""
    placement = stands.placement
    return {
        **head(placement.id, spec),
        "strategy": STRATEGIES[placement.strategy],
        "live": [called(one.id) for one in stands.live],
        "fallback": placement.fallback is not None,
        "holdout": placement.holdout,
        "shown": rate(stands.whole),
        "held": rate(stands.held),
    }


def head(key: str, spec: Mapping[str, Any]) -> dict[str, str]:
    """A placement's name and what it is for."""
    return {"id": key, "name": str(spec.get("name") or own(key)), "about": str(spec.get("description") or "")}


def called(variant: str) -> str:
    """A variant's id as people read it."""
    return FALLBACK if variant == "fallback" else own(variant)


def timed(one: Variant, now: Millis) -> tuple[str, str]:
    """Whether its time is, and when that changes."""
    ends = plain(one.until) if one.until < LATEST else ""
    if now < one.since:
        begins = plain(one.since)
        form = _("From {begin}, until {end}") if ends else _("From {begin}")
        return _("Not yet"), form.format(begin=begins, end=ends)
    if now >= one.until:
        return _("Over"), _("Since {end}").format(end=ends)
    return _("Live"), _("Until {end}").format(end=ends) if ends else ""


def for_whom(spec: Mapping[str, Any], variant: str) -> Clause | None:
    """Who sees a variant, in words; the text of the playbook says it. None for everybody."""
    condition = condition_of(spec, variant)
    return clauses(condition) if condition else None


def condition_of(spec: Mapping[str, Any], variant: str) -> Any:
    """The condition of a variant as the language of segments has it; None for everybody."""
    rows = (one for one in spec.get("variants", ()) if one.get("id") == variant)
    said = next(rows, {}).get("when")
    return {"in_segment": said["segment"]} if isinstance(said, Mapping) and set(said) == {"segment"} else said


def by_day(stands: Standing) -> dict[str, Any]:
    """Views and clicks of each day as columns, with the first and the last day."""
    names, counts = [date(f"{day}T00:00:00Z") for day in stands.lately], stands.by_day()
    return {
        "views": columns([one.seen for one in counts], names),
        "clicks": columns([one.clicked for one in counts], names),
        "span": [names[0], names[-1]],
    }


def card(shown: Mapping[str, Any]) -> dict[str, Any]:
    """A content as a page may put it: picture, title, texts, button, and what else it says."""
    content = shown["content"] or {}
    title, action = _first(content, TITLES), _first(content, ACTIONS)
    image = str(content.get("image", ""))
    known = {*TITLES, *TEXTS, *ACTIONS, "image", "url", "html", "items"}
    return {
        "empty": not content,
        "reason": shown["reason"],
        "title": title,
        "texts": [str(content[one]) for one in TEXTS if content.get(one)],
        "image": image if image.startswith(WEB) else "",
        "action": action or (_("Open it") if content.get("url") else ""),
        "url": str(content.get("url", "")),
        "markup": bool(content.get("html")),
        "items": [(one["title"], one["reason"]["words"]) for one in content.get("items", ())],
        "recommends": "items" in content,
        "others": [(label(name), str(one)) for name, one in content.items() if name not in known],
    }


def tongues(variants: Sequence[Variant], own: str) -> list[str]:
    """The languages that a placement speaks."""
    return sorted({own, *(one for variant in variants for one in variant.locales)} - {""})


def _first(content: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((str(content[one]) for one in names if content.get(one)), "")


def _places(shares: Mapping[str, float], scale: float) -> dict[str, float]:
    return {name: round(100 * one / scale, 2) for name, one in shares.items()}
