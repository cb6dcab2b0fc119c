"""What journeys ask of a person: a segment or a condition; and the exits, which also hear signals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from segue.errors import Invalid, inside
from segue.journeys.naming import Of, of_of
from segue.journeys.patterns import check, matches
from segue.profile.profiles import Profile
from segue.segments.compiler import Compiler
from segue.segments.conditions import compile_condition
from segue.segments.membership import Segment
from segue.segments.verdicts import Condition
from segue.signals import HEARD
from segue.spelling import meant, only
from segue.times import Millis

Segments = Mapping[str, Segment]


class Sight(Protocol):
    """What an exit is asked about: the person, the segments, the time, and the signal that woke the run if one did;
    `another`: it names another cart, order or product than the run's own."""

    @property
    def profile(self) -> Profile: ...

    @property
    def segments(self) -> Segments: ...

    @property
    def now(self) -> Millis: ...

    @property
    def signal(self) -> Mapping[str, Any] | None: ...

    @property
    def another(self) -> bool: ...


@dataclass(frozen=True)
class Question:
    """`segment` names one of the playbook's; else `when` is asked. Neither: always true."""

    segment: str = ""
    when: Condition | None = None

    def holds(self, profile: Profile, segments: Segments, now: Millis) -> bool:
        """Whether it is true of this person now; a segment that is not there has nobody."""
        if self.segment:
            found = segments.get(self.segment)
            return found is not None and found.when.test(profile, now).holds
        return self.when is None or self.when.test(profile, now).holds

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments that it names."""
        return (self.segment,) if self.segment else ()


@dataclass(frozen=True)
class Exit(Question):
    """A way out of a journey: a question that is looked at before every step, or a signal, `of` this run's own cart,
    order or product or of any."""

    pattern: Mapping[str, Any] | None = None
    of: Of = "this"

    def hears(self, signal: Mapping[str, Any], another: bool) -> bool:
        """Whether the signal, which may name another one than the run's own, leads out."""
        return self.pattern is not None and (self.of == "any" or not another) and matches(self.pattern, signal)

    def leads_out(self, seen: Sight) -> bool:
        """Whether the run ends by it now."""
        if self.pattern is not None:
            return seen.signal is not None and self.hears(seen.signal, seen.another)
        return self.holds(seen.profile, seen.segments, seen.now)

    @property
    def name(self) -> str:
        """What it is called in answers."""
        return "signal" if self.pattern is not None else f"segment {self.segment}" if self.segment else "condition"


def question(spec: Any, compiler: Compiler) -> Question:
    """The id of a segment, `{segment: id}`, or any condition of segments. Raises Invalid("bad-condition", ...)."""
    match spec:
        case str(segment):
            return Question(segment)
        case {"segment": str(segment), **rest} if not rest:
            return Question(segment)
    return Question(when=compile_condition(spec, compiler))


def exit_of(spec: Any, compiler: Compiler) -> Exit:
    """`{segment: id}`, `{signal: pattern, of: this | any}` or `{when: condition}`. Raises Invalid."""
    match spec:
        case {"segment": str(segment), **rest} if not rest:
            return Exit(segment)
        case {"signal": pattern, **rest} if set(rest) <= {"of"}:
            with inside("signal"):
                check_heard(pattern)
            return Exit(pattern=pattern, of=of_of(rest.get("of", "this")))
        case {"when": condition, **rest} if not rest:
            with inside("when"):
                return Exit(when=compile_condition(condition, compiler))
    only(spec, ("segment", "signal", "when"), "an exit")
    raise Invalid("bad-journey", "an exit is one of `segment: id`, `signal: <event pattern>`, `when: <condition>`")


def check_heard(pattern: Any) -> None:
    """Raises Invalid("bad-pattern") where EventBridge would refuse it, Invalid("bad-journey") where no journey hears
    the signals that it names."""
    check(pattern)
    names = pattern.get("detail-type")
    unheard = [one for one in names if isinstance(one, str) and one not in HEARD] if isinstance(names, list) else []
    if unheard:
        with inside("detail-type"):
            hint = meant(unheard[0], HEARD) or f"; it can be {', '.join(HEARD)}"
            raise Invalid("bad-journey", f"no journey hears {unheard[0]!r}{hint}")
