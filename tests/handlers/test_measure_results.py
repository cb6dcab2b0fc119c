"""Results of measures are kept, found again by what was wished, and replaced."""

import json

import pytest

from segue.aws.measure_results import MeasureResults, key_of
from segue.errors import Unavailable
from segue.measures.figures import Change, Figure
from segue.measures.results import Part, Result, Wish
from tests.faults.cloud.failures import AwsError

WISH = Wish("revenue", "28d", "day", {"channel": "web", "device": "phone"})
RESULT = Result(
    wish=WISH,
    since=1,
    until=2,
    currency="EUR",
    made=3,
    parts=(
        Part(
            "2026-11-03",
            Figure(4000.0, 3000.0, 5000.0, 3, 2),
            Figure(None, None, None, 0, 0),
            Change(None, None, None, False),
        ),
    ),
    rows=({"a": 1, "b": None},),
    sql="SELECT 1",
)


@pytest.fixture
def results(world):
    return MeasureResults("archive", "http://127.0.0.1:4566/000000000000/measures")


def test_what_was_found_is_found_again_by_its_wish_in_any_order(results):
    results.keep(RESULT)
    found = results.last(Wish("revenue", "28d", "day", {"device": "phone", "channel": "web"}))
    assert (found.parts[0].now, found.parts[0].change.sure) == (RESULT.parts[0].now, False)
    assert (found.wish, found.rows[0], found.sql, found.currency) == (WISH, {"a": 1, "b": None}, "SELECT 1", "EUR")


def test_the_newest_counts(results):
    results.keep(RESULT)
    results.keep(Result(wish=WISH, since=1, until=2, currency="EUR", made=9))
    assert results.last(WISH).made == 9


@pytest.mark.parametrize(
    "other", [Wish("revenue"), Wish("orders", "28d", "day", WISH.only), Wish("revenue", "28d", "day")]
)
def test_another_wish_has_another_result(results, other):
    results.keep(RESULT)
    assert results.last(other) is None
    assert key_of(other) != key_of(WISH)


def test_where_s3_does_not_answer_it_is_not_taken_for_nothing(results, world, monkeypatch):
    def refuses(_params):
        raise AwsError("SlowDown", "Please reduce your request rate.", 503)

    results.keep(RESULT)
    monkeypatch.setitem(world.region._answers, "s3.GetObject", refuses)
    with pytest.raises(Unavailable):
        results.last(WISH)


def test_who_asks_puts_a_wish_on_the_queue(world):
    queue = world.region.queues.by_name["ForecastQueue"]
    MeasureResults("archive", queue.url).ask(WISH, 5)
    (message,) = queue.messages.values()
    assert json.loads(message.body)["wish"]["only"] == WISH.only
