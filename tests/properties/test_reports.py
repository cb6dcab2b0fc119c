"""What is reported of a message comes to the same in whichever order, and however often, the reports come."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.keys import digest
from segue.messages import Message, State
from segue.messaging.figures import Figures
from segue.wiring.switches import figures
from segue.wiring.tables import messages
from tests.builders import NOON
from tests.examples import examples
from tests.faults.cloud.world import World

Report = tuple[str, int]
NAMES = ("delivered", "opened", "machine_opened", "clicked", "bounced", "soft_bounced", "complained", "rejected")
REPORTS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(NOON, NOON + 5)), min_size=1, max_size=6)
STATES = st.sampled_from(["unknown", "sent", "claimed", "failed"])
NUMBERS = count()


@pytest.fixture(scope="module", autouse=True)
def world() -> Iterator[None]:
    made = World()
    with made.open(), made.aside():
        yield


def told(state: State, reports: Sequence[Report]) -> tuple[str, dict[str, int], dict[str, int]]:
    """What is known of a message in this state after these reports, and what was counted of it."""
    person = f"u_{digest(b'test', str(next(NUMBERS)))}"
    known = Message(f"{person}_m", person, "e_1", "j", "c", "0", person, "email", "marketing", NOON, state=state)
    messages().intend(known)
    found = [messages().record(known.id, name, at) for name, at in reports]
    figures().note([one for one in found if one], NOON)
    (row,) = [one for one in counted(figures()) if one[0] == person]
    after = messages().read(known.id)
    assert after
    return after.state, dict(after.outcomes), row[1]


def counted(kept: Figures) -> list[tuple[str, dict[str, int]]]:
    """Every template's counts."""
    day = "2026-11-22"
    return [(one.name, dict(one.counts)) for one in kept.between("template", (day, day)).rows]


@given(STATES, REPORTS, st.data())
@settings(max_examples=examples(60), deadline=None)
def test_the_order_of_reports_changes_neither_the_message_nor_the_counts(
    state: State, reports: list[Report], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations([*reports, *data.draw(st.lists(st.sampled_from(reports), max_size=3))]))
    ended, outcomes, counts = told(state, reports)
    assert told(state, shuffled) == (ended, outcomes, counts)
    assert outcomes == {name: min(at for one, at in reports if one == name) for name, _ in reports}
    assert counts == Counter({"sent": 1, **dict.fromkeys(outcomes, 1)})
    assert ended == ("sent" if {*outcomes} != {"rejected"} or state == "sent" else "failed")
