"""What the night foretells: from what customers bought in a year to their pages, and once only."""

import pytest

from segue.aws.ledger import event_of
from segue.predictions import SOURCE
from segue.times import DAY, MINUTE, to_text
from tests.faults.endings import rows
from tests.faults.shop import message, post
from tests.faults.visitors import bought, objected
from tests.handlers.nights import PATH, night, told
from tests.handlers.resumed import after
from tests.handlers.staff_requests import Api

pytestmark = pytest.mark.thorough

REGULAR, PASSING = 30, 30
EVERY = 21  # days


@pytest.fixture
def shop(world):
    """Its customers have bought."""
    return after(world, customers)


@pytest.fixture
def learned(world):
    """The night after that is over as well."""
    return after(world, customers, night)


def customers(world):
    """Who buys coffee every three weeks, and who bought a lamp once; `r0` needs coffee within two days."""
    for one in range(REGULAR):
        days = range(EVERY - 1 if one == 0 else 3 + one % 9, 260, EVERY)
        post(world, *(earlier(world, f"r{one}", "coffee", day) for day in days))
    post(world, *(earlier(world, f"p{one}", "lamp", 20 + 8 * one) for one in range(PASSING)))
    world.pass_time(MINUTE)


def earlier(world, user, product, days):
    return bought(world, f"{user}-{days}", product, userId=user, timestamp=to_text(world.clock - days * DAY))


def foreseen(world, user):
    person = Api(world).post("/v1/people/find", {"type": "user_id", "value": user})[1]["id"]
    return Api(world).get(f"/v1/people/{person}/predictions")[1]


def written(world):
    return [event_of(row) for row in rows(world, "Ledger") if row["s"] == SOURCE]


def due(world):
    return [one["detail"] for one in world.region.bus.log if one["detail-type"] == "ReplenishmentDue"]


def test_who_comes_again_and_again_is_expected_and_who_passed_by_is_not(learned):
    regular, passer = foreseen(learned, "r5"), foreseen(learned, "p25")
    assert regular["purchases"]["days"]["90"] > 2 > 0.5 > passer["purchases"]["days"]["90"]
    assert regular["churn"]["probability"] < 0.3 < 0.7 < passer["churn"]["probability"]
    assert [one["product_id"] for one in regular["replenish"]] == ["coffee"]
    assert (regular["replenish"][0]["usual_days"], passer["replenish"]) == (EVERY, [])
    assert regular["value"]["days"]["90"] > passer["value"]["days"]["90"]
    assert regular["price_sensitivity"]["share"] < 0.1
    cards = {one["model"]: one for one in told(learned)["items"]}
    assert not [name for name, one in cards.items() if one["lacks"] and name != "recommendations"]
    assert cards["churn"]["metrics"]["auc"] > 0.9
    assert told(learned)["run"]["foretold"] == len(written(learned)) == REGULAR + PASSING + 1


def test_what_is_used_up_soon_is_told_once(learned):
    (first,) = due(learned)
    assert (first["product"], first["usual_days"]) == ("coffee", EVERY)
    learned.pass_time(DAY)
    night(learned, "2026-12-01")
    assert len([one for one in due(learned) if one["person"] == first["person"]]) == 1


def test_the_same_night_again_writes_nothing_new_and_the_next_what_has_moved(learned):
    before = len(written(learned))
    Api(learned, "admin").post(f"{PATH}/runs", {})
    learned.pass_time(MINUTE)
    assert len(written(learned)) == before
    learned.pass_time(DAY)
    post(learned, earlier(learned, "r1", "coffee", 0))
    learned.pass_time(MINUTE)
    night(learned, "2026-12-01")
    again = written(learned)[before:]
    assert 1 <= len(written(learned)) - before < REGULAR, again


def test_of_who_objects_or_is_a_till_or_never_bought_nothing_is_told(shop):
    post(shop, objected(shop, "no", userId="r3"), message(shop, "identify", "i", userId="new"))
    shop.pass_time(MINUTE)
    night(shop)
    assert (foreseen(shop, "r3")["made"], foreseen(shop, "new")["made"]) == (None, None)
    assert len([one for one in written(shop) if one.event == "Predictions Updated"]) == REGULAR + PASSING - 1


def test_who_cancels_all_that_they_bought_is_told_that_nothing_is_expected(learned):
    said = {"order_id": "o-p3-44"}
    post(learned, message(learned, "track", "c", userId="p3", event="Order Cancelled", properties=said))
    for day in ("2026-12-01", "2026-12-02"):
        learned.pass_time(DAY)
        night(learned, day)
    found = foreseen(learned, "p3")
    assert (found["churn"], found["purchases"], found["value"]) == (None, None, None)
    person = Api(learned).post("/v1/people/find", {"type": "user_id", "value": "p3"})[1]["id"]
    assert len(Api(learned).get(f"/v1/people/{person}/timeline?kind=prediction")[1]["items"]) == 2


def test_a_shop_that_has_shown_little_is_told_what_lacks_and_nobody_anything(world):
    post(world, *(earlier(world, f"r{one}", "coffee", day) for one in range(4) for day in (2, 9, 16)))
    world.pass_time(MINUTE)
    night(world)
    cards = {one["model"]: one["lacks"] for one in told(world)["items"]}
    assert cards["purchases"]["people"] == {"has": 4, "wants": 50}
    assert cards["churn"]["people_known_for_90_days"]["has"] == 0
    assert cards["replenishment"] == {"gaps": {"has": 8, "wants": 20}}
    assert all(cards.values())
    assert written(world) == []


def test_what_foretelling_asks_for(shop):
    """docs/models.md says what a million customers cost by these counts."""
    shop.region.forget_counts()
    night(shop)
    meter, people = shop.region.meter, REGULAR + PASSING
    assert meter.writes["forecast", "LedgerTable"] == len(written(shop)) == people + 1
    assert meter.writes["fold_events", "IdentitiesTable"] == people
    assert meter.requests["forecast", "dynamodb.BatchExecuteStatement"] <= people // 25 + 32  # a few a part
    shop.pass_time(DAY)
    shop.region.forget_counts()
    night(shop, "2026-12-01")
    assert meter.writes["forecast", "LedgerTable"] < people / 2
