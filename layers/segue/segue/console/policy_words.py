"""The policies of messages in plain words, as they are in force. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from segue.console.clause_words import listed
from segue.console.hour_words import day_off_words, lasting, week_words
from segue.console.words import by_channel, channel, counted, label
from segue.contact_points import ATTEMPT, CHANNELS, PURPOSES
from segue.experiments.holdouts import Holdout
from segue.messaging.breakers import WHOLE, Breaker
from segue.messaging.caps import ALL, USUAL_PRIORITY, Cap, Caps
from segue.messaging.channel_policies import ChannelPolicy
from segue.messaging.policies import Policy
from segue.messaging.presets import PRESETS
from segue.messaging.quiet_hours import QuietHours, Rule

Lines = list[tuple[str, str]]
ANSWERS = {
    "ask-first": "Only after a recorded yes",
    "until-opt-out": "Until the customer says no",
    "always": "Without being asked for",
}
COUNTED = {
    "marketing": ("marketing message", "marketing messages"),
    "transactional": ("receipt or the like", "receipts and the like"),
    ALL: ("message of any kind", "messages of any kind"),
}
SUPPRESSED = "An address that does not exist, complained, answered STOP or was erased gets nothing in any case."
HELD = "Always the same people, also once they are merged; they see the site's own in place of marketing, too."
ANEW = "A message that is held is decided anew when its time comes."


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
    return [
        Section("Consent", "check", "consent", _consent(policy), SUPPRESSED),
        Section("Holdout", "people", "holdout", _holdout(policy.holdout), HELD if policy.holdout.share else ""),
        _best(policy.channels),
        _quiet(policy.quiet),
        Section("Frequency caps", "stop", "caps", _caps(policy.caps), "Receipts wait for no cap that marketing fills."),
        Section(
            "What is worth more",
            "next",
            "caps",
            _priorities(policy.caps, names),
            "From 1 to 100. What is worth more takes the place of what only waits; a step may say its own.",
        ),
        Section("How long messages wait", "history", "messages", _waiting(policy), ANEW),
        Section("What brakes by itself", "alert", "sending", _brakes(breaker)),
        Section(
            "Addresses whose mails come back",
            "mail",
            "bounces",
            _bounces(policy),
            "It goes on by itself, or as soon as something is delivered. Receipts are tried all the same.",
        ),
    ]


def _consent(policy: Policy) -> Lines:
    usual = (f"{name}/{purpose}" for name in CHANNELS for purpose in PURPOSES)
    pairs = dict.fromkeys((*usual, *policy.consent))
    found: dict[tuple[str, str], list[str]] = {}
    for name, _, purpose in (one.partition("/") for one in pairs):
        answer = policy.consent.get(f"{name}/{purpose}", "ask-first")
        found.setdefault((purpose, answer), []).append(name)
    return [
        (f"{purpose.capitalize()}: {_sounding_names(some)}", ANSWERS[said]) for (purpose, said), some in found.items()
    ]


def _holdout(holdout: Holdout) -> Lines:
    if not holdout.share:
        return [("Nobody", "Everybody gets marketing")]
    return [(f"{holdout.share} of 100 people", f"Get nothing of: {listed(sorted(holdout.purposes), 'and')}")]


def _caps(caps: Caps) -> Lines:
    return [(label(one.name), _cap(one)) for one in caps.caps] or [("None", "Nobody's messages are counted")]


def _cap(cap: Cap) -> str:
    one, many = COUNTED[cap.purpose]
    where = f" by {_spoken([cap.channel])}" if cap.channel else ""
    span = lasting(cap.within - ATTEMPT).removeprefix("1 ")
    return f"At most {counted(cap.most, one, many)}{where} in any {span}"


def _priorities(caps: Caps, names: Mapping[str, str]) -> Lines:
    journeys = [(f"Journey {names.get(key) or label(key)}", worth) for key, worth in caps.journeys.items()]
    templates = [(f"Template {label(key)}", worth) for key, worth in caps.templates.items()]
    said = [*journeys, *templates, ("Broadcasts", caps.broadcasts), ("Everything else", USUAL_PRIORITY)]
    return [(name, str(worth)) for name, worth in sorted(said, key=lambda one: -one[1])]


def _quiet(quiet: QuietHours) -> Section:
    own = [one for one in quiet.rules if one.name not in PRESETS]
    presets = [(one.says, f"{_spoken(one.channels)} · {one.source}") for one in quiet.rules if one.name in PRESETS]
    whens = [(said, [*some]) for said, some in groupby(sorted(own, key=_when), _when)]
    lines = [(_sounding(some), _open(some[0])) for _, some in whens]
    free = [one for one in CHANNELS if not any(one in rule.channels for rule in own)]
    lines = [*([(_sounding_names(free), "At any hour")] if free else []), *lines]
    more = (f"{counted(len(presets), 'preset')} of countries and states, not legal advice", presets)
    note = "By the clock of the customer's place; where several are possible, all of them must be open."
    return Section("Quiet hours", "clock", "quiet-hours", lines, note, more if presets else ("", []))


def _when(rule: Rule) -> str:
    return f"{bool(rule.week.off)}|{_open(rule)}|{sorted(rule.purposes)}"


def _open(rule: Rule) -> str:
    if rule.week.off:
        return listed([day_off_words(one) for one in sorted(rule.week.off)], "and")
    receipts = " (receipts too)" if "transactional" in rule.purposes else ""
    return week_words(rule.week) + receipts


def _sounding(rules: Iterable[Rule]) -> str:
    names = [name for one in rules for name in one.channels]
    return _sounding_names(names) if names else "Days off"


def _sounding_names(channels: Iterable[str]) -> str:
    return listed(map(channel, channels), "and")


def _spoken(channels: Iterable[str]) -> str:
    """Channels within a sentence."""
    return listed(map(by_channel, channels), "and")


def _best(policy: ChannelPolicy) -> Section:
    costs = sorted(policy.cost.items(), key=lambda one: one[1])
    lines = [
        ("Best channel", "What the customer asked for, then what is answered most, then what costs less"),
        ("Alike", f"Answers that differ by less than {_share(policy.alike)}: the cheaper channel is taken"),
        ("What costs less", " < ".join(channel(one) for one, _ in costs) or "As is usual"),
        ("Where nothing else decides", _in_order(policy.order)),
        ("To learn", f"{_share(policy.explore)} of marketing goes where the customer was written to least"),
        ("Best hour", "That of the week in which the customer answers most; others like them count for who is new"),
        ("Style", f"Styles of a template take turns until {policy.style_after} were sent, then the one answered most"),
    ]
    return Section("Best channel, hour and style", "live", "channels", lines, "What people declare comes before it.")


def _in_order(channels: Sequence[str]) -> str:
    return ", then ".join(map(channel, channels)) or "As is usual"


def _share(thousandths: int) -> str:
    return f"{thousandths / 10:g} %"


def _waiting(policy: Policy) -> Lines:
    patience = policy.patience
    case = f"While a case is open that is younger than {lasting(patience.open_case)}" if patience.open_case else ""
    return [
        ("Marketing", f"At most {lasting(patience.marketing)}, where its step does not say"),
        ("Receipts and the like", f"At most {lasting(patience.transactional)}"),
        ("Marketing waits", case or "For no open case"),
    ]


def _brakes(breaker: Breaker) -> Lines:
    over = f"of at least {breaker.least:,} messages in {counted(breaker.days, 'day')}"
    rates = (("are marked as spam", breaker.complaints), ("come back for good", breaker.bounces))
    return [(f"Pauses marketing where so many {what}", _rate(rate, over)) for what, rate in rates]


def _rate(rate: int, over: str) -> str:
    return f"{rate * 100 / WHOLE:g} % {over}" if rate else "Never"


def _bounces(policy: Policy) -> Lines:
    one = policy.bounces
    after = f"{counted(one.soft, 'time')} within {lasting(one.within)} without a delivery since"
    return [("After", after), ("Marketing rests for", lasting(one.rest))]
