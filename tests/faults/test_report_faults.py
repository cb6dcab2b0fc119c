"""A receipt that only has the provider's id, struck at every request while it is taken in: it settles its message."""

import json
from typing import Any

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.messages import Message
from segue.signatures import hmac_sha256
from segue.times import HOUR
from segue.wiring.people import profiles
from segue.wiring.tables import messages
from tests.faults.cloud.nemesis import Once
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.scenarios import Scenario, played
from tests.faults.shop import http, put_in_force
from tests.faults.striking import Point, Witness

pytestmark = pytest.mark.thorough

SECRET, KIM, PAGE = "app-secret", "77", "10"


def told(world: World, **said: Any) -> None:
    """Meta posts what happened between Kim and the page, until the answer is good."""
    one = {"sender": {"id": KIM}, "recipient": {"id": PAGE}, "timestamp": world.clock, **said}
    body = json.dumps({"object": "page", "entry": [{"id": PAGE, "time": world.clock, "messaging": [one]}]})
    headers = {"x-hub-signature-256": f"sha256={hmac_sha256(SECRET, body.encode()).hex()}"}
    assert world.call("receive_social", lambda: http("POST", "/webhooks/meta", body, headers))["statusCode"] == 200


def found(world: World) -> list[Message]:
    """Kim's messages."""
    with world.open(), world.aside():
        profile = profiles().read(key_of(Identifier("messenger_id", KIM)))
        return messages().of_people([profile.id]) if profile else []


def reported(world: World) -> None:
    """A message to Kim was sent, and arrived."""
    world.region.vault.parameters["/test/sources/meta"] = json.dumps({"secrets": [SECRET]})
    put_in_force(world, files() | {"sources/meta.yaml": "provider: meta\nchannel: social\n"})
    told(world, message={"mid": "m-1", "text": "Hi"})
    world.reach(HOUR)
    point = key_of(Identifier("messenger_id", KIM))
    with world.aside():
        profile = profiles().read(point)
        assert profile
        identity, about = f"{profile.id}_m", (profile.id, point, "j", "c", "0", "t", "messenger", "marketing")
        sent = Message(identity, *about, created=world.clock, state="sent", provider_id="mid.1", decided=world.clock)
        messages().intend(sent)
    told(world, delivery={"mids": ["mid.1"], "watermark": world.clock})
    world.reach(2 * HOUR)


REPORTED = Scenario("a receipt of Messenger's", reported, 1)


def struck(point: Point) -> str:
    """What is wrong after a fault at this point; "" where nothing is."""
    outcomes = [list(one.outcomes) for one in found(played(REPORTED, Once(*point)))]
    return "" if outcomes == [["delivered"]] else f"{point}: {outcomes}"


def test_without_faults_the_receipt_settles_the_message() -> None:
    world = played(REPORTED)
    assert ([list(one.outcomes) for one in found(world)], world.lambdas.errors) == ([["delivered"]], [])


@pytest.mark.usefixtures("short")
def test_whatever_fails_the_receipt_settles_the_message() -> None:
    played(REPORTED, seen := Witness())
    assert len(seen.points()) > 10
    assert not [wrong for point in seen.points() if (wrong := struck(point))]
