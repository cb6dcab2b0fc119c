"""The sources pages: what comes in from where, how fast and what became of it, and one source with its guide."""

from collections.abc import Iterable, Mapping
from typing import Any

from segue.api.roles import ADMIN
from segue.channels import PROVIDERS, sample, trials
from segue.channels.connecting import Guide, guide
from segue.console.charts import columns
from segue.console.desk import Desk
from segue.console.label_words import own
from segue.console.operations.reasons import reason, reason_of
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import ago, clock, date, label, plural
from segue.errors import Invalid
from segue.intake.overviews import HOURS, Overview, address, received
from segue.intake.receiving import BY_SNS
from segue.intake.sources import Source
from segue.intake.trying import Kept
from segue.languages.numbers import number
from segue.languages.texts import _, translated
from segue.times import DAY, HOUR, MINUTE, SECOND, Millis

DAYS = 30
LATE: Millis = MINUTE  # a profile that is further behind than this is worth saying
QUIET_DAYS = 3
WHY = _("No sample can be made up: {why}. Add an `example` to the source's options.")
SAID = {"stored": _("Stored. It is in force within a minute, and is never shown again.")}


def show(visit: Visit, desk: Desk) -> Shown:
    """Every source; those that want attention first, then those that came last."""
    found = [_row(one) for one in desk.overviews.all(visit.now)]
    ranks = {"bad": 0, "warn": 1}
    rows = sorted(found, key=lambda one: (ranks.get(one["state"]["tone"], 2), -one["last"], one["name"]))
    return page(visit, "sources.html", sources=rows, sees_held=ADMIN in visit.roles)


def show_one(visit: Visit, desk: Desk) -> Shown:
    """One source: what became of all that it sent, its last days, and how it is connected."""
    found = desk.overviews.one(visit.args["source"], visit.now)
    return source_page(visit, desk, found, {"said": SAID.get(visit.asked("said"), ""), "wrong": "", "tried": None})


def source_page(visit: Visit, desk: Desk, found: Overview, outcome: Mapping[str, Any]) -> Shown:
    """The page of a source, with what became of what was done there last."""
    url = address(found.source, visit.origin)
    days = found.last_days(DAYS)
    manages = ADMIN in visit.roles and found.source.provider in PROVIDERS
    facts = {
        "source": {**_row(found), **_sums(found), "url": url},
        "days": columns([received(one) for one in days], [date(f"{one.day}T00:00:00Z") for one in days]),
        "guide": _filled(guide(found.source.provider), found.source, url),
        "manages": manages,
        "kept": desk.connecting.kept(found.source.name) if manages else Kept(),
        "by_sns": found.source.provider in BY_SNS,
        **_trial(found.source),
    }
    status = 422 if outcome["wrong"] else 200
    return page(visit, "source.html", status, sees_held=ADMIN in visit.roles, **facts, **outcome)


def _trial(source: Source) -> dict[str, Any]:
    """Whether there is a sample for the source, and why there is none."""
    why = trials.NEVER.get(source.provider, "")
    try:
        made = sample(source.provider, source.options) if source.provider in PROVIDERS else None
    except Invalid as wrong:
        made, why = None, WHY.format(why=wrong.detail)
    return {"has_sample": made is not None, "no_sample": why}


def state_of(one: Overview) -> dict[str, str]:
    """{"text", "tone"}: how the source is, in words."""
    failures = one.refused_since
    if failures:
        return {"text": _failing(failures, bool(one.counted.last)), "tone": "bad"}
    if not one.counted.last:
        return {"text": _("Nothing came yet"), "tone": ""}
    quiet = (one.now - one.counted.last) // DAY
    if quiet:
        return {
            "text": plural("Quiet for {count} day", "Quiet for {count} days", quiet),
            "tone": "warn" if quiet >= QUIET_DAYS else "",
        }
    if one.counted.lag > LATE:
        return {"text": _("Profiles are {span} behind").format(span=span(one.counted.lag)), "tone": "warn"}
    return {"text": _("Receiving"), "tone": "good"}


def _failing(failures: int, after_good: bool) -> str:
    if after_good:
        return plural(
            "{count} signature failure since the last good one: check the secret",
            "{count} signature failures since the last good one: check the secret",
            failures,
        )
    return plural(
        "{count} signature failure and nothing good yet: check the secret",
        "{count} signature failures and nothing good yet: check the secret",
        failures,
    )


def span(millis: Millis) -> str:
    """`0.4 s`, `12 s`, `3 min`, `2 h`."""
    if millis < 10 * SECOND:
        return f"{number(millis / SECOND, 1)} s"
    if millis < MINUTE:
        return f"{millis // SECOND} s"
    return f"{millis // MINUTE} min" if millis < HOUR else f"{millis // HOUR} h"


def _row(one: Overview) -> dict[str, Any]:
    source, sums = one.source, one.counted
    provider = translated(guide(source.provider).name) or label(source.provider)
    hour = one.now // HOUR * HOUR
    names = [f"{clock(hour - back * HOUR)} UTC" for back in range(HOURS - 1, -1, -1)]
    return {
        "name": source.name,
        "called": provider if source.name == source.provider else own(source.name),
        "provider": provider,
        "channel": source.channel,
        "state": state_of(one),
        "heard": bool(sums.last or sums.received or sums.refused),
        "last": sums.last,
        "hours": columns(one.hours, names),
        "lately": sum(one.hours),
        "today": one.today,
        "lag": span(sums.lag) if sums.lag else "–",
        "received": sums.received,
        "stored": sums.stored,
        "duplicate": sums.duplicate,
        "held": sum(sums.quarantined.values()),
        "ignored_sum": sum(sums.ignored.values()),
        "refused": sums.refused,
        "refused_ago": ago(sums.refused_last, one.now) if sums.refused_last else "",
    }


def _sums(one: Overview) -> dict[str, Any]:
    """What was left out by name and held back by reason, the most first."""
    ignored = [{"name": name, "text": label(name), "count": count} for name, count in _most(one.counted.ignored)]
    held = [
        {"name": name, "text": reason(name), "why": reason_of(name).text, "count": count}
        for name, count in _most(one.counted.quarantined)
    ]
    return {"ignored": ignored, "quarantined": held}


def _most(counts: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return sorted(((name, count) for name, count in counts.items() if count > 0), key=lambda one: (-one[1], one[0]))


def _filled(found: Guide, source: Source, url: str) -> dict[str, Any]:
    """The guide with this source's address and name in it; texts as parts, every second of which is to be typed."""

    def parts(text: str) -> list[str]:
        return text.replace("{url}", url).replace("{name}", source.name).split("`")

    return {
        "name": found.name,
        "docs": found.docs,
        "secret": parts(found.secret) if found.secret else [],
        "topics": found.topics,
        "steps": [parts(one) for one in found.steps],
        "notes": [parts(one) for one in found.notes],
    }
