"""What was seen and clicked in placements: counted once however often it comes, and what a bandit makes of it."""

from collections import Counter
from typing import Any

import pytest

from segue.aws.clients import client
from segue.aws.items import to_item
from segue.aws.placement_counts import LANES, PlacementCounts
from segue.aws.settings import settings
from segue.times import DAY, MINUTE, to_text
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.readers import ShardReader
from tests.faults.cloud.values import LARGEST_ITEM
from tests.faults.cloud.world import World
from tests.faults.shop import identified, message, post, put_in_force
from tests.handlers.starter import started, starter_files
from tests.handlers.test_decide import asked

BANDIT = "strategy: bandit\nvariants: [{id: a, content: {t: 1}}, {id: b, content: {t: 2}}]"


@pytest.fixture
def world():
    """A shop whose page has a bandit."""
    with started() as made:
        put_in_force(made, starter_files() | {"placements/hero.yaml": BANDIT})
        yield made


def told(world: World, name: str, event: str, variant: str | None, **said: Any) -> dict[str, Any]:
    """A page says that something was seen or clicked."""
    about = {"placement": "hero", "variant": variant, "holdout": False, **said}
    return message(world, "track", name, event=f"Placement {event}", properties=about, anonymousId="a1")


def counts(world: World) -> dict[str, int]:
    """Everything that is counted of the hero."""
    with world.aside():
        days = PlacementCounts(settings().requests).days("hero", world.clock)
    return dict(sum((Counter(day) for day in days.values()), Counter()))


def hero(world: World, visitor: str, **more: Any) -> dict[str, Any]:
    """What somebody is shown."""
    return asked(world, anonymousId=visitor, placements=["hero"], **more)[1]["placements"]["hero"]


def test_views_and_clicks_are_counted_by_variant_and_the_holdout_apart(world):
    seen = [told(world, f"v{one}", "Viewed", "a" if one < 3 else "b") for one in range(5)]
    post(world, *seen, told(world, "c1", "Clicked", "a"), told(world, "h1", "Viewed", None, holdout=True))
    post(world, *seen)
    world.pass_time(MINUTE)
    assert counts(world) == {"s:a": 3, "s:b": 2, "c:a": 1, "h:": 1}


def test_names_that_somebody_makes_up_stop_no_fold(world):
    """A day's rows are full of them: what comes next is not counted, and the batch is not brought again for that."""
    with world.aside():
        for lane in LANES:
            key = {"pk": "placement#hero", "sk": f"{to_text(world.clock)[:10]}#{lane}"}
            row = to_item({**key, "made_up": "x" * (LARGEST_ITEM - 60)})
            client("dynamodb").put_item(TableName=settings().requests, Item=row)
    post(world, identified(world, "i1", "u1"), told(world, "v1", "Viewed", "v" * 100))
    world.pass_time(MINUTE)
    again = [one for one in world.readers if isinstance(one, ShardReader) and (one.again or one.set_aside)]
    assert (counts(world), again) == ({}, [])


def test_what_names_no_placement_is_not_counted(world):
    post(world, told(world, "v1", "Viewed", "a", placement=None), message(world, "page", "p1", anonymousId="a1"))
    world.pass_time(MINUTE)
    assert counts(world) == {}


@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.LOST])
@pytest.mark.parametrize("number", range(12))
def test_a_fault_anywhere_in_the_fold_counts_once(world, fault, number):
    asking: list[Any] = []

    def fails(one: Any) -> Fault | None:
        asking.extend([one] if one.function == "fold_events" else [])
        return fault if one.function == "fold_events" and len(asking) == number + 1 else None

    world.region.gate.plan = fails
    for name, event in (("v1", "Viewed"), ("c1", "Clicked")):  # one after the other: batches keep their bounds
        post(world, told(world, name, event, "a"))
        world.pass_time(10 * MINUTE)
    assert counts(world) == {"s:a": 1, "c:a": 1}


def test_a_bandit_shows_what_is_clicked(world):
    for place in range(4):
        post(world, *(told(world, f"v{place}-{one}", "Viewed", "ab"[one % 2]) for one in range(80)))
        post(world, *(told(world, f"c{place}-{one}", "Clicked", "b") for one in range(30)))
    world.pass_time(MINUTE)
    shown = Counter(
        asked(world, anonymousId=f"x{one}", placements=["hero"])[1]["placements"]["hero"]["variant"]
        for one in range(20)
    )
    assert shown == {"b": 20}
    kept = asked(world, anonymousId="x1", placements=["hero"], shown={"hero": "a"})[1]["placements"]["hero"]
    assert (kept["variant"], kept["reason"]) == ("a", "kept")


def test_an_old_day_is_not_read(world):
    old = to_text(world.clock - 200 * DAY)
    post(world, told(world, "v1", "Viewed", "a") | {"timestamp": old, "originalTimestamp": old})
    world.pass_time(MINUTE)
    assert counts(world) == {}
