"""A sender and whoever else is at the same message at the same moment."""

import json
from typing import Any

from segue.aws.ledger import key_of
from segue.aws.settings import settings
from segue.errors import Conflict
from segue.identifiers import Identifier
from segue.lambdas import now
from segue.times import MINUTE
from segue.wiring.singles import singles
from segue.wiring.tables import contact_points, messages
from tests.faults.cloud.gate import Invocation
from tests.faults.cloud.turns import Interleaved
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.races import Pair, Race, a_waiting_order, sender, stack_queue, witnessed
from tests.faults.scenarios import KIM
from tests.faults.shop import identified, post

OTHER = "k@shop.test"


def with_two_addresses(world: World) -> None:
    """The reminder's order waits; so does another one for the person's other address, decided a moment before."""
    post(world, identified(world, "m0", "u1", OTHER))
    world.pass_time(MINUTE)
    a_waiting_order(world)
    queue = world.region.queues.named(stack_queue())
    (first,) = queue.ready()
    order: dict[str, Any] = json.loads(first.body)
    with world.aside():
        there = {key_of(Identifier("email", one)) for one in (KIM, OTHER)}
    (point,) = there - {order["point"]}
    queue.send(json.dumps(order | {"point": point}))


def two_ways(world: World) -> Pair:
    queue = world.region.queues.named(stack_queue())
    events = [{"Records": [one.record(queue.arn)]} for one in queue.ready()]
    assert len(events) == 2
    return Pair(lambda run: run.invoke("send_email", events[0]), lambda run: run.invoke("send_email", events[1]))


def sender_and_erasure(world: World) -> Pair:
    """An erasure suppresses the address for good; only what was on its way by then may still arrive."""
    seen, answers = witnessed(world), list[list[str]]()
    with world.aside():
        point = key_of(Identifier("email", KIM))

    def erases(run: Interleaved) -> None:
        with world.region.gate.running(Invocation("preferences", turn=run._park), shared=True):
            answers.append(contact_points().suppress(point, "erased", now()).in_flight(now()))
        seen["answered"] = world.region.gate.ordinal

    def check() -> list[str]:
        late = seen.get("mail", -1) >= seen["answered"]
        return ["a mail after the erasure, unannounced"] if late and not answers[0] else []

    return Pair(lambda run: sender(world).work(run), erases, check)


def sender_and_stop(world: World) -> Pair:
    """Whoever stops a message is told whether it was in time."""
    answers: list[bool] = []
    with world.aside():
        (identity,) = [one["sk"] for one in rows(world, "Messages")]

    def stops(run: Interleaved) -> None:
        with world.region.gate.running(Invocation("people", turn=run._park), shared=True):
            answers.append(stopped(identity))

    def check() -> list[str]:
        sent = bool(world.region.mailbox.mails)
        return [] if answers == [not sent] else [f"stopped: {answers}, sent: {sent}"]

    return Pair(lambda run: sender(world).work(run), stops, check)


def stopped(identity: str) -> bool:
    """Whether it was in time."""
    found = messages().read(identity)
    try:
        return bool(found and singles().stop(found, now()))
    except Conflict:
        return False


def sender_and_wake(world: World) -> Pair:
    """A timer of an earlier hold comes while the message is on its way, and has it decided on once more."""
    with world.aside():
        (identity,) = [one["sk"] for one in rows(world, "Messages")]
    queue = world.region.queues.named(settings().dispatch_queue)
    queue.send(json.dumps({"message": identity, "due": world.clock}))
    event = {"Records": [one.record(queue.arn) for one in queue.ready()]}
    queue.done({one.id for one in queue.ready()})
    return Pair(lambda run: sender(world).work(run), lambda run: run.invoke("dispatch_messages", event))


SENDINGS = (
    Race("one message, two ways", with_two_addresses, two_ways, mails=frozenset({1})),
    Race("a sender and an erasure", a_waiting_order, sender_and_erasure, mails=frozenset({0, 1})),
    Race("a sender and a stop", a_waiting_order, sender_and_stop, mails=frozenset({0, 1})),
    Race("a sender and a timer", a_waiting_order, sender_and_wake, mails=frozenset({1})),
)
