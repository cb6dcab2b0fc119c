"""Several senders at once for one person: whatever the order of their requests, never more than the cap; and so with a
fault at each of them."""

import random
from collections.abc import Iterator

import pytest

from segue.messages import FINAL
from segue.times import DAY, HOUR, MINUTE
from tests.faults.cloud.nemesis import Once, Plan
from tests.faults.cloud.turns import Interleaved, Job
from tests.faults.cloud.world import World
from tests.faults.endings import rows, violations
from tests.faults.races import stack_queue
from tests.faults.scenarios import KIM
from tests.faults.shop import added, identified, post, put_in_force
from tests.faults.striking import LONG, Witness
from tests.handlers.starter import starter_files

pytestmark = pytest.mark.thorough

SENDERS = 3
CAP = {"policies/caps.yaml": "caps: {a-day: {most: 2, within: 1d}}\n"}
PATIENT = {"policies/messages.yaml": "within: {marketing: 5d}\n"}
SCHEDULES = 400 if LONG else 12


def playbook(caps: dict[str, str]) -> dict[str, str]:
    """The reminder of carts three times over."""
    texts = starter_files()
    more = {f"journeys/again-{one}.yaml": texts["journeys/abandoned-cart.yaml"] for one in range(SENDERS - 1)}
    return texts | more | caps | PATIENT


def orders_wait(world: World) -> None:
    """Reminders of three journeys to one person are on the queue, each with room as far as anybody knew."""
    put_in_force(world, playbook(CAP))
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    queue = world.region.queues.named(stack_queue())
    while len(queue.ready()) < SENDERS:
        if not world.step():
            world.region.clock.advance(MINUTE)


def senders(world: World) -> list[Job]:
    """One for each order."""
    queue = world.region.queues.named(stack_queue())
    events = [{"Records": [one.record(queue.arn)]} for one in queue.ready()]
    queue.done({one.id for one in queue.ready()})
    return [lambda run, event=event: run.invoke("send_email", event) for event in events]


def schedules() -> Iterator[list[int]]:
    """Orders of requests by chance, the same each time; of some senders long stretches, of others a request each."""
    for seed in range(SCHEDULES):
        chance = random.Random(seed)
        yield [one for one in chance.choices(range(SENDERS), k=80) for _ in range(chance.choice((1, 1, 2, 5)))]


def fullest(world: World) -> int:
    """The most mails in any day."""
    times = [mail.moment for mail in world.region.mailbox.mails]
    return max((sum(begin <= one < begin + DAY for one in times) for begin in times), default=0)


def states(world: World) -> list[str]:
    return [row["state_"] for row in rows(world, "Messages")]


def played(schedule: list[int]) -> tuple[World, int, list[str]]:
    """The world in the end, how many mails went out at once, and what is wrong."""
    world = World()
    with world.open():
        orders_wait(world)
        Interleaved(world.lambdas, schedule).run(*senders(world))
        at_once = len(world.region.mailbox.mails)
        world.pass_time(2 * DAY)
        return world, at_once, violations(world)


def test_whatever_the_order_no_day_has_more_than_its_cap_and_all_go_out_in_the_end() -> None:
    wrong = []
    for schedule in schedules():
        world, at_once, broken = played(schedule)
        found = (at_once, fullest(world), len(world.region.mailbox.mails), broken, set(states(world)))
        wrong += [found] if found != (2, 2, SENDERS, [], {"sent"}) else []
    assert wrong == []


def test_without_the_cap_all_go_out_at_once_so_that_the_test_can_fail() -> None:
    world = World()
    with world.open():
        orders_wait(world)
        put_in_force(world, playbook({"policies/caps.yaml": "caps: {}\n"}))
        Interleaved(world.lambdas, []).run(*senders(world))
        assert fullest(world) == SENDERS


def struck(plan: Plan) -> World:
    """The three orders with a fault, through to their end."""
    world = World()
    with world.open():
        orders_wait(world)
        world.region.gate.plan = plan
        world.pass_time(2 * DAY)
    return world


@pytest.mark.usefixtures("short")
def test_a_fault_at_any_request_of_a_sender_overshoots_no_day_and_leaves_nothing_waiting() -> None:
    struck(seen := Witness())
    assert len(seen.kinds["send_email"]) > 20
    for plan in [Once(*point) for point in seen.points("send_email")]:
        world = struck(plan)
        with world.open():
            assert (fullest(world) <= 2, set(states(world)) <= set(FINAL), violations(world)) == (True, True, []), plan
        assert plan.struck


def test_the_slots_of_a_person_stay_few_however_many_messages_there_were() -> None:
    world, _, _ = played([])
    with world.open():
        (row,) = [one for one in rows(world, "ContactPoints") if one["pk"].startswith("person:")]
        assert len(row["slots"]) <= 4
        world.pass_time(HOUR)
