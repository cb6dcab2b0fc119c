"""Whatever the order in which events arrive, however often and in whatever batches: the same people and segments.

Through the real handlers on the cloud of `tests/faults`; every order of five events that link, fill, order and object.
"""

import random
from itertools import permutations
from typing import Any

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.world import World
from tests.faults.endings import Ending, ending_of, violations
from tests.faults.scenarios import KIM
from tests.faults.shop import Message, added, identified, opted_out, ordered, post, viewed

pytestmark = pytest.mark.thorough

LATER = 6 * HOUR


def events(world: World) -> list[Message]:
    """Five things that two identities of one person did, a minute apart; all arrive after the last."""
    makers: list[tuple[Any, dict[str, Any]]] = [
        (viewed, {"anonymousId": "a1"}),
        (added, {"anonymousId": "a1"}),
        (ordered, {"userId": "u1"}),
        (identified, {"user": "u1", "email": KIM, "anonymousId": "a1"}),
        (opted_out, {"email": KIM, "userId": "u1"}),
    ]
    made = []
    for place, (make, said) in enumerate(makers):
        made.append(make(world, f"m{place}", **said))
        world.region.clock.advance(MINUTE)
    return made


def arrived(order: tuple[int, ...], batches: int = 1, shards: int = 1) -> Ending:
    """The end after the events came in this order, in so many requests with rests between them."""
    world = World(shards=shards)
    with world.open():
        said = events(world)
        world.reach(HOUR)
        size = -(-len(order) // batches)
        for start in range(0, len(order), size):
            post(world, *(said[place] for place in order[start : start + size]))
            world.settle()
        world.reach(LATER)
        assert violations(world) == []
        return ending_of(world)


def test_every_order_of_arrival_gives_the_same_people() -> None:
    wanted = arrived((0, 1, 2, 3, 4), batches=5)
    differing = [order for order in permutations(range(5)) if not same(arrived(order, batches=5), wanted)]
    assert differing == []


@pytest.mark.parametrize("seed", range(20))
def test_repeats_batches_and_shards_change_nothing(seed: int) -> None:
    dice = random.Random(seed)
    order = (*range(5), *dice.choices(range(5), k=dice.randrange(6)))
    mixed = tuple(dice.sample(order, len(order)))
    ending = arrived(mixed, batches=dice.randint(1, 5), shards=dice.randint(1, 4))
    assert same(ending, arrived((0, 1, 2, 3, 4)))


def same(one: Ending, other: Ending) -> bool:
    """People, segments and consent; what was said on the way may differ with what was known."""
    return (one.people, one.segments, one.denied) == (other.people, other.segments, other.denied)
