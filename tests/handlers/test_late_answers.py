"""A yes that was long under way, and a no that was said meanwhile: the address stays closed."""

import base64
import json
from typing import Any

import pytest

from segue.aws.ledger import key_of
from segue.aws.secrets import write_key
from segue.identifiers import Identifier, push_id
from segue.times import HOUR, MINUTE, to_text
from segue.wiring.tables import contact_points
from tests.faults.shop import Message, http, identified, opted_in, opted_out, post
from tests.handlers.erased import point
from tests.handlers.staff_requests import Api, person

MAIL = "kim@shop.test"
DEVICE = {"type": "ios", "token": "a1b2c3d4" * 8}


def late(world, message: Message, **sent: str) -> None:
    """A request as its client first wrote it."""
    with world.aside():
        token = base64.b64encode(f"{write_key()}:".encode()).decode()
    body = json.dumps(message | sent)
    asked = http("POST", f"/v1/{message['type']}", body, {"authorization": f"Basic {token}"})
    assert world.call("collect", lambda: asked)["statusCode"] == 200


def stands(world) -> tuple[bool, bool]:
    """Whether marketing may go to the address: by the address itself, and by the profile."""
    world.pass_time(MINUTE)
    row: dict[str, Any] = point(world, MAIL)
    answers = person(Api(world), {"type": "email", "value": MAIL})["consent"]
    said = next(one["granted"] for one in answers if one["purpose"] == "marketing")
    return row.get("yes_marketing", -1) > row.get("no_marketing", -1), said


@pytest.mark.parametrize("sends", [True, False])
def test_a_yes_that_was_an_hour_under_way_does_not_open_what_was_closed_meanwhile(world, sends: bool) -> None:
    post(world, identified(world, "m1", "u1", MAIL))
    yes = opted_in(world, "m2", MAIL, userId="u1")
    sent = {"sentAt": to_text(world.clock)} if sends else {}
    world.pass_time(30 * MINUTE)
    post(world, opted_out(world, "m3", MAIL, userId="u1"))
    world.pass_time(30 * MINUTE)
    late(world, yes, **sent)
    assert stands(world) == (False, False)


def test_a_no_of_a_device_whose_clock_is_behind_closes_what_was_open(world) -> None:
    post(world, identified(world, "m1", "u1", MAIL), opted_in(world, "m2", MAIL, userId="u1"))
    assert stands(world) == (True, True)
    behind = to_text(world.clock - HOUR)
    late(world, opted_out(world, "m3", MAIL, userId="u1") | {"timestamp": behind})
    assert stands(world) == (False, False)


def test_an_app_stays_with_who_signed_in_last(world) -> None:
    first = app(world, "m1", "u1")
    world.pass_time(30 * MINUTE)
    post(world, app(world, "m2", "u2"))
    world.pass_time(30 * MINUTE)
    late(world, first, sentAt=first["timestamp"])
    world.pass_time(MINUTE)
    with world.aside():
        kept = contact_points().read(key_of(Identifier("push_id", push_id(DEVICE) or "")))
        assert kept.owner == key_of(Identifier("user_id", "u2"))


def app(world, name: str, user: str) -> Message:
    """Somebody signs in in the app on the same phone."""
    return identified(world, name, user) | {"context": {"device": DEVICE}}
