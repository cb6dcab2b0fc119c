"""What runs may hear, gathered from the texts of the playbook; and that nobody is read for what none of them hears."""

from itertools import product
from typing import Any

import pytest

from segue.journeys.compiling import compile_journey
from segue.journeys.ears import EVERYTHING, Ears, ears_of, gathered, heard_by
from segue.times import DAY, HOUR, to_text
from segue_tools.schemas import sample
from tests.builders import NOON
from tests.fake_journeys import SEND, World, a_signal, a_world
from tests.starter import starter

STARTER = starter()["journey"]
ORDER, REFUND, MAIL = ({"detail-type": [one]} for one in ("OrderPlaced", "OrderRefunded", "MessageEngaged"))
ENTRY, NONE = {"segment": "open-cart"}, Ears(())
ENTERED = a_signal(segment="open-cart")
WITHIN = {"hold": {"until": {"segment": "vip"}, "timeout": "1d"}}
HOLD = {"hold": {"until": {"signal": ORDER}, "timeout": "1d", "reset": True, "then": [WITHIN]}}
SHARES = {"split": {"shares": [{"share": 50, "steps": [HOLD]}, {"share": 50, "steps": [SEND]}]}}
CALL = {"call": {"url": "https://a.example/", "secret": "a", "body": {"hold": "x"}}}
CARE = {"entry": ENTRY, "exits": [{"signal": REFUND}, {"segment": "vip"}], "steps": [CALL, SHARES]}


def hears(signal: dict[str, Any], *specs: Any) -> bool:
    return ears_of(gathered({}, specs)).hear(signal)


HEARD = [a_signal("OrderPlaced"), a_signal("OrderRefunded"), ENTERED, a_signal(segment="vip")]


@pytest.mark.parametrize("signal", HEARD)
def test_exits_and_holds_at_any_depth_are_ears_and_what_begins_one_anew(signal: dict[str, Any]) -> None:
    assert hears(signal, CARE)
    assert not hears(signal, {"entry": ENTRY, "steps": [SEND]})


@pytest.mark.parametrize("signal", [a_signal("MessageEngaged"), a_signal(segment="other"), a_signal("SegmentExited")])
def test_what_no_text_names_is_heard_by_none(signal: dict[str, Any]) -> None:
    assert not hears(signal, CARE)


def test_what_only_begins_runs_is_no_ear() -> None:
    once = {"hold": {"until": {"signal": ORDER}, "timeout": "1d"}}
    assert not hears(ENTERED, {"entry": ENTRY, "steps": [once]})


def test_ears_of_older_texts_stay_and_the_same_one_stays_once() -> None:
    first = gathered({}, [CARE])
    second = gathered(first, [{**CARE, "exits": [{"signal": MAIL}]}])
    assert [*ears_of(second).patterns] == [*ears_of(first).patterns, MAIL]


def test_a_version_that_says_nothing_of_ears_hears_everything() -> None:
    assert ears_of({}).hear(a_signal("MessageEngaged"))
    assert not ears_of(gathered({}, [])).hear(a_signal("MessageEngaged"))


SAMPLES = [sample(one) for one in ("OrderPlaced", "OrderRefunded", "ConversationOpened", "SegmentEntered")]
TEXTS = {**STARTER, "care": CARE}


@pytest.mark.parametrize(("key", "signal"), [*product(TEXTS, [*SAMPLES, ENTERED, a_signal(segment="vip")])])
def test_whatever_a_step_or_an_exit_hears_is_an_ear(key: str, signal: dict[str, Any]) -> None:
    journey = compile_journey(key, TEXTS[key])
    heard = any(journey.hears(signal, step) for step in journey.steps)
    assert Ears(tuple(heard_by(TEXTS[key]))).hear(signal) == heard


def reads(signal: dict[str, Any], ears: Ears, **spec: Any) -> list[str]:
    """What is read for a signal."""
    world, seen = a_world(SEND, **spec), list[str]()

    class Watched(World):
        def read(self, person: str) -> Any:
            seen.append("person")
            return super().read(person)

        def running(self, persons: Any) -> Any:
            seen.append("runs")
            return super().running(persons)

    Watched(world.journeys, ears=ears).listening.signal(signal, NOON + 2 * HOUR)
    return seen


OLD = {"time": to_text(NOON - DAY)}


@pytest.mark.parametrize(
    ("signal", "ears", "read"),
    [
        (a_signal("OrderPlaced"), NONE, []),
        (a_signal("OrderPlaced"), Ears((REFUND,)), []),
        (a_signal("OrderPlaced"), Ears((REFUND, ORDER)), ["person", "runs"]),
        (a_signal(), NONE, ["person"]),
        (a_signal(), EVERYTHING, ["person", "runs"]),
        (a_signal(backfill=True), NONE, []),
        (a_signal(**OLD), NONE, []),
        (a_signal(person=""), EVERYTHING, []),
    ],
)
def test_what_nobody_hears_reads_nothing(signal: dict[str, Any], ears: Ears, read: list[str]) -> None:
    assert reads(signal, ears, late={"after": "1h", "then": "ignore"} if "time" in signal["detail"] else None) == read
