"""The schedules find what they are for: each mistake here, made on purpose, breaks its promise at an early seed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from segue import folding
from segue.aws import carriers, contact_points
from segue.aws.clients import client
from segue.aws.identities import Identities
from segue.aws.ledger import Ledger
from segue.aws.tables import update_if
from segue.messaging import sending
from segue.messaging.deciding import Choice
from segue.messaging.reasons import Reason
from segue.profile import identities
from tests.faults.schedules import plays
from tests.faults.schedules.plays import Schedule, played, schedule_of

pytestmark = pytest.mark.thorough

MOST = 400  # seeds; the mistakes are found within the first two hundred, wherever the requests of handlers stand
SPOTLESS = 24  # seeds that are played without any mistake, four times as many as any mistake has needed
Mutant = Callable[[pytest.MonkeyPatch], None]


def counts_repeats(patch: pytest.MonkeyPatch) -> None:
    """The watermark is not asked."""
    patch.setattr(identities, "is_repeat", lambda *_: False)
    patch.setattr(folding, "needs_rebuild", lambda *_: False)


def forgets_late_records(patch: pytest.MonkeyPatch) -> None:
    """What comes below the watermark is taken for a repeat."""
    patch.setattr(folding, "needs_rebuild", lambda *_: False)
    told = identities.is_repeat
    patch.setattr(identities, "is_repeat", lambda mark, one: one.sequence <= mark.number or told(mark, one))


def lets_the_sdk_send_again(patch: pytest.MonkeyPatch) -> None:
    """SES is called with the SDK's retries."""
    patch.setattr(carriers, "client", lambda service, **_: client(service))


def sends_without_looking_again(patch: pytest.MonkeyPatch) -> None:
    """Consent is asked when a message is dispatched, and neither by its sender nor by the claim of the address."""
    patch.setattr(sending, "decide", lambda ask, _policy, now: Choice("send", ask.ways[0], now))

    def unasked(table: str, key: Any, update: str, condition: str, **values: Any) -> None:
        update_if(
            table, key, update, re.sub(r" AND \(attribute_not_exists\(no_\w+\) OR [^)]*\)", "", condition), **values
        )

    patch.setattr(contact_points, "update_if", unasked)


def sends_nothing(patch: pytest.MonkeyPatch) -> None:
    """Every message is dropped, with a reason that sounds good."""
    patch.setattr(sending, "decide", lambda *_: Choice("drop", reasons=(Reason("opted-out"),)))


def saves_over_others(patch: pytest.MonkeyPatch) -> None:
    """An identity is saved whatever version stands there."""
    statement = Identities._statement

    def unconditional(self: Identities, one: Any, raw: bytes) -> dict[str, Any]:
        made = statement(self, one, raw)
        if one.version == 0:
            return made
        return {"Statement": made["Statement"].replace(" AND v = ?", ""), "Parameters": made["Parameters"][:-1]}

    patch.setattr(Identities, "_statement", unconditional)


def takes_the_latest_delivery(patch: pytest.MonkeyPatch) -> None:
    """An opt-out has the moment of its latest delivery."""
    first = Ledger._first
    patch.setattr(Ledger, "_first", lambda self, event: (event, first(self, event)[1]))


MUTANTS: tuple[tuple[Mutant, str], ...] = (
    (counts_repeats, "TWICE"),
    (forgets_late_records, "LOST"),
    (lets_the_sdk_send_again, "TWICE"),
    (sends_without_looking_again, "OPT-OUT"),
    (sends_nothing, "LOST"),
    (saves_over_others, "LOST"),
    (takes_the_latest_delivery, "ORDER"),
)


@pytest.fixture(autouse=True)
def fresh_quiet_days() -> Iterator[None]:
    """A quiet day with a mistake in it is nobody's measure, and the other way round."""
    plays.quiet_day.cache_clear()
    yield
    plays.quiet_day.cache_clear()


def hostile(seed: int) -> Schedule:
    """A seed's schedule by somebody who always lies in wait and has every batch come again."""
    schedule = schedule_of(seed)
    return replace(schedule, mood=replace(schedule.mood, ambush=1.0, again=0.3, at_sending=0.3, patience=1.0))


def test_without_a_mistake_the_same_schedules_are_clean() -> None:
    assert [found for seed in range(SPOTLESS) for found in played(hostile(seed)).wrong] == []


@pytest.mark.parametrize(("mistake", "promise"), MUTANTS, ids=lambda one: getattr(one, "__name__", str(one)))
def test_a_mistake_breaks_its_promise(mistake: Mutant, promise: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mistake(monkeypatch)
    found = (one for seed in range(MOST) for one in played(hostile(seed)).wrong)
    assert any(promise in one.partition(":")[0] for one in found)
