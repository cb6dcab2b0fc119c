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


def breaking(monkeypatch: pytest.MonkeyPatch, problem: Exception, times: int) -> list[Exception]:
    """So often, deciding on a message of that journey breaks."""
    left = [problem] * times

    def breaks(ask: Any, *more: Any) -> Any:
        if ask.message.journey == BROKEN and left:
            raise left.pop()
        return decide(ask, *more)

    monkeypatch.setattr("segue.messaging.dispatching.decide", breaks)
    return left


def dead(world: World) -> list[str]:
    """The messages among the dead letters of the dispatcher's own queue."""
    with world.aside():
        return [json.loads(one.body)["message"] for one in world.region.queues.named(settings().dispatch_queue).dead]


def test_its_siblings_go_out_and_it_comes_again_until_it_can_be_decided_on(monkeypatch: pytest.MonkeyPatch) -> None:
    bugs = breaking(monkeypatch, KeyError("a bug"), 1000)
    with started(twice({})) as world:
        found = reminded(world, 5 * HOUR)
        assert {one.journey == BROKEN: one.state for one in found} == {True: "intended", False: "sent"}
        bugs.clear()
        world.pass_time(HOUR)
        assert (len(world.region.mailbox.mails), dead(world)) == (2, [])


@pytest.mark.parametrize("problem", [KeyError("once"), Unavailable("later")])
def test_what_breaks_once_goes_out_all_the_same(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    breaking(monkeypatch, problem, 1)
    with started(twice({})) as world:
        assert [one.state for one in reminded(world, 5 * HOUR)] == ["sent", "sent"]
        assert dead(world) == []
