"""The policies of messages in plain words, as they are in force. Pure."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from segue.console.label_words import own
from segue.console.messages.channel_policy_words import best
from segue.console.messages.hour_words import day_off_words, lasting, week_words
from segue.console.segments.clause_names import CHOICES
from segue.console.segments.clause_words import listed
from segue.console.words import by_channel, channel, counted, label, plural
from segue.contact_points import ATTEMPT, CHANNELS, PURPOSES
from segue.experiments.holdouts import Holdout
from segue.languages.numbers import least, number
from segue.languages.texts import _, translated
from segue.messaging.breakers import WHOLE, Breaker
from segue.messaging.caps import ALL, USUAL_PRIORITY, Cap, Caps
from segue.messaging.policies import Policy
from segue.messaging.presets import PRESETS
from segue.messaging.quiet_hours import QuietHours, Rule

Lines = list[tuple[str, str]]
ANSWERS = {
    "ask-first": _("Only after a recorded yes"),
    "until-opt-out": _("Until the customer says no"),
    "always": _("Without being asked for"),
}
COUNTED: Mapping[str, Callable[[int], str]] = {
    "marketing": lambda count: counted(count, "marketing message", "marketing messages"),
    "transactional": lambda count: counted(count, "receipt or the like", "receipts and the like"),
    ALL: lambda count: counted(count, "message of any kind", "messages of any kind"),
}
SUPPRESSED = _("An address that does not exist, complained, answered STOP or was erased gets nothing in any case.")
HELD = _("Always the same people, also once they are merged; they see the site's own in place of marketing, too.")
ANEW = _("A message that is held is decided anew when its time comes.")
NO_ROOM = _("Receipts wait for no cap that marketing fills.")
WORTH = _("From 1 to 100. What is worth more takes the place of what only waits; a step may say its own.")
DECLARED = _("What people declare comes before it.")
GOES_ON = _("It goes on by itself, or as soon as something is delivered. Receipts are tried all the same.")


class Section(NamedTuple):
    """A policy on the page: `file` is its text in the playbook, `note` what holds besides; `more` folds away."""

    title: str
    icon: str
    file: str
    lines: Lines
    note: str = ""
    more: tuple[str, Lines] = ("", [])


def sections(policy: Policy, breaker: Breaker, names: Mapping[str, str]) -> list[Section]:
    """All of them, in the order in which they are weighed; `names` are those of journeys, by id."""
    held = HELD if policy.holdout.share else ""
    return [
        Section(_("Consent"), "check", "consent", _consent(policy), SUPPRESSED),
        Section(_("Holdout"), "people", "holdout", _holdout(policy.holdout), held),
        Section(_("Best channel, hour and style"), "live", "channels", best(policy.channels), DECLARED),
        _quiet(policy.quiet),
        Section(_("Frequency caps"), "stop", "caps", _caps(policy.caps), NO_ROOM),
        Section(_("What is worth more"), "next", "caps", _priorities(policy.caps, names), WORTH),
        Section(_("How long messages wait"), "history", "messages", _waiting(policy), ANEW),
        Section(_("What brakes by itself"), "alert", "sending", _brakes(breaker)),
        Section(_("Addresses whose mails come back"), "mail", "bounces", _bounces(policy), GOES_ON),
    ]


def _consent(policy: Policy) -> Lines:
    usual = (f"{name}/{purpose}" for name in CHANNELS for purpose in PURPOSES)
    pairs = dict.fromkeys((*usual, *policy.consent))
    found: dict[tuple[str, str], list[str]] = {}
    for name, _slash, purpose in (one.partition("/") for one in pairs):
        answer = policy.consent.get(f"{name}/{purpose}", "ask-first")
        found.setdefault((purpose, answer), []).append(name)
    return [(f"{label(purpose)}: {_sounding_names(some)}", ANSWERS[said]) for (purpose, said), some in found.items()]


def _holdout(holdout: Holdout) -> Lines:
    if not holdout.share:
        return [(_("Nobody"), _("Everybody gets marketing"))]
    purposes = listed([CHOICES.get(one, one) for one in sorted(holdout.purposes)], "and")
    kept = _("{share} of 100 people").format(share=holdout.share)
    return [(kept, _("Get nothing of: {purposes}").format(purposes=purposes))]


def _caps(caps: Caps) -> Lines:
    return [(label(one.name), _cap(one)) for one in caps.caps] or [(_("None"), _("Nobody's messages are counted"))]


def _cap(cap: Cap) -> str:
    said = _("At most {messages} by {channel} in any {span}") if cap.channel else _("At most {messages} in any {span}")
    span, by = lasting(cap.within - ATTEMPT).removeprefix("1 "), _spoken([cap.channel] if cap.channel else [])
    return said.format(messages=COUNTED[cap.purpose](cap.most), channel=by, span=span)


def _priorities(caps: Caps, names: Mapping[str, str]) -> Lines:
    journey, template = _("Journey {name}"), _("Template {name}")
    journeys = [(journey.format(name=names.get(key) or own(key)), worth) for key, worth in caps.journeys.items()]
    templates = [(template.format(name=own(key)), worth) for key, worth in caps.templates.items()]
    said = [*journeys, *templates, (_("Broadcasts"), caps.broadcasts), (_("Everything else"), USUAL_PRIORITY)]
    return [(name, str(worth)) for name, worth in sorted(said, key=lambda one: -one[1])]


def _quiet(quiet: QuietHours) -> Section:
    own = [one for one in quiet.rules if one.name not in PRESETS]
    presets = [
        (translated(one.says), f"{_spoken(one.channels)} · {one.source}") for one in quiet.rules if one.name in PRESETS
    ]
    whens = [(said, [*some]) for said, some in groupby(sorted(own, key=_when), _when)]
    lines = [(_sounding(some), _open(some[0])) for _when_said, some in whens]
    free = [one for one in CHANNELS if not any(one in rule.channels for rule in own)]
    lines = [*([(_sounding_names(free), _("At any hour"))] if free else []), *lines]
    more = (_presets(len(presets)), presets)
    note = _("By the clock of the customer's place; where several are possible, all of them must be open.")
    return Section(_("Quiet hours"), "clock", "quiet-hours", lines, note, more if presets else ("", []))


def _presets(count: int) -> str:
    return plural(
        "{count} preset of countries and states, not legal advice",
        "{count} presets of countries and states, not legal advice",
        count,
    )


def _when(rule: Rule) -> str:
    return f"{bool(rule.week.off)}|{_open(rule)}|{sorted(rule.purposes)}"


def _open(rule: Rule) -> str:
    if rule.week.off:
        return listed([day_off_words(one) for one in sorted(rule.week.off)], "and")
    hours = week_words(rule.week)
    return _("{hours} (receipts too)").format(hours=hours) if "transactional" in rule.purposes else hours


def _sounding(rules: Iterable[Rule]) -> str:
    names = [name for one in rules for name in one.channels]
    return _sounding_names(names) if names else str(_("Days off"))


def _sounding_names(channels: Iterable[str]) -> str:
    return listed(map(channel, channels), "and")


def _spoken(channels: Iterable[str]) -> str:
    """Channels within a sentence."""
    return listed(map(by_channel, channels), "and")


def _waiting(policy: Policy) -> Lines:
    patience = policy.patience
    case = _("While a case is open that is younger than {span}").format(span=lasting(patience.open_case))
    most = _("At most {span}, where its step does not say")
    return [
        (_("Marketing"), most.format(span=lasting(patience.marketing))),
        (_("Receipts and the like"), _("At most {span}").format(span=lasting(patience.transactional))),
        (_("Marketing waits"), case if patience.open_case else _("For no open case")),
    ]


def _brakes(breaker: Breaker) -> Lines:
    spam = _("Pauses marketing where so many are marked as spam")
    bounced = _("Pauses marketing where so many come back for good")
    return [(spam, _rate(breaker, breaker.complaints)), (bounced, _rate(breaker, breaker.bounces))]


def _rate(breaker: Breaker, rate: int) -> str:
    if not rate:
        return str(_("Never"))
    days, share = counted(breaker.days, "day", "days"), least(rate * 100 / WHOLE)
    told = _("{share} % of at least {least} messages in {days}")
    return told.format(share=share, least=number(breaker.least), days=days)


def _bounces(policy: Policy) -> Lines:
    one = policy.bounces
    after = plural(
        "{count} time within {span} without a delivery since",
        "{count} times within {span} without a delivery since",
        one.soft,
        span=lasting(one.within),
    )
    return [(_("After"), after), (_("Marketing rests for"), lasting(one.rest))]
