"""Every sample event of `events/` goes through its real handler in the in-memory cloud, with its own role."""

import json
from pathlib import Path

import pytest

from segue_tools.templates import snake
from segue_tools.warming import readers
from tests.faults.cloud import stack
from tests.handlers.starter import started

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("function", sorted(stack.functions()))
def test_the_sample_event_passes_through_the_handler(function: str) -> None:
    with started() as world:
        event = json.loads((ROOT / "events" / f"{stack.folder_of(function)}.json").read_text())
        answer = world.lambdas.invoke(function, event) or {}
    assert answer.get("statusCode", 200) < 500
    assert answer.get("batchItemFailures", []) == []


@pytest.mark.parametrize("function", [snake(one) for one in readers()])
def test_an_empty_batch_passes_through_whatever_reads_batches(function: str) -> None:
    with started() as world:
        answer = world.lambdas.invoke(function, {"Records": []}) or {}
    assert answer.get("batchItemFailures", []) == []
