"""The benchmark: the same counts every time, and the keys that `make bench` promises."""

import json
from functools import cache
from typing import Any

import botocore.session
import pytest

from bench import archiving, starting
from bench.figures import ARCHIVE, EVENTS, SENDING
from bench.keeping import RESULTS
from bench.playing import FULL_BATCHES, played
from bench.workload import Day, Shape
from tests.faults.cloud import stack

pytestmark = pytest.mark.thorough

SHORT = Shape(events=400, customers=40)
KEYS = [
    "commit",
    "machine",
    "workload",
    "requests_per_event",
    "write_units_per_event",
    "read_units_per_event",
    "ingest_round_trips",
    "ingest_round_trips_of_a_repeat",
    "usd_per_million",
    "usd_per_million_http_api",
    "collect_modules",
    "log_bytes_per_event",
    "item_bytes_p50",
    "item_bytes_p99",
    "events_per_fold",
    "cpu_ratio_to_put",
    "decide_round_trips",
    "decide_cpu_ms",
    "deciding",
    "sending",
    "live",
]


def figures() -> dict[str, Any]:
    """Of a short day, played."""
    return played(Day(SHORT).deliveries(), FULL_BATCHES)


once = cache(figures)


def test_a_seed_gives_the_same_figures_twice_and_they_add_up_to_the_bill() -> None:
    found = once()
    assert found == figures()
    assert sum(found["usd_by_purpose"].values()) == pytest.approx(found["usd_per_million"], abs=0.01)


def test_the_targets_that_a_short_day_can_tell_are_met() -> None:
    found = once()
    assert found["ingest_round_trips"] == 1
    assert 0 < found["log_bytes_per_event"] <= 60  # a line where something is done for somebody, none of the rest
    assert found["write_units_per_event"] <= 2.2


def test_the_archive_takes_few_objects_and_bytes() -> None:
    found = archiving.figures(SHORT.events)["archive"]
    assert found["puts_per_event"] <= 1  # of a shop as small as this; the more happens, the fewer
    assert found["bytes_per_row"] <= 250
    assert 1 <= found["rows_per_event"] <= 2


def test_the_committed_results_have_every_key() -> None:
    assert set(KEYS) <= set(json.loads(RESULTS.read_text()))


def test_every_function_of_the_pipeline_is_on_the_bill() -> None:
    doors = {f"receive_{one}" for one in ("store", "sms", "social", "support", "phone", "surveys", "any")}
    jobs = {"suggest_merges", "import_history", "back_fill", "count_members", "learn_patterns", "broadcast", "simulate"}
    jobs |= {"forecast", "measure", "keep_undelivered", "knock", "redrive", "privacy"}
    pages = {"preferences", "surveys", "follow_link", "open_file", "handover", "inbox", "decide"}
    talks = {"conversations", "file_turns", "recognize_caller", "chat"}
    elsewhere = {"people", "segments", "playbook", "console", "call_webhooks", *talks}
    assert {*EVENTS, *SENDING, *ARCHIVE} == set(stack.functions()) - elsewhere - pages - doors - jobs


def test_every_client_that_a_start_makes_is_one_of_the_sdk() -> None:
    named = {one for function in stack.functions() for one in starting.services(function)}
    assert named
    assert named - set(botocore.session.Session().get_available_services()) == set()
