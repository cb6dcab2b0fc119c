"""Ways that several events, a program or a broadcast began; and what an earlier version has left without a trace."""

import pytest

from segue.times import DAY, HOUR, MINUTE
from segue.tracing import trace_of
from tests.faults.cloud.world import World
from tests.faults.shop import identified, opted_in, ordered, post
from tests.handlers.audience import made, with_people
from tests.handlers.starter import started, starter_files
from tests.handlers.test_held_messages import LATER, hours
from tests.handlers.test_journeys_api import HELLO
from tests.handlers.test_messages_api import TEMPLATE, sent
from tests.handlers.trail import entered
from tests.handlers.ways import KIM, because, checkout, delivered, told

WAITS = """name: Thanks
entry: {detail-type: [OrderPlaced]}
each: order
steps:
  - hold: {until: {signal: {detail-type: [ConsentChanged]}, of: any}, timeout: 2d, then: [%s], otherwise: [%s]}
"""


def test_what_moves_a_run_on_stands_behind_what_began_it() -> None:
    send = "{send: {template: hello, channel: email, purpose: transactional}}"
    files = {"journeys/thanks.yaml": WAITS % (send, send), "templates/hello.yaml": HELLO}
    with started(starter_files() | files) as world:
        post(world, identified(world, "m1", "u1", KIM), ordered(world, "m2", userId="u1"))
        world.pass_time(HOUR)
        post(world, opted_in(world, "m3", KIM, userId="u1"))
        world.pass_time(MINUTE)
        assert because(world, "sent") == {f"{trace_of('m2')} {trace_of('m3')}"}
        for one in ("m2", "m3"):
            assert told(world, trace_of(one))[-4:] == ["run-moved", "queued", "claimed", "sent"]


def test_a_message_of_a_program_is_because_of_its_request() -> None:
    with started(starter_files() | {"templates/receipt.yaml": TEMPLATE}) as world:
        post(world, identified(world, "m1", "u1", KIM))
        world.pass_time(MINUTE)
        message = sent(world)[1]["id"]
        (request,) = {one["correlation"] for one in entered(world) if one["action"] == "message.send"}
        assert because(world, trace_of(message)) == {trace_of(request)}
        assert told(world, trace_of(message)) == ["queued", "claimed", "sent"]


def test_the_messages_of_a_broadcast_are_because_of_its_run() -> None:
    with started() as world:
        broadcast = made(with_people(world, 3))
        world.pass_time(HOUR)
        assert told(world, trace_of(f"{broadcast}#1")).count("sent") == 3


def without(world: World, name: str) -> None:
    """The rows of every table as an earlier version had written them."""
    for table in world.region.tables.by_name.values():
        for item in table.items():
            item.pop(name, None)


@pytest.mark.parametrize("after", [30 * MINUTE, 4 * HOUR])
def test_what_an_earlier_version_has_left_goes_its_way_and_is_found_by_its_message(after: int) -> None:
    with started(hours(LATER)) as world:
        checkout(world, "w-1")
        world.pass_time(after)
        without(world, "trace")
        world.pass_time(DAY)
        message = delivered(world)
        assert told(world, trace_of(message))[-4:] == ["queued", "claimed", "sent", "reported"]
        assert len(world.region.mailbox.mails) == 1
        assert world.lambdas.errors == []
