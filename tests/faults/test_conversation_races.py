"""Two who write to one conversation at once: every order of their requests ends well, with whoever was first."""

import pytest

from tests.faults.conversation_races import CONVERSATIONS
from tests.faults.races import Race
from tests.faults.test_interleavings import played, schedules


@pytest.mark.parametrize("race", CONVERSATIONS, ids=lambda one: one.name)
def test_one_after_the_other_it_ends_well_through_the_sdk(race: Race) -> None:
    assert played(race, [])[0] == []


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("race", CONVERSATIONS, ids=lambda one: one.name)
def test_whatever_the_order_one_is_first_and_the_other_is_not_lost(race: Race) -> None:
    outcomes = list(schedules(race))
    wrong = [(schedule, found) for schedule, found, _ in outcomes if found]
    assert not wrong, f"{len(wrong)} of {len(outcomes)}: {wrong[:3]}"
    assert len({ending for _, _, ending in outcomes}) > 1  # who is first is not settled beforehand
