"""Random conversations of a few people, put together by a loop in Python: the measures find the same."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.measured import archive, asked, table, told
from tests.talked import answered, ended, said

SINCE, UNTIL = datetime(2026, 11, 1), datetime(2026, 12, 1)
WEEK, SILENCE = timedelta(days=7), timedelta(hours=72)
TOPICS, CHANNELS, PEOPLE = ("", "delivery", "returns"), ("email", "chat", "sms"), 12
OTHER = 100  # added to a person's number: another identity of the same


@dataclass
class Wait:
    """From a question until its answer."""

    begin: datetime
    channel: str
    end: datetime | None = None

    @property
    def in_time(self) -> bool:
        """Whether the answer came, and soon enough."""
        limit = timedelta(minutes=2) if self.channel == "chat" else timedelta(hours=8)
        return self.end is not None and self.end - self.begin <= limit


@dataclass
class Case:
    """What one person has to do with the shop until an end."""

    began: datetime
    channel: str
    last: datetime
    topic: str = ""
    ends: datetime | None = None
    turns: int = 0
    moves: list[tuple[str, str, datetime]] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)


def played(seed: int) -> list[dict[str, Any]]:
    """Rows of as many days around November as every measure looks at; no two at the same moment."""
    draw = random.Random(seed)
    moments = sorted(draw.sample(range(44 * 24 * 60), 400))
    rows = []
    for minute in moments:
        who = draw.randrange(1, PEOPLE + 1) + draw.choice((0, OTHER))
        at = str(datetime(2026, 10, 25) + timedelta(minutes=minute))
        topic = draw.choice(TOPICS)
        make = draw.choice(("said", "said", "said", "answered", "answered", "ended"))
        if make == "said":
            rows.append(said(who, at, draw.choice(CHANNELS), topic))
        else:
            rows.append(answered(who, at, topic=topic) if make == "answered" else ended(who, at, topic))
    return rows


def cases_of(rows: list[dict[str, Any]]) -> list[Case]:
    """The cases of one person."""
    found: list[Case] = []
    before: dict[str, Any] = {}
    heard: tuple[str, Case] | None = None
    for row in rows:
        now, came = row["time"], row.get("author") == "customer"
        fresh = came and (not found or found[-1].ends or now - before["time"] > SILENCE)
        if fresh:
            found.append(Case(now, row["channel"], now))
        before = row
        if not found:
            continue
        case = found[-1]
        if came and heard and heard[0] != row["channel"]:
            case.moves.append((heard[0], row["channel"], now))
        heard = (row["channel"], case) if came else heard
        _goes_on(case, row)
    return found


def _goes_on(case: Case, row: dict[str, Any]) -> None:
    case.last, case.topic = row["time"], row["topic"] or case.topic
    case.turns += "author" in row
    waiting = bool(case.waits) and case.waits[-1].end is None
    if row.get("author") == "customer" and not waiting:
        case.waits.append(Wait(row["time"], row["channel"]))
    elif row.get("author") == "agent" and waiting:
        case.waits[-1].end = row["time"]
    elif "author" not in row:
        case.ends = case.ends or row["time"]


def all_cases(rows: list[dict[str, Any]]) -> list[list[Case]]:
    """The cases of each person."""
    own = [[one for one in rows if one["who"] % OTHER == who] for who in range(1, PEOPLE + 1)]
    return [cases_of(one) for one in own]


def in_period(moment: datetime | None) -> bool:
    """Whether it counts."""
    return moment is not None and SINCE <= moment < UNTIL


def mean(values: list[float]) -> tuple[Any, int]:
    """With how many there are."""
    return (pytest.approx(sum(values) / len(values)), len(values))


@pytest.fixture(params=range(2), scope="module")
def play(request: pytest.FixtureRequest) -> tuple[Any, list[list[Case]]]:
    """The archive, and the cases of each person."""
    rows = played(request.param)
    merged = [{"who": who + more, "person": who} for who in range(1, PEOPLE + 1) for more in (0, OTHER)]
    return archive(rows, merged), all_cases(rows)


def test_waits_and_cases_take_as_long(play: tuple[Any, list[list[Case]]]) -> None:
    base, people = play
    every = [case for cases in people for case in cases]
    spans: dict[str, list[float]] = {"first": [], "next": []}
    for place, one in ((place, one) for case in every for place, one in enumerate(case.waits)):
        if one.end and in_period(one.begin):
            spans["next" if place else "first"].append((one.end - one.begin).total_seconds())
    whole = [(case.ends - case.began).total_seconds() for case in every if case.ends and in_period(case.ends)]
    assert _value(base, "first_response") == mean(spans["first"])
    assert _value(base, "response_time") == mean(spans["first"] + spans["next"])
    assert _value(base, "resolution_time") == mean(whole)
    kinds = {f"{what} answer": len(one) for what, one in spans.items()}
    kinds["whole case"] = sum(bool(case.ends) and in_period(case.began) for case in every)
    assert {row["what"]: row["things"] for row in table(base, "service_times", asked())} == kinds


def test_what_is_in_time_is_of_what_had_to_be_answered(play: tuple[Any, list[list[Case]]]) -> None:
    base, people = play
    every = [(one, case) for cases in people for case in cases for one in case.waits]
    counted = [one for one, case in every if in_period(one.begin) and (one.end or not case.ends)]
    assert _value(base, "response_within") == mean([float(one.in_time) for one in counted])


def test_repeats_and_turns_are_the_same(play: tuple[Any, list[list[Case]]]) -> None:
    base, people = play
    over = [(case, cases[place + 1 :]) for cases in people for place, case in enumerate(cases) if in_period(case.ends)]
    again = [float(_comes_again(case, later)) for case, later in over]
    assert _value(base, "repeat_contacts") == mean(again)
    turns = [float(case.turns) for cases in people for case in cases if in_period(case.began)]
    assert _value(base, "turns_per_case") == mean(turns)


def _comes_again(case: Case, later: list[Case]) -> bool:
    after = next((one for one in later if one.topic == case.topic), None)
    return bool(after and case.ends and after.began <= case.ends + WEEK)


def test_switches_are_the_same(play: tuple[Any, list[list[Case]]]) -> None:
    base, people = play
    pairs = [pair for cases in people for pair in zip([None, *cases], cases, strict=False)]
    moved = [(case, _moves(before, case)) for before, case in pairs]
    found = [float(bool(moves)) for case, moves in moved if in_period(case.began)]
    ways = Counter(one[:2] for _, moves in moved for one in moves if in_period(one[2]))
    assert _value(base, "channel_switches") == mean(found)
    assert {(row["source"], row["target"]): row["value"] for row in table(base, "channel_flows", asked())} == ways


def _moves(before: Case | None, case: Case) -> list[tuple[str, str, datetime]]:
    near = before and before.topic == case.topic and before.last >= case.began - WEEK
    return [one for one in case.moves if one[2] > case.began or near]


def _value(base: Any, name: str) -> tuple[Any, int]:
    found = told(base, name, asked())["all"]
    return found.value, found.things
