"""An answer by mail, struck at every request of every function: it lands at most once, and never silently nothing."""

import pytest

from tests.faults.cloud.nemesis import Once
from tests.faults.endings import rows, violations
from tests.faults.replies import landed, moved, replied_by_mail
from tests.faults.scenarios import Scenario, played
from tests.faults.striking import FAULTS, odd_ones
from tests.faults.test_crash_points import LONG, Point, points_of

REPLIED = Scenario("an answer by mail", replied_by_mail, 1)
STRIDE = 3


def struck(point: Point) -> str:
    """What is wrong after a fault at this point; "" where nothing is."""
    world = played(REPLIED, Once(*point))
    with world.open(), world.aside():
        states = [one["state_"] for one in rows(world, "Messages")]
        wrong = violations(world)
    mails = len(world.region.mailbox.mails)
    told = states == ["sent"] if mails else states == ["unknown"]
    return (
        "" if mails <= 1 and (told or states == ["unknown"]) and not wrong else f"{point}: {mails}, {states}, {wrong}"
    )


def test_without_faults_it_is_sent_once():
    world = played(REPLIED)
    assert len(world.region.mailbox.mails) == 1
    assert world.lambdas.errors == []


@pytest.mark.usefixtures("short")
def test_whatever_fails_it_lands_at_most_once_and_its_end_is_told():
    sends = [one for one in points_of(played(REPLIED)) if one[0].startswith(("send_", "dispatch_"))]
    points = [one for place, one in enumerate(sends) if LONG or place % STRIDE == 0]
    assert len(points) > 10
    assert not [found for point in points if (found := struck(point))]


def test_quietly_a_conversation_goes_on_by_mail():
    mails, states, wrong, heads = landed(moved())
    assert (mails, states, wrong, heads) == (["kim@shop.test"], ["sent"], [], [(3, "email", 1)])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_while_it_goes_on_elsewhere_changes_nothing(fault):
    assert odd_ones(moved, landed, ("conversations", fault)) == []
