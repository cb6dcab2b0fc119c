"""What of the archive is too old, and what is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from segue.errors import Invalid
from segue.measures import expiring
from segue.measures.expiring import Expiring
from segue.measures.runs import Run
from segue.measures.stored import Stored, part_of
from segue.retention import days_of, ends, retention_policy
from segue.times import DAY, SECOND, from_text

NOW = from_text("2026-11-30T02:30:00Z")


@dataclass
class Bucket:
    """Parts by their days."""

    keys: list[str] = field(default_factory=list)

    def listed(self, folder: str, _first: str = "", last: str = "") -> Iterator[Stored]:
        found = (Stored(one, 1, "") for one in sorted(self.keys) if one.startswith(folder))
        yield from (one for one in found if one.partition[0] <= last)

    def delete(self, keys: Sequence[str]) -> None:
        self.keys = [one for one in self.keys if one not in keys]


def left(days: int, *dates: str) -> list[str]:
    """The days that are left."""
    bucket = Bucket([part_of(one, "order") for one in dates])
    stage, run = Expiring(bucket, lambda: days, lambda: NOW), Run("one", NOW, "test", stage="expiring")
    for _ in range(9):
        run = stage.page(run)
        if run.through:
            return [one.partition("date=")[2][:10] for one in bucket.keys]
    raise AssertionError("it does not end")


@pytest.mark.parametrize("page", [1, 1000])
def test_days_that_are_older_go_and_the_others_stay(monkeypatch, page) -> None:
    monkeypatch.setattr(expiring, "PAGE", page)
    assert left(36, "2026-10-23", "2026-10-24", "2026-10-25", "2026-11-29") == ["2026-10-25", "2026-11-29"]
    assert left(1095, "2020-01-01", "2026-10-23") == ["2026-10-23"]


def test_where_nothing_is_too_old_nothing_happens() -> None:
    assert left(36) == []
    assert left(36, "2026-11-30") == ["2026-11-30"]


@pytest.mark.parametrize(
    "spec", [{"messages": 10}, {"messages": True}, {"archive": 4000}, {"events": 30}, {"mesages": 500}]
)
def test_a_policy_outside_its_bounds_is_refused(spec) -> None:
    with pytest.raises(Invalid):
        retention_policy(spec)


def test_rows_end_by_the_policy_and_where_it_says_nothing_not_at_all() -> None:
    policies = {"retention": retention_policy({"messages": 500})}
    assert ends(policies, "messages", NOW) == {"ttl": (NOW + 500 * DAY) // SECOND}
    assert ends(policies, "conversations", NOW) == {} == ends({}, "messages", NOW)
    assert (days_of({}, "events"), days_of({}, "archive")) == (400, 1095)
