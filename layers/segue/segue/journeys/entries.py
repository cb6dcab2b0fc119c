"""How people get into a journey: what starts it, how often, how late, and for what there is one run each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid
from segue.journeys.ears import entering
from segue.journeys.instances import Instance
from segue.journeys.patterns import matches
from segue.journeys.questions import Exit, check_heard
from segue.journeys.schedules import check_schedule
from segue.spelling import choice, meant
from segue.times import Millis, duration

ANY = Exit()  # a question that is always true
EACH = ("person", "cart", "order", "product")
LATE = ("fire", "update", "ignore")
ALWAYS = 1_000_000  # runs
EXITED = "exited"


@dataclass(frozen=True)
class Entry:
    """`kind` is `signal`, `segment`, `schedule` or `api`; `pattern` is EventBridge's, of the first two."""

    kind: str = "signal"
    pattern: Mapping[str, Any] | None = None
    schedule: Mapping[str, Any] | None = None

    def takes(self, signal: Mapping[str, Any]) -> bool:
        """Whether this signal starts a run."""
        return self.pattern is not None and matches(self.pattern, signal)

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments that it names outside of a pattern."""
        if self.schedule is not None:
            return (str(self.schedule["segment"]),)
        return tuple(self.pattern["detail"]["segment"]) if self.kind == "segment" and self.pattern else ()


@dataclass(frozen=True)
class Reentry:
    """At most so many runs for one key, the next one not before `after` has passed since the last began; one that ended
    by an exit did nothing where `unless` says so, and is not waited for."""

    most: int = 1
    after: Millis = 0
    unless: str = ""

    def allows(self, last: Instance, moment: Millis, now: Millis) -> bool:
        """Whether another run may begin after this ended one. What began that one, or came before, brings no second:
        signals come twice and out of order."""
        rested = now - last.entered >= self.after or last.state == self.unless
        return last.run < self.most and moment > last.moment and rested


@dataclass(frozen=True)
class Late:
    """A signal whose event time is older than `after` starts a run (`fire`), refreshes the data of one (`update`), or
    is passed over (`ignore`)."""

    after: Millis | None = None
    then: str = "fire"

    def word(self, moment: Millis, now: Millis) -> str:
        """`fire`, `update` or `ignore`."""
        return "fire" if self.after is None or now - moment <= self.after else self.then


ONCE, NEVER_LATE = Reentry(), Late()


def entry_of(spec: Any) -> Entry:
    """A pattern, `{segment: id}`, `{schedule: ...}` or `{api: true}`. Raises Invalid("bad-journey", "bad-pattern")."""
    match spec:
        case {"segment": str(segment), **rest} if not rest:
            return Entry("segment", entering(segment))
        case {"schedule": schedule, **rest} if not rest:
            return Entry("schedule", schedule=check_schedule(schedule))
        case {"api": True, **rest} if not rest:
            return Entry("api")
    check_heard(spec)
    return Entry("signal", spec)


def each_of(given: Any) -> str:
    """What there is one run of. Raises Invalid("bad-journey")."""
    return choice(given, EACH, "each", "bad-journey")


def reentry_of(given: Any) -> Reentry:
    """`never`, `always` or `{after: 30d, most: 3, unless: exited}`. Raises Invalid("bad-journey", "bad-duration")."""
    match given:
        case "never":
            return Reentry()
        case "always":
            return Reentry(ALWAYS)
        case {"after": after, **rest} if set(rest) <= {"most", "unless"}:
            most, unless = rest.get("most", ALWAYS), rest.get("unless", "")
            if isinstance(most, int) and not isinstance(most, bool) and most > 0 and unless in ("", EXITED):
                return Reentry(most, duration(after), unless)
    hint = meant(given, ("never", "always")) if isinstance(given, str) else ""
    raise Invalid("bad-journey", f"`reenter` is `never`, `always` or `{{after: 30d, most: 3, unless: exited}}`{hint}")


def late_of(given: Any) -> Late:
    """`{after: 1h, then: fire | update | ignore}`; None for never too late. Raises Invalid."""
    match given:
        case None:
            return Late()
        case {"after": after, "then": str(then), **rest} if not rest:
            return Late(duration(after), choice(then, LATE, "then", "bad-journey"))
    raise Invalid("bad-journey", "`late` is `{after: 1h, then: fire}`, or `then: update`, or `then: ignore`")


def data_of(signal: Mapping[str, Any]) -> dict[str, Any]:
    """What a run keeps of the signal that began it: plain values, at most 20 of at most 200 characters."""
    detail = signal.get("detail")
    found = detail if isinstance(detail, Mapping) else {}
    plain = {
        name: value[:200] if isinstance(value, str) else value
        for name, value in found.items()
        if name not in ("id", "person", "version", "backfill", "trace") and isinstance(value, str | int | bool)
    }
    return dict(sorted(plain.items())[:20])
