"""What Amazon Connect tells of calls: records in batches of a Kinesis stream."""

import base64
import json

from segue.times import HOUR, MINUTE, to_text
from tests.faults.cloud.clock import START
from tests.faults.cloud.world import World
from tests.faults.shop import identified, post


def call_recorded(world: World, number: str, millis: int) -> None:
    """Amazon Connect's record of a call from a number, in a batch of a Kinesis stream, until the function takes it."""
    told = {
        "ContactId": "contact-1",
        "Channel": "VOICE",
        "InitiationMethod": "INBOUND",
        "InitiationTimestamp": to_text(START + millis),
        "DisconnectTimestamp": to_text(START + millis + MINUTE),
        "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": number},
    }
    data = base64.b64encode(json.dumps(told).encode()).decode()
    world.hand_over("receive_phone", {"Records": [{"eventSource": "aws:kinesis", "kinesis": {"data": data}}]})


def called_the_shop(world: World) -> None:
    """A customer calls; a batch of the stream brings the record of the call, and then again."""
    number = "+4930901820"
    post(world, {**identified(world, "m1", "u1"), "traits": {"email": "kim@shop.test", "phone": number}})
    world.reach(2 * MINUTE)
    for _ in range(2):
        call_recorded(world, number, MINUTE)
    world.reach(HOUR)
