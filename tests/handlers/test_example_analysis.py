"""The example of an analysis, over an archive that the archive's own functions have written."""

from pathlib import Path

import pytest

from examples.analysis import ask
from segue.aws.settings import settings
from segue.times import DAY
from tests.faults.cloud.world import World
from tests.faults.shop import ordered, post
from tests.handlers.archived import night, stored
from tests.handlers.archived_day import shopped
from tests.handlers.starter import started


def copied(world: World, folder: Path) -> Path:
    """What lies in the archive's bucket, as files."""
    for (bucket, key), body in world.region.buckets.objects.items():
        if bucket == settings().archive_bucket and key.startswith(("events/", "new/", "people/")):
            (folder / key).parent.mkdir(parents=True, exist_ok=True)
            (folder / key).write_bytes(body)
    return folder


def two_orders(folder: Path, nightly: bool) -> Path:
    """What lies there after two orders ten days apart, and after a night."""
    with started() as world:
        shopped(world)
        world.pass_time(9 * DAY)
        post(world, ordered(world, "m9", userId="u1"))
        world.pass_time(DAY)
        if nightly:
            night(world)
            assert [stored(world, "new/") == [], len(stored(world, "people/"))] == [True, 1]
        return copied(world, folder)


@pytest.mark.parametrize("nightly", [False, True], ids=["before a night", "after one"])
def test_every_question_has_its_answer(nightly, tmp_path, monkeypatch):
    monkeypatch.setattr("segue.measures.measuring.wishes", lambda: ())  # figures are not what is asked here
    base = ask.opened(two_orders(tmp_path, nightly))
    answers = {one.stem: ask.ask(base, one.stem).fetchall() for one in ask.QUESTIONS.glob("*.sql")}
    ((month, channel, currency, orders, revenue),) = answers["orders_by_channel"]
    assert (month, channel, currency, orders, revenue > 0) == ("2026-01", "web", "EUR", 2, True)
    assert answers["second_orders"] == [("2026-01", 1, 1)]
    assert answers["orders_after_messages"] == [("abandoned-cart", 1, 1)]


def test_an_empty_folder_is_said_to_be_one(tmp_path):
    with pytest.raises(FileNotFoundError, match="no rows"):
        ask.opened(tmp_path)


def test_a_row_that_came_twice_counts_once(tmp_path):
    with started() as world:
        shopped(world)
        copied(world, tmp_path)
    before = ask.ask(ask.opened(tmp_path), "orders_by_channel").fetchall()
    for one in list(tmp_path.glob("new/**/*.json.gz")):
        one.with_name(f"again-{one.name}").write_bytes(one.read_bytes())
    assert ask.ask(ask.opened(tmp_path), "orders_by_channel").fetchall() == before != []


def test_answers_are_printed(tmp_path, capfd):
    with started() as world:
        shopped(world)
        ask.main(copied(world, tmp_path), "orders_by_channel")
    assert "revenue" in capfd.readouterr().out
