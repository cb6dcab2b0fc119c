"""STOP by text message, struck at every request of every function: it holds, and is confirmed at most once."""

import json

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import HOUR
from segue.wiring.tables import contact_points
from segue_tools.playbooks import starter_files
from tests.faults.cloud.nemesis import Once
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.endings import violations
from tests.faults.scenarios import Scenario, played
from tests.faults.shop import message, post, put_in_force
from tests.faults.striking import Point, Witness

NUMBER, SHOP = "+14255550199", "+14255550100"
WORDS = [f"templates/sms-{name}.yaml" for name in ("stopped", "started", "help")]


def stopped(world: World) -> None:
    """Kim said yes to text messages once, and says STOP now, twice."""
    whole = starter_files()
    put_in_force(world, files() | {path: whole[path] for path in WORDS})
    yes = {"channel": "sms", "purpose": "marketing", "granted": True, "phone": NUMBER}
    who = message(world, "identify", "m1", userId="u1", traits={"phone": NUMBER})
    post(world, who, message(world, "track", "m2", userId="u1", event="Consent Updated", properties=yes))
    world.reach(HOUR)
    for own in ("i1", "i2"):
        said = {"originationNumber": NUMBER, "destinationNumber": SHOP, "messageBody": "STOP", "inboundMessageId": own}
        world.hand_over("receive_sms", {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": json.dumps(said)}}]})
    world.reach(2 * HOUR)


STOPPED = Scenario("a STOP by text message", stopped, 1)


def struck(point: Point) -> str:
    """What is wrong after a fault at this point; "" where nothing is."""
    world = played(STOPPED, Once(*point))
    with world.open(), world.aside():
        held = contact_points().read(key_of(Identifier("phone", NUMBER))).refuses("marketing", asks_first=True)
        wrong = violations(world)
    texts = len(world.region.mailbox.mails)
    return f"{point}: {texts} texts, {held}, {wrong}" if texts > 1 or held != "opted-out" or wrong else ""


def test_without_faults_it_is_confirmed_once() -> None:
    world = played(STOPPED)
    assert len(world.region.mailbox.mails) == 1
    assert world.lambdas.errors == []


@pytest.mark.usefixtures("short")
def test_whatever_fails_it_holds_and_is_confirmed_at_most_once() -> None:
    played(STOPPED, seen := Witness())
    assert len(seen.points()) > 20
    assert not [found for point in seen.points() if (found := struck(point))]
