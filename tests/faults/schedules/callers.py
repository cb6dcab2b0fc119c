"""Callers: customers' browsers and staff, who ask again when they got no good answer."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from segue.times import MINUTE, SECOND
from tests.faults.cloud.clock import START
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.lambdas import Invoker
from tests.faults.cloud.world import World
from tests.faults.providers import staff_request
from tests.faults.schedules.stories import Act, Decision, Event, message_of
from tests.faults.shop import posting

WAIT = 5 * SECOND  # before another try
MOST_TRIES = 60
PATIENCE = 5 * MINUTE  # of an ambush


@dataclass
class Caller:
    """One act of the story: when it is due, and the ordinals of the requests around its first try and its answer.

    `ambush` names a function: the first try waits a while for an invocation of it, to come at the same time.
    """

    act: Act
    due: int
    ambush: str = ""
    tries: int = 0
    begun: int = -1
    answered: int = -1
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def latest(self) -> int:
        """When it asks whether or not there is anybody to meet."""
        return self.due + PATIENCE if self.ambush else self.due

    @property
    def done(self) -> bool:
        """Whether a good answer has come."""
        return self.answered >= 0


@dataclass
class Callers:
    """Everybody who has something to ask, in the order of the story."""

    world: World
    all: list[Caller] = field(default_factory=list)

    def come(self, acts: tuple[Act, ...]) -> None:
        """They will act at the moments of the story."""
        self.all = [Caller(act, START + act.at) for act in acts]

    def due(self, now: int) -> list[Caller]:
        """Who asks now: of staff only who has something to take back."""
        return [one for one in self.all if not one.done and one.due <= now and self._can(one.act)]

    def next_moment(self) -> int | None:
        """When somebody asks next."""
        return min((one.latest for one in self.all if not one.done and self._can(one.act)), default=None)

    def named(self, name: str) -> Caller:
        """Whose act this is."""
        return next(one for one in self.all if one.act.name == name)

    def ask(self, caller: Caller) -> Callable[[Invoker], None]:
        """One try."""
        function, event = self._request(caller.act)

        def asked(via: Invoker) -> None:
            gate = self.world.region.gate
            caller.tries += 1
            caller.ambush = ""
            caller.begun = gate.ordinal if caller.begun < 0 else caller.begun
            status, body = _answer(via, function, event())
            if status < 300:
                caller.answered, caller.answer = gate.ordinal, body
            caller.due = self.world.clock + WAIT * caller.tries
            assert caller.tries < MOST_TRIES, (caller, self.world.lambdas.errors[-1:])

        return asked

    def _can(self, act: Act) -> bool:
        return not isinstance(act, Decision) or act.verb == "merges" or self.named(act.keep).done

    def _request(self, act: Act) -> tuple[str, Callable[[], dict[str, Any]]]:
        if isinstance(act, Event):
            return "collect", posting(self.world, message_of(act, self.world))
        if act.verb == "merges":
            keep, absorb = ({"type": "user_id", "value": one} for one in (act.keep, act.absorb))
            return "people", lambda: staff_request("/v1/merges", {"keep": keep, "absorb": absorb}, act.name)
        path = f"/v1/merges/{self.named(act.keep).answer['id']}/undo"
        return "people", lambda: staff_request(path, {"reason": "two sisters"}, act.name)


def _answer(via: Invoker, function: str, event: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    try:
        answer = via.invoke(function, event)
    except (Crash, Exception):
        return 502, {}
    return int(answer.get("statusCode", 200)), json.loads(answer.get("body") or "{}")
