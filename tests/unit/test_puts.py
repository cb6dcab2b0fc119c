"""Many rows are put, and what a busy table leaves is put again after a rest."""

from typing import Any

import pytest

from segue.aws import puts
from segue.errors import Unavailable


class Busy:
    """A table that leaves the last row of a request so many times."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.put: list[int] = []

    def batch_write_item(self, **said: dict[str, Any]) -> dict[str, Any]:
        """What the SDK answers."""
        rows = said["RequestItems"]["t"]
        self.put.append(len(rows))
        self.times -= 1
        return {"UnprocessedItems": {"t": rows[-1:]} if self.times >= 0 else {}}


def putting(monkeypatch: pytest.MonkeyPatch, times: int) -> tuple[Busy, list[int]]:
    """A busy table, and what is waited."""
    table, rests = Busy(times), list[int]()
    monkeypatch.setattr(puts, "client", lambda _: table)
    monkeypatch.setattr(puts, "wait", rests.append)
    return table, rests


def test_what_is_left_is_put_again_after_a_rest_that_grows(monkeypatch):
    table, rests = putting(monkeypatch, 2)
    puts.put_all("t", [{"pk": f"{one}"} for one in range(3)])
    assert (table.put, rests) == ([3, 1, 1], [100, 200])


def test_who_is_never_done_is_told_so(monkeypatch):
    putting(monkeypatch, 99)
    with pytest.raises(Unavailable):
        puts.put_all("t", [{"pk": "a"}])
