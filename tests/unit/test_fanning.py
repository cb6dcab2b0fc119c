"""Fanning out: everybody in the segment once, by the clock that counts, at the pace, until somebody cancels."""

from collections import Counter
from dataclasses import replace

import pytest

from segue.broadcasts import fanning
from segue.broadcasts.definitions import Trial, Variant
from segue.broadcasts.lacking import told
from segue.contact_points import ContactPoint
from segue.languages.texts import speaking
from segue.times import DAY, HOUR, MINUTE, from_text
from tests.builders import NOON
from tests.fake_broadcasts import BOOK, Around, a_broadcast, a_person

ZONES = ("Asia/Tokyo", "Europe/Berlin", "America/New_York")
TWO = (Variant("a", 50), Variant("b", 50))


@pytest.fixture(autouse=True)
def short(monkeypatch) -> None:
    """Few people on a page."""
    monkeypatch.setattr(fanning, "PAGE", 7)


def people(count: int = 30, zones: tuple[str, ...] = ("",)) -> list:
    return [a_person(one, zones[one % len(zones)]) for one in range(count)]


def test_everybody_in_the_segment_gets_one_message() -> None:
    around = Around().started(a_broadcast(), people()).until(NOON + MINUTE)
    run = around.saved[1]
    assert len({one.contact_point for one in around.messages.values()}) == len(around.messages) == 30
    assert (run.stage, run.reached, run.skipped, run.expected) == ("done", {"news": 30}, {}, 30)


def test_who_cannot_be_written_to_is_counted_by_reason() -> None:
    gone = [a_person(40, email=None), a_person(41, vip=False), replace(a_person(42), shared=True), a_person(43)]
    around = Around(points={"u43@shop.test": ContactPoint("p", suppressed="bounce")})
    around.started(a_broadcast(), [a_person(1), *gone]).until(NOON + MINUTE)
    reasons = {"no-address": 1, "no-longer-true": 1, "nobody": 1, "suppressed-bounce": 1}
    assert (around.saved[1].reached, around.saved[1].skipped) == ({"news": 1}, reasons)


def test_by_people_s_own_clocks_each_zone_has_its_wave() -> None:
    broadcast = a_broadcast(at="2026-12-01T09:00", zone="local")
    around = Around().started(broadcast, people(300, ZONES)).until(NOON + 30 * DAY)
    sent = Counter(one.created for one in around.messages.values())
    moments = [from_text(f"2026-12-01T{hour}:00:00Z") for hour in ("00", "08", "14")]
    assert sent == dict.fromkeys(moments, 100)
    assert around.saved[1].zones == dict.fromkeys(ZONES, 100)


def test_where_the_time_is_past_already_it_goes_out_a_day_later() -> None:
    broadcast = a_broadcast(at="2026-11-22T20:00", zone="local")  # made at noon UTC: past in Tokyo, where it is nine
    around = Around().started(broadcast, people(3, ZONES)).until(NOON + 2 * DAY)
    sent = sorted(one.created for one in around.messages.values())
    assert sent == [from_text(f"2026-11-{one}:00Z") for one in ("22T19:00", "23T01:00", "23T11:00")]


def test_a_pace_is_kept_to_the_minute() -> None:
    around = Around().started(a_broadcast(pace=6), people()).until(NOON + DAY)
    for minute in range(5):
        first = NOON + minute * MINUTE
        assert len([one for one in around.messages.values() if first <= one.created < first + MINUTE]) == 6


def test_a_cancelled_broadcast_goes_no_further() -> None:
    around = Around().started(a_broadcast(pace=6), people()).until(NOON + 2 * MINUTE)
    around.broadcast = a_broadcast(pace=6, cancelled=around.now)
    sent = len(around.messages)
    around.until(NOON + DAY)
    assert len(around.messages) == sent < 30
    assert around.orders == []


def test_a_recurrence_sends_on_each_of_its_days_and_counts_each_run() -> None:
    weekly = a_broadcast(at="2026-11-23T09:00", zone="Europe/Berlin", every="week", on=("monday", "thursday"))
    around = Around().started(weekly, people(10)).until(NOON + 14 * DAY)
    days = sorted({one.created for one in around.messages.values()})
    assert days == [from_text(f"2026-{one}T08:00:00Z") for one in ("11-23", "11-26", "11-30", "12-03")]
    assert [run.reached for run in around.saved.values()] == [{"news": 10}] * 4


@pytest.mark.parametrize(("by", "outcome"), [("clicked", "clicked"), ("opened", "opened")])
def test_the_rest_gets_the_variant_that_won_the_trial(by: str, outcome: str) -> None:
    trial = a_broadcast(variants=TWO, trial=Trial(20, 4 * HOUR, by))
    around = Around().started(trial, people(300)).until(NOON + HOUR)
    tried = dict(around.messages)
    answered = {
        one.id: replace(one, state="sent", outcomes={outcome: NOON} if one.template == "b" else {})
        for one in tried.values()
    }
    around.messages = answered
    around.until(NOON + 5 * HOUR)
    rest = [one for key, one in around.messages.items() if key not in tried]
    assert 30 < len(tried) < 90
    assert {one.template for one in tried.values()} == {"a", "b"}
    assert {(one.template, one.created) for one in rest} == {("b", NOON + 4 * HOUR)}
    assert len(around.messages) == 300


def test_a_trial_by_people_s_own_clocks_sends_the_rest_the_next_day_at_their_time() -> None:
    trial = a_broadcast(variants=TWO, trial=Trial(50, HOUR, "clicked"), at="2026-12-01T09:00", zone="local")
    around = Around().started(trial, people(60, ZONES)).until(NOON + 30 * DAY)
    times = {one.created for one in around.messages.values()}
    assert times == {from_text(f"2026-12-0{day}T{hour}:00:00Z") for day in (1, 2) for hour in ("00", "08", "14")}
    assert (len(around.messages), around.saved[1].winner) == (60, "a")


def test_a_segment_that_is_gone_ends_the_run_with_that_reason() -> None:
    around = Around(book=replace(BOOK, segments={})).started(a_broadcast(), people()).until(NOON + MINUTE)
    assert (around.saved[1].stage, around.saved[1].problem) == ("failed", "segment|vips|")
    assert told(around.saved[1].problem) == "the playbook in force has no segment vips"
    with speaking("de"):
        assert told(around.saved[1].problem) == "das geltende Playbook hat kein Segment vips"
    assert around.messages == {}


def test_a_reason_that_was_kept_as_a_sentence_stays_one() -> None:
    assert told("the playbook in force has no segment vips") == "the playbook in force has no segment vips"


def test_an_order_that_comes_again_and_again_sends_nothing_twice() -> None:
    around = Around().started(a_broadcast(pace=60), people())
    around.orders *= 3
    around.until(NOON + 2 * HOUR)
    assert (len(around.messages), around.saved[1].reached) == (30, {"news": 30})
