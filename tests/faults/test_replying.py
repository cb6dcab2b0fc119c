"""An answer by mail, struck at every request of every function: it lands at most once, and never silently nothing."""

import pytest

from tests.faults.cloud.nemesis import Once
from tests.faults.endings import rows, violations
from tests.faults.replies import landed, moved, replied_by_mail
from tests.faults.scenarios import Scenario, played
from tests.faults.striking import Point, Witness, odd_ones

REPLIED = Scenario("an answer by mail", replied_by_mail, 1)


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
    played(REPLIED, seen := Witness())
    points = [one for one in seen.points() if one[0].startswith(("send_", "dispatch_"))]
    assert len(points) > 10
    assert not [found for point in points if (found := struck(point))]


def test_quietly_a_conversation_goes_on_by_mail():
    mails, states, wrong, heads = landed(moved())
    assert (mails, states, wrong, heads) == (["kim@shop.test"], ["sent"], [], [(3, "email", 1)])


def test_a_fault_while_it_goes_on_elsewhere_changes_nothing():
    assert odd_ones(moved, landed, "conversations") == []
