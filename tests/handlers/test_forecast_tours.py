"""Who comes, and who becomes one with somebody, while the job of the night goes over everybody; what that asks for."""

import pytest

from segue import touring
from segue.aws import pages
from segue.aws.kinds import IDENTITY
from segue.times import HOUR
from tests.faults.endings import rows
from tests.faults.shop import post
from tests.faults.visitors import bought
from tests.handlers import on_shelves
from tests.handlers.nights import PATH, filled, night, told
from tests.handlers.staff_requests import BOTH, Api


@pytest.fixture
def shop(world):
    return filled(world)


def _paused(world, monkeypatch):
    """A run that has looked at one page."""
    monkeypatch.setattr(touring, "LASTS", 0)
    for module in ("segue.touring", "segue.aws.pages"):
        monkeypatch.setattr(f"{module}.PARTS", 1)
    monkeypatch.setattr(pages, "PAGE", 4)
    Api(world, "admin").post(f"{PATH}/runs", {})
    while not told(world)["run"]["people"]:
        world.step()


def test_who_comes_during_the_tour_is_there_this_night_or_the_next(shop, monkeypatch):
    _paused(shop, monkeypatch)
    post(shop, *(bought(shop, f"b-n{one}", "kettle", f"new{one}", userId=f"n{one}") for one in range(9)))
    shop.pass_time(HOUR)
    before = told(shop)["items"][0]
    assert 13 <= before["data"]["people"] <= 22
    night(shop, "2026-12-01")
    assert told(shop)["items"][0]["data"]["people"] == 22
    assert len(on_shelves.rows(f"new{one}" for one in range(9))) == 9


def test_people_who_become_one_during_the_tour_are_one_the_next_night(shop, monkeypatch):
    _paused(shop, monkeypatch)
    assert Api(shop, "admin").post("/v1/merges", BOTH)[0] == 201
    shop.pass_time(HOUR)
    card = told(shop)["items"][0]
    assert 11 <= card["data"]["people"] <= 13
    assert [row for row in rows(shop, "People") if row.get("into") and row["sk"] == IDENTITY]
    night(shop, "2026-12-01")
    assert told(shop)["items"][0]["data"]["people"] == 12


def asked_for(shop, monkeypatch):
    """What the job asks for in a night, in pages of five."""
    for module in ("segue.touring", "segue.aws.pages"):
        monkeypatch.setattr(f"{module}.PARTS", 1)
    monkeypatch.setattr(pages, "PAGE", 5)
    shop.region.forget_counts()
    night(shop)
    return {name: count for (function, name), count in shop.region.meter.requests.items() if function == "forecast"}


def test_what_going_over_everybody_twice_asks_for(shop, monkeypatch):
    """docs/recommendations.md and docs/models.md say what a million identities cost by these counts."""
    identities = len(rows(shop, "Identities"))
    asked, reads = asked_for(shop, monkeypatch), shop.region.meter.reads
    looked_at = identities // 5 + 1  # pages; the last one may be empty
    parts = asked["s3.PutObject"] - 1  # and what was learned
    assert (asked["dynamodb.Scan"], parts <= looked_at) == (2 * looked_at, True)
    assert asked["s3.GetObject"] == 4 * parts + 1
    assert 2 * looked_at <= asked["dynamodb.BatchGetItem"] <= 4 * looked_at
    assert reads["forecast", "PeopleTable"] == 2 * identities
    assert reads["forecast", "IdentitiesTable"] <= 2 * identities
    assert asked["dynamodb.PutItem"] <= 2 * looked_at + 20
