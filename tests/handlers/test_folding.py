"""Folding on the in-memory cloud: what one bad row, or a batch that comes again, may not do."""

import base64

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import MINUTE
from segue.wiring.people import profiles
from segue.wiring.quarantine import quarantine
from tests.faults.cloud.world import World
from tests.faults.shop import identified, post, viewed
from tests.handlers.starter import started


def views(world: World) -> int:
    """How many of Kim's events the profile counts."""
    with world.aside():
        profile = profiles().read(key_of(Identifier("user_id", "u1")))
    return sum(row["count"] for row in profile.told("engagement")) if profile else 0


def a_row(key: str, raw: bytes, sequence: int) -> dict:
    """A stream record of the Ledger with these bytes for an event."""
    image = {"pk": {"S": key}, "sk": {"S": "x"}, "b": {"B": base64.b64encode(raw).decode()}, "r": {"N": "1"}}
    change = {"Keys": {}, "SequenceNumber": str(sequence), "NewImage": image | {"s": {"S": "web"}}}
    arn = "arn:aws:dynamodb:us-east-1:123456789012:table/Ledger/stream/2026-11-22T00:00:00.000"
    return {"eventName": "INSERT", "eventSourceARN": arn, "dynamodb": change}


def test_a_row_that_is_no_event_goes_to_quarantine_and_stops_nobody() -> None:
    good = b'{"type":"page","messageId":"m1","timestamp":1,"receivedAt":1,"anonymousId":"v"}'
    with started() as world:
        rows = [a_row("a_1", b"\x00not json", 1), a_row("a_1", b"\x78\x9cbroken", 2), a_row("a_1", good, 3)]
        world.lambdas.invoke("fold_events", {"Records": rows})
        with world.aside():
            kept = quarantine().newest(10)
            profile = profiles().read("a_1")
    assert [one.reason for one in kept] == ["not-an-event", "not-an-event"]
    assert profile is not None
    assert [row["count"] for row in profile.told("engagement")] == [1]


def test_a_redriven_batch_counts_nothing_twice() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1"), viewed(world, "m2", userId="u1"))
        world.pass_time(MINUTE)
        post(world, viewed(world, "m3", userId="u1"))
        world.pass_time(MINUTE)
        before = views(world)
        stream = world.table("Ledger").stream
        every = [record for shard in (stream.shards if stream else []) for record in shard]
        for _ in range(2):
            world.lambdas.invoke("fold_events", {"Records": every})
        assert views(world) == before == 3
