"""The example of a provider: its text in force, its payload through the door, and what follows from it."""

import json
from base64 import b64encode

import pytest

from segue.signatures import hmac_sha256
from segue.times import DAY, HOUR, MINUTE, to_text
from segue.wiring.quarantine import quarantine
from segue_tools.places import ROOT
from tests.faults.shop import http
from tests.handlers.starter_plays import Play, kim

EXAMPLE = ROOT / "examples" / "provider"
SOURCE = (EXAMPLE / "sources" / "parcelwing.yaml").read_text()
PAYLOAD = (EXAMPLE / "payload.json").read_text()


@pytest.fixture
def play():
    with kim({"sources/parcelwing.yaml": SOURCE}) as made:
        made.world.region.vault.parameters["/test/sources/parcelwing"] = json.dumps({"secrets": ["feather"]})
        yield made


def posted(play: Play, secret: str = "feather") -> int:
    """The carrier tells of its parcels, as of now."""
    body = PAYLOAD.replace("2026-11-22T11:40:00Z", to_text(play.world.clock))
    at = to_text(play.world.clock)
    signature = b64encode(hmac_sha256(secret, f"{at}.{body}".encode())).decode()
    event = http("POST", "/webhooks/parcelwing", body, {"x-parcelwing-signature": signature, "x-parcelwing-time": at})
    return play.world.lambdas.invoke("receive_any", event | {"pathParameters": {"source": "parcelwing"}})["statusCode"]


def test_a_parcel_that_arrives_is_a_delivery_and_brings_tips_once(play):
    play.orders("o1")
    play.passes(2 * DAY)
    assert [posted(play), posted(play)] == [200, 200]
    play.passes(DAY + HOUR)
    assert play.subjects == ["Getting started with Ridge tent"]
    assert "OrderDelivered" in play.told


def test_what_the_text_does_not_know_waits_in_quarantine(play):
    posted(play)
    play.passes(MINUTE)
    with play.world.aside():
        kept = quarantine().newest(10)
    assert [one.reason for one in kept] == ["unknown-topic"]


def test_nobody_tells_of_parcels_without_the_secret(play):
    assert posted(play, "guess") == 401
