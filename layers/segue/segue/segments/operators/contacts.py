"""How a person can be reached: by which identifiers we know the person, what was answered, and what both come to."""

from collections.abc import Mapping
from typing import Any

from segue.consent import WORD
from segue.contact_points import ADDRESSES
from segue.errors import Invalid
from segue.identifiers import CODES
from segue.profile.addresses import addresses
from segue.profile.profiles import Profile
from segue.segments.asking import choice, settings
from segue.segments.compiler import Compiler
from segue.segments.shapes import Schema, asked, one_of
from segue.segments.shapes import settings as settings_of
from segue.segments.verdicts import ALWAYS, Condition, Fact, Verdict
from segue.times import Millis

ANSWERS = ("granted", "denied", "unknown")
NAME: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,31}$"}
SCHEMAS: dict[str, Schema] = {
    "known_by": asked("known_by", one_of(CODES), "has an identifier of this type"),
    "consent": asked(
        "consent",
        settings_of({"channel": NAME, "purpose": NAME, "is": one_of(ANSWERS)}, "channel"),
        "what was answered; `granted`, of `marketing`, where that is left out",
    ),
    "reachable": asked(
        "reachable",
        settings_of({"channel": one_of(ADDRESSES), "purpose": NAME}, "channel"),
        "has an address of the channel, and may be written to there",
    ),
}
FACETS = frozenset({"names", "consent"})


def known_by(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`known_by: email`: since the first of them was seen."""
    kind = choice(spec["known_by"], "known_by", CODES)

    def test(profile: Profile, _now: Millis) -> Verdict:
        first = _first(profile, kind)
        return Verdict(first is not None, None, ALWAYS if first is None else first[0])

    def facts(profile: Profile, _now: Millis) -> tuple[Fact, ...]:
        first = _first(profile, kind)
        return (Fact(f"{kind} known", first[0], f"said by {first[1]}") if first else Fact(f"no {kind}"),)

    return Condition(test, frozenset({"names"}), facts=facts)


def consent(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`consent: {channel: email, purpose: marketing, is: granted}`, at the address that the channel would write to."""
    given = settings(spec, "consent", ("channel", "purpose", "is"))
    channel, purpose = _word(given, "channel"), _word(given, "purpose", "marketing")
    wanted = choice(given.get("is", "granted"), "is", ANSWERS)

    def test(profile: Profile, _now: Millis) -> Verdict:
        said = profile.answer(channel, purpose)
        answered = ANSWERS[said[1]] if said else "unknown"
        return Verdict(answered == wanted, None, max(said[0] if said else ALWAYS, _settled(profile, channel)))

    return Condition(test, FACETS, cost=2, facts=lambda profile, _now: (_answered(profile, channel, purpose),))


def reachable(spec: Mapping[str, Any], compiler: Compiler) -> Condition:
    """`reachable: {channel: email, purpose: marketing}`: by `policies/consent.yaml`; suppressions are looked at when a
    message is sent."""
    given = settings(spec, "reachable", ("channel", "purpose"))
    channel, purpose = choice(given.get("channel"), "channel", ADDRESSES), _word(given, "purpose", "marketing")
    asks_first = compiler.policy("consent").get(f"{channel}/{purpose}", "ask-first") == "ask-first"

    def test(profile: Profile, _now: Millis) -> Verdict:
        written = next(iter(addresses(profile, channel)), None)
        if written is None:
            return Verdict(False, None, ALWAYS)
        said, seen = profile.answer(channel, purpose), profile.whole["names"][written.type][written.value][0]
        allowed = not said[1] if said else not asks_first
        began = said[0] if said else seen if allowed else ALWAYS
        return Verdict(allowed, None, max(began, seen if allowed else ALWAYS, _settled(profile, channel)))

    def facts(profile: Profile, _now: Millis) -> tuple[Fact, ...]:
        written = next(iter(addresses(profile, channel)), None)
        known = Fact(f"{written.type} known" if written else f"{ADDRESSES[channel]} not known")
        rule = Fact(f"{channel}/{purpose} {'asks first' if asks_first else 'is allowed until an opt-out'}")
        return known, _answered(profile, channel, purpose), rule

    return Condition(test, FACETS, cost=2, facts=facts)


def _first(profile: Profile, kind: str) -> list[Any] | None:
    """[time, source, ...] of the identifier of this type that was seen first."""
    return min(profile.whole.get("names", {}).get(kind, {}).values(), default=None)


def _settled(profile: Profile, channel: str) -> Millis:
    """The last moment at which another address can have become the one that the channel writes to."""
    written = next(iter(addresses(profile, channel)), None)
    seen = profile.whole["names"][written.type] if written else {}
    return max(max(one[0], one[3]) for one in seen.values()) if len(seen) > 1 else ALWAYS


def _answered(profile: Profile, channel: str, purpose: str) -> Fact:
    said = profile.answer(channel, purpose)
    if said is None:
        return Fact(f"{channel}/{purpose} was never answered")
    return Fact(f"{channel}/{purpose} {ANSWERS[said[1]]}", said[0], f"answer by {said[3]}")


def _word(given: Mapping[str, Any], name: str, usual: str = "") -> str:
    found = given.get(name, usual)
    if not isinstance(found, str) or not WORD.fullmatch(found):
        wrong = Invalid("bad-condition", f"`{name}` is a word such as {usual or 'email'}, not {found!r}")
        wrong.path = (name,)
        raise wrong
    return found
