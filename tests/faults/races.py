"""Pairs of invocations that may run at the same time, and what must hold after every order of their requests."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from segue.aws.ledger import key_of
from segue.aws.settings import of_channel, settings
from segue.identifiers import Identifier
from segue.times import HOUR, MINUTE
from segue.wiring.links import links
from segue.wiring.tables import messages
from tests.faults.cloud.readers import QueueReader, ShardReader
from tests.faults.cloud.streams import Key
from tests.faults.cloud.turns import Interleaved, Job
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.scenarios import KIM
from tests.faults.shop import added, each, http, identified, opted_out, ordered, post, viewed

Found = TypeVar("Found")


def fine() -> list[str]:
    """Nothing more to check."""
    return []


@dataclass(frozen=True)
class Pair:
    """Two jobs that run at once, and what is wrong afterwards."""

    first: Job
    second: Job
    check: Callable[[], list[str]] = fine


@dataclass(frozen=True)
class Race:
    """A set-up world, the jobs, the shards that events fall into, and how many mails there may be."""

    name: str
    prepare: Callable[[World], None]
    pair: Callable[[World], Pair]
    shard_of: Callable[[Key], int] = lambda key: int(key[0].startswith("a_"))
    mails: frozenset[int] = frozenset({0})


def by_message(key: Key) -> int:
    """Events whose message ids end in an odd digit go to the second shard."""
    return int(key[1][-1:].isdigit() and int(key[1][-1]) % 2)


def two_folds(world: World) -> Pair:
    readers = [one for one in world.readers if isinstance(one, ShardReader) and one.source.function == "fold_events"]
    first, second = readers
    return Pair(lambda run: first.work(run), lambda run: second.work(run))


def known_with_two_identities(world: World) -> None:
    post(world, identified(world, "m1", "u1", KIM, anonymousId="a1"))
    world.pass_time(MINUTE)


def fills_and_orders(world: World) -> None:
    known_with_two_identities(world)
    post(world, added(world, "m2", anonymousId="a1"))
    world.pass_time(MINUTE)
    each(world, [added(world, "m3", "c2", anonymousId="a1"), ordered(world, "m4", userId="u1")])


def two_events_of_one(world: World) -> None:
    post(world, identified(world, "m1", "u1", KIM))
    world.pass_time(MINUTE)
    each(world, [added(world, "m2", userId="u1"), ordered(world, "m3", userId="u1")])


def never_seen(world: World) -> None:
    each(world, [added(world, "m2", userId="u1"), viewed(world, "m3", userId="u1")])


def both_sign_in(world: World) -> None:
    each(world, [added(world, "m2", anonymousId="a1"), viewed(world, "m3", userId="u1")])
    world.pass_time(MINUTE)
    each(world, [identified(world, "m4", "u1", anonymousId="a1"), identified(world, "m5", "u2", anonymousId="a1")])


def with_one_address(world: World) -> None:
    each(world, [identified(world, "m2", "u1", KIM), identified(world, "m3", "u2", KIM)])


def a_waiting_order(world: World) -> None:
    """The reminder's order to send waits in its queue."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    queue = world.region.queues.named(stack_queue())
    while not queue.ready():
        if not world.step():
            world.region.clock.advance(MINUTE)


def stack_queue() -> str:
    return of_channel("email", "marketing_queue")


def two_senders(world: World) -> Pair:
    queue = world.region.queues.named(stack_queue())
    (message,) = queue.ready()
    queue.send(message.body)
    event = [{"Records": [one.record(queue.arn)]} for one in queue.ready()]
    queue.done({one.id for one in queue.ready()})
    return Pair(lambda run: run.invoke("send_email", event[0]), lambda run: run.invoke("send_email", event[1]))


def sender(world: World) -> QueueReader:
    (reader,) = [one for one in world.readers if isinstance(one, QueueReader) and one.queue.url == stack_queue()]
    return reader


def sender_and_objection(world: World) -> Pair:
    """An attempt that has claimed the address before the opt-out was written cannot be stopped any more."""
    seen = witnessed(world)

    def objects(run: Interleaved) -> None:
        post(world, opted_out(world, "m9", KIM, userId="u1"), via=run)

    def check() -> list[str]:
        written, claimed = seen.get("collect", -1), seen.get("send_email", -1)
        return ["mail although the opt-out stood first"] if "mail" in seen and written < claimed else []

    return Pair(lambda run: sender(world).work(run), objects, check)


def sender_and_page(world: World, page: str = "unsubscribe", body: str = "") -> Pair:
    """The page says so when a mail was on its way."""
    seen = witnessed(world)
    with world.aside():
        (message,) = [one["sk"] for one in rows(world, "Messages")]
        meant = replace(not_none(messages().read(message)), contact_point=key_of(Identifier("email", KIM)))
        link = getattr(links(), page)(meant)
    answers: list[dict[str, Any]] = []

    def objects(run: Interleaved) -> None:
        answers.append(run.invoke("preferences", http("POST", link.partition("segue.test")[2], body)))
        seen["answered"] = world.region.gate.ordinal

    def check() -> list[str]:
        late = seen.get("mail", -1) >= seen["answered"]
        return ["a mail after the answer, unannounced"] if late and "on its way" not in answers[0]["body"] else []

    return Pair(lambda run: sender(world).work(run), objects, check)


def witnessed(world: World) -> dict[str, int]:
    """The ordinals of each function's first write to the contact point, and of the mail."""
    seen: dict[str, int] = {}

    def watch(request: Request) -> None:
        if request.operation == "UpdateItem" and request.params["TableName"] == settings().contact_points:
            seen.setdefault(request.function, request.ordinal)
        if request.operation == "SendEmail":
            seen["mail"] = request.ordinal

    world.region.gate.watchers.append(watch)
    return seen


def not_none(found: Found | None) -> Found:
    assert found is not None
    return found


def a_wake_at_two_hours(world: World) -> None:
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.pass_time(2 * HOUR - 1)
    post(world, ordered(world, "m3", userId="u1"))
    world.region.clock.advance(1001)


def waking_and_folding(world: World) -> Pair:
    fold = two_folds(world).first
    (wakes,) = [one for one in world.readers if isinstance(one, QueueReader) and one.source.function == "run_journeys"]
    return Pair(fold, lambda run: wakes.work(run))


sender_and_pausing = partial(sender_and_page, page="preferences", body="pause=7")
RACES = (
    Race("two identities of one person", fills_and_orders, two_folds),
    Race("two shards for one identity", two_events_of_one, two_folds, by_message),
    Race("the first two events of an identity", never_seen, two_folds, by_message),
    Race("two sign-ins of one visitor", both_sign_in, two_folds, by_message),
    Race("two users with one address", with_one_address, two_folds, by_message),
    Race("one message, two senders", a_waiting_order, two_senders, mails=frozenset({1})),
    Race("a sender and an opt-out", a_waiting_order, sender_and_objection, mails=frozenset({0, 1})),
    Race("a sender and a click", a_waiting_order, sender_and_page, mails=frozenset({0, 1})),
    Race("a sender and a pause", a_waiting_order, sender_and_pausing, mails=frozenset({0, 1})),
    Race("a wake and an order", a_wake_at_two_hours, waking_and_folding),
)
