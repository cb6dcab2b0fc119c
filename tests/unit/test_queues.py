"""Orders that go together onto their queues."""

from types import SimpleNamespace
from typing import Any

import pytest

from segue.aws import queues
from segue.aws.queues import Gathered
from segue.errors import Unavailable


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """(queue, how many orders) of each request; the queue `full` does not take the first."""
    requests: list[tuple[str, int]] = []

    def batch(**asked: Any) -> dict[str, Any]:
        requests.append((asked["QueueUrl"], len({one["Id"] for one in asked["Entries"]})))
        return {"Failed": [{"Id": "0"}] if asked["QueueUrl"] == "full" else []}

    monkeypatch.setattr(queues, "client", lambda _: SimpleNamespace(send_message_batch=batch))
    return requests


def test_orders_of_one_queue_go_ten_at_a_time_and_none_before_the_end(sent: list[tuple[str, int]]) -> None:
    gathered = Gathered()
    for place in range(12):
        gathered.put("m", {"message": str(place)})
    gathered.put("t", {"message": "receipt"})
    assert sent == []
    gathered.flush()
    assert sent == [("m", 10), ("m", 2), ("t", 1)]


def test_an_order_that_is_not_taken_is_a_failure(sent: list[tuple[str, int]]) -> None:
    gathered = Gathered()
    gathered.put("full", {"message": "m1"})
    with pytest.raises(Unavailable):
        gathered.flush()
    assert len(sent) == 1
