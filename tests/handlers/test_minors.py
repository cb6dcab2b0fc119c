"""Minors get no marketing, are shown none, and nothing is worked out of them, until a guardian agrees."""

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.shop import added, message, post, reported
from tests.handlers.nights import filled, night, told
from tests.handlers.starter import started, starter_files
from tests.handlers.test_decide import asked
from tests.handlers.test_sending import KIM, the_messages

RULE = {"policies/minors.yaml": "under: 16\n"}


@pytest.fixture
def world():
    with started({**starter_files(), **RULE}) as made:
        yield made


def child(world, born: str = "2015-05-01") -> None:
    traits = {"email": KIM, "birthday": born}
    post(world, message(world, "identify", "m1", userId="u1", anonymousId="a1", traits=traits))
    post(world, added(world, "m2", userId="u1"))
    world.pass_time(MINUTE)


def test_a_minor_is_not_reminded_of_a_cart_and_it_is_said_why(world):
    child(world)
    world.pass_time(4 * HOUR)
    assert world.region.mailbox.mails == []
    assert [(one.state, one.reasons) for one in the_messages(world)] == [("dropped", ("minor",))]


def test_who_is_old_enough_is_reminded(world):
    child(world, "1990-05-01")
    world.pass_time(4 * HOUR)
    assert len(world.region.mailbox.mails) == 1


@pytest.mark.parametrize(("tells", "mails"), [(reported, 1), (post, 0)])
def test_a_guardian_s_yes_lets_it_go_out_where_no_page_tells_it(world, tells, mails):
    child(world)
    said = {"channel": "letter", "purpose": "guardian", "granted": True, "proof": "signed form 12"}
    tells(world, message(world, "track", "m3", userId="u1", event="Consent Updated", properties=said))
    world.pass_time(4 * HOUR)
    assert len(world.region.mailbox.mails) == mails


def test_decide_serves_a_minor(world):
    child(world)
    status, shown = asked(world, anonymousId="a1", placements=["hero"])
    assert (status, shown["segments"]) == (200, ["open-cart"])


def test_the_night_leaves_minors_out(world):
    filled(world)
    post(world, message(world, "identify", "i9", userId="u0", traits={"birthday": "2015-05-01"}))
    world.pass_time(MINUTE)
    night(world)
    card = told(world)["items"][0]
    assert (card["data"]["people"], card["data"]["objecting"]) == (12, 1)
