"""A message on which nothing can be decided holds up no other, and is not forgotten."""

import json
from typing import Any

import pytest

from segue.aws.settings import settings
from segue.errors import Unavailable
from segue.messaging.deciding import decide
from segue.times import HOUR
from tests.faults.cloud.world import World
from tests.handlers.starter import started
from tests.handlers.test_caps import reminded, twice

BROKEN = "again"  # the journey whose messages cannot be decided on


def breaking(monkeypatch: pytest.MonkeyPatch, problem: Exception, times: int) -> None:
    """So often, deciding on a message of that journey breaks."""
    left = [problem] * times

    def breaks(ask: Any, *more: Any) -> Any:
        if ask.message.journey == BROKEN and left:
            raise left.pop()
        return decide(ask, *more)

    monkeypatch.setattr("segue.messaging.dispatching.decide", breaks)


def dead(world: World) -> list[str]:
    """The messages among the dead letters of the dispatcher's own queue."""
    with world.aside():
        return [json.loads(one.body)["message"] for one in world.region.queues.named(settings().dispatch_queue).dead]


def test_its_siblings_go_out_and_it_ends_among_the_dead_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    breaking(monkeypatch, KeyError("a bug"), 1000)
    with started(twice({})) as world:
        found = reminded(world, 5 * HOUR)
        assert {one.journey == BROKEN: one.state for one in found} == {True: "intended", False: "sent"}
        assert dead(world) == [one.id for one in found if one.journey == BROKEN]


@pytest.mark.parametrize("problem", [KeyError("once"), Unavailable("later")])
def test_what_breaks_once_goes_out_all_the_same(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    breaking(monkeypatch, problem, 1)
    with started(twice({})) as world:
        assert [one.state for one in reminded(world, 5 * HOUR)] == ["sent", "sent"]
        assert dead(world) == []
