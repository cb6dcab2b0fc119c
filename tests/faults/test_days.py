"""Whole days, short form; `make faults N=1000` plays the long one."""

import itertools

import pytest

from segue.aws.numbering import Numbering
from segue.journeys.waking import Waking
from segue.segment_api import messages
from segue.wiring import erasing
from tests.faults.cloud import stack
from tests.faults.cloud.world import World
from tests.faults.days import playing, stories
from tests.faults.days.archived import unarchived
from tests.faults.days.playing import plan_of, played
from tests.handlers.archived import lay
from tests.talked import sent

pytestmark = pytest.mark.thorough

SHORT = 8
MOST = 60  # seeds within which each mistake is found


def test_a_day_keeps_its_promises() -> None:
    wrong = {seed: found for seed in range(SHORT) if (found := played(plan_of(seed))[0].wrong)}
    assert not wrong, f"SEED={next(iter(wrong))} make faults plays the first of {len(wrong)} again: {wrong}"


def test_a_seed_plays_the_same_twice() -> None:
    assert played(plan_of(3)) == played(plan_of(3))


def swallows(patch: pytest.MonkeyPatch) -> None:
    """What nobody understands is taken for a signal."""
    look = Waking.look
    patch.setattr(Waking, "look", lambda self, said, now: look(self, {"detail-type": "", "detail": {}, **said}, now))


def forgets_the_ledger(patch: pytest.MonkeyPatch) -> None:
    """Who is erased stays in the ledger."""
    stores = erasing.stores
    patch.setattr(erasing, "stores", lambda: tuple(one for one in stores() if vars(one).get("name") != "ledger"))


def believes_every_clock(patch: pytest.MonkeyPatch) -> None:
    """Nobody's time is corrected."""
    patch.setattr(messages, "event_time", lambda given, received, _: received if given is None else given)


MISTAKES = ((swallows, "LOST"), (forgets_the_ledger, "ERASED"), (believes_every_clock, "CLOCK"))


def names_nobody_at_times(patch: pytest.MonkeyPatch) -> None:
    """Every second batch of the archive is nobody's."""
    asked, number = itertools.count(), Numbering.__call__
    patch.setattr(Numbering, "__call__", lambda *some: {} if next(asked) % 2 else number(*some))


def _forget() -> None:
    for one in (playing.quiet_day, erasing.working, erasing.erasing):
        one.cache_clear()


@pytest.fixture(autouse=True)
def fresh_quiet_days():
    """A quiet day with a mistake in it is nobody's measure; what was put together with one is nobody's either."""
    _forget()
    yield
    _forget()


@pytest.mark.parametrize(("mistake", "promise"), MISTAKES, ids=lambda one: getattr(one, "__name__", str(one)))
def test_a_mistake_breaks_its_promise(mistake, promise, monkeypatch) -> None:
    mistake(monkeypatch)
    found = (one for seed in range(MOST) for one in played(plan_of(seed))[0].wrong)
    assert any(one.startswith(promise) for one in found)


def test_an_erasure_excuses_nothing_about_others(monkeypatch) -> None:
    names_nobody_at_times(monkeypatch)
    seeds = [seed for seed in range(MOST) if any(one.verb == "is erased" for one in stories.day(seed))]
    assert any("the archive tells" in one for seed in seeds for one in played(plan_of(seed))[0].wrong)


@pytest.mark.parametrize(
    ("first", "again", "excused"),
    [("02 10:00", "02 10:02", True), ("02 23:59", "02 23:58", True), ("02 23:59", "03 00:01", False)],
)
def test_a_report_that_comes_again_is_excused_on_its_own_day_alone(first, again, excused) -> None:
    """The archive has a row of it in each day's partition, and not everybody who reads it is a measure."""
    world = World()
    with world.open():
        for name, time in (("a", first), ("b", again)):
            lay(world, name, sent(1, 1, f"2026-11-{time}", id=7, outcome="opened"))
        found = [*unarchived(world, erased=False)]
    assert found == ([] if excused else ["the archive tells 7 in two ways: ['date', 'received', 'time']"])


def test_every_function_has_its_part() -> None:
    """What a sample may ask, and what streams, queues and SDKs drive, are all there are."""
    driven = {stack.folder_of(one.function) for one in stack.sources()} | {"collect", "privacy"}
    assert {*stories.askable()} | driven == {stack.folder_of(one) for one in stack.functions()}
