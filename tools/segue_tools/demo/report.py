"""The table at the end: what went in, what came out, and whether the one follows from the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from segue_tools.demo.findings import SEGMENT, Found, differences
from segue_tools.demo.measured import Row, Seen
from segue_tools.demo.plan import Part, Plan
from segue_tools.demo.posting import Tally
from segue_tools.demo.strays import HELD
from segue_tools.demo.truth import truth

ODD = {"again": "repeats", "late": "late", "retried": "retried"}
GOOD, BAD, OFF = "\x1b[32m", "\x1b[31m", "\x1b[0m"


@dataclass(frozen=True)
class Day:
    """A played day: plan, tally, what was found of each part, mails in the outbox, records in quarantine, and what
    measures say of the crowd, where there was one."""

    plan: Plan
    tally: Tally
    found: Mapping[str, Found]
    mails: int
    held: int
    seen: Seen | None = None

    @property
    def both(self) -> list[tuple[Part, Found]]:
        """Each part and what came of it."""
        return [(part, self.found[part.who.email]) for part in self.plan.parts]


def rows(day: Day) -> Iterator[Row]:
    """The sums, one line each."""
    both, counts = day.both, day.tally.counts
    unique = sum(part.expected.events + len(part.habit) for part, _ in both)
    stored = sum(len(one.events) for _, one in both)
    yield "events, each counted once", unique, stored
    yield "repeated requests dropped", counts["again"], counts["again"] - max(stored - unique, 0)
    yield "unreadable, in quarantine", len(HELD), day.held
    yield "forged, refused", 1, counts["forged"]
    yield (
        "persons",
        len(both),
        len({frozenset(one.ids) for _, one in both if None not in one.ids and len(one.ids) == 1}),
    )
    yield "identities joined into persons", *_joined(both)
    yield "orders", sum(len(part.expected.orders) for part, _ in both), sum(len(one.orders) for _, one in both)
    abandoned = sum(SEGMENT in one.segments for _, one in both)
    yield "persons with an abandoned cart", sum(part.expected.abandoned for part, _ in both), abandoned
    yield from _messages(day)
    if day.seen:
        yield from day.seen.rows(truth(day.plan.visitors, day.plan.cases))


def _joined(both: list[tuple[Part, Found]]) -> tuple[int, int]:
    """Identifiers beyond the first that lead to the same person."""
    wanted = sum(len(part.expected.identifiers) - 1 for part, _ in both)
    lost = sum(len(part.expected.identifiers) - 1 for part, one in both if len(one.ids) > 1 or None in one.ids)
    return wanted, wanted - lost


def _messages(day: Day) -> Iterator[Row]:
    both = day.both
    reminded = sum(min(part.expected.mails, 1) for part, _ in both)
    stopped = sum(max(part.expected.mails - 1, 0) for part, _ in both)
    yield "messages sent", reminded, sum(one.states["sent"] for _, one in both)
    yield "messages dropped after a complaint", stopped, sum(one.states["dropped"] for _, one in both)
    yield "messages in any other state", 0, sum(_other(one) for _, one in both)
    yield "mails in the outbox", reminded, day.mails
    for kind, word in (("Open", "opened"), ("Click", "clicked"), ("Bounce", "bounced"), ("Complaint", "complained")):
        yield f"mails {word}", sum(kind in part.habit for part, _ in both), sum(word in one.outcomes for _, one in both)
    unsubscribed = sum("unsubscribed" in one.outcomes for _, one in both)
    yield "customers unsubscribed", sum("Unsubscribe" in part.habit for part, _ in both), unsubscribed


def _other(one: Found) -> int:
    return sum(one.states.values()) - one.states["sent"] - one.states["dropped"]


def faults(day: Day) -> list[str]:
    """Everything that does not add up, in words."""
    people = [f"{part.who.name} ({part.story}): {one}" for part, seen in day.both for one in differences(part, seen)]
    sums = [f"{what}: {want} expected, {got} found" for what, want, got in rows(day) if want != got]
    return [*day.tally.wrong, *people, *sums]


def table(day: Day, colour: bool) -> str:
    """The sums as text."""
    lines = [f"  {'':<38}{'expected':>10}{'found':>10}"]
    for what, want, got in rows(day):
        mark = "" if not colour else GOOD if want == got else BAD
        sign = "✓" if want == got else "✗"
        lines.append(f"  {what:<38}{want:>10,}{got:>10,}  {mark}{sign}{OFF if mark else ''}")
    counts = day.tally.counts
    odd = ", ".join(f"{counts[word]} {said}" for word, said in ODD.items())
    merged = sum(one.merged for _, one in day.both)
    return "\n".join([*lines, "", f"  {counts['requests']:,} requests ({odd}); merges on the way: {merged}."])
