"""Predictions as a job writes them into the ledger: what the API, the console, segments and others make of them."""

from dataclasses import replace

import pytest

from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.predictions.telling import night_of, predicted, used_up
from segue.predictions.values import Churn, Prediction, Purchases, Replenishment
from segue.times import DAY, MINUTE, to_text
from tests.faults.shop import message, post
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files, whole_starter
from tests.handlers.test_public_keys import waiting

LAST_SEEN = r'Last seen</dt><dd><time datetime="([^"]+)"'
LINE = {"product_id": "coffee", "name": "Yirgacheffe", "price": 14, "quantity": 1}


@pytest.fixture
def kim(world):
    """A customer who has bought coffee."""
    said = {"order_id": "o1", "total": 14, "currency": "EUR", "products": [LINE]}
    post(world, message(world, "track", "o1", userId="u1", event="Order Completed", properties=said))
    world.pass_time(MINUTE)
    return Api(world).post("/v1/people/find", {"type": "user_id", "value": "u1"})[1]["id"]


def of_tonight(world, **said):
    night = night_of(world.clock)
    coffee = Replenishment("coffee", night - DAY, night + DAY, night, night + 2 * DAY, 3, 28)
    usual = Prediction(night, "m1", Churn(0.7, 90, {"orders": 1}), Purchases({90: 1.2}), replenish=(coffee,))
    return replace(usual, **said)


def write(world, *events, key):
    """As the job does: under one of the person's identities."""
    with world.aside():
        for one in events:
            Ledger(settings().ledger).append_under([key], one)
    world.pass_time(MINUTE)


def foreseen(world, kim):
    status, told = Api(world).get(f"/v1/people/{kim}/predictions")
    assert status == 200
    return told


def test_what_is_predicted_is_told_with_its_date_and_evidence(world, kim):
    made = of_tonight(world)
    write(world, predicted(made, kim, world.clock), key=kim)
    told = foreseen(world, kim)
    assert (told["made"], told["model"], told["fresh"], told["objects"]) == (to_text(made.made), "m1", True, False)
    assert told["churn"] == {"probability": 0.7, "days": 90, "evidence": {"orders": 1}}
    assert told["purchases"]["days"] == {"90": 1.2}
    assert Api(world).get(f"/v1/people/{kim}")[1]["facets"]["predictions"]["churn"]["probability"] == 0.7


def test_before_the_first_night_nothing_is_predicted(world, kim):
    told = foreseen(world, kim)
    assert (told["made"], told["churn"], told["replenish"], told["objects"]) == (None, None, [], False)


def test_the_same_night_twice_is_one_event(world, kim):
    first, second = of_tonight(world), of_tonight(world, churn=Churn(0.1, 90))
    write(world, predicted(first, kim, world.clock), predicted(second, kim, world.clock + 5), key=kim)
    assert foreseen(world, kim)["churn"]["probability"] == 0.7
    assert len(Api(world).get(f"/v1/people/{kim}/timeline?kind=prediction")[1]["items"]) == 1


def test_nobody_with_the_write_key_can_claim_what_is_predicted(world, kim):
    event = predicted(of_tonight(world), kim, world.clock)
    for name in (event.event, "Replenishment Due"):
        post(world, message(world, "track", f"claimed-{name}", userId="u1", event=name, properties=event.properties))
    world.pass_time(MINUTE)
    assert waiting(world) == ["public-key"] * 2
    assert foreseen(world, kim)["made"] is None
    assert "ReplenishmentDue" not in {one["detail-type"] for one in world.region.bus.log}


def test_what_is_used_up_is_a_signal_once_for_each_purchase(world, kim):
    row = of_tonight(world).replenish[0]
    for _ in range(2):
        write(world, *used_up([row], kim, (world.clock, world.clock), {"coffee": "Yirgacheffe"}), key=kim)
    told = [one["detail"] for one in world.region.bus.log if one["detail-type"] == "ReplenishmentDue"]
    assert [(one["person"], one["product"], one["title"], one["usual_days"]) for one in told] == [
        (kim, "coffee", "Yirgacheffe", 28)
    ]


def test_who_objects_to_profiling_is_told_nothing_of(world, ann, kim):
    write(world, predicted(of_tonight(world), kim, world.clock), key=kim)
    assert ann.get(f"/people/{kim}").reads("Probably buys 1.2 more times")
    no = {"channel": "web", "purpose": "profiling", "granted": False}
    post(world, message(world, "track", "no", userId="u1", event="Consent Updated", properties=no))
    world.pass_time(MINUTE)
    told = foreseen(world, kim)
    assert (told["objects"], told["made"], told["churn"]) == (True, None, None)
    assert not ann.get(f"/people/{kim}").reads("Probably buys")
    assert 'id="predictions"' not in ann.get(f"/people/{kim}").body


def test_of_who_objects_to_profiling_the_timeline_tells_no_prediction_of_before(world, kim):
    made, names = of_tonight(world), {"Predictions Updated", "Replenishment Due"}
    write(world, predicted(made, kim, world.clock), key=kim)
    write(world, *used_up(made.replenish, kim, (world.clock, world.clock), {}), key=kim)
    assert names <= titles(world, kim)
    no = {"channel": "web", "purpose": "profiling", "granted": False}
    post(world, message(world, "track", "no", userId="u1", event="Consent Updated", properties=no))
    world.pass_time(MINUTE)
    assert (names & titles(world, kim), names & titles(world, kim, "?kind=prediction")) == (set(), set())
    assert "Consent Updated" in titles(world, kim)


def titles(world, kim, query=""):
    """What moments of the timeline are called."""
    return {one["title"] for one in Api(world).get(f"/v1/people/{kim}/timeline{query}")[1]["items"]}


def test_the_page_says_what_is_expected_and_that_nothing_is_yet(world, ann, kim):
    assert ann.get(f"/people/{kim}").reads("Nothing is expected yet")
    write(world, predicted(of_tonight(world), kim, world.clock), key=kim)
    page = ann.get(f"/people/{kim}")
    for words in ("Probably buys 1.2 more times in the next 90 days", "Buys nothing more in the next 90 days: likely"):
        assert page.reads(words)


def test_predictions_are_on_a_timeline_where_they_are_asked_for_and_needs_always(world, ann, kim):
    made = of_tonight(world)
    write(world, predicted(made, kim, world.clock), key=kim)
    write(world, *used_up(made.replenish, kim, (world.clock, world.clock), {}), key=kim)

    def moments(query):
        return ann.get(f"/people/{kim}{query}").body.partition('id="moments"')[2]

    assert ("Predictions made anew" in moments(""), "Used up soon" in moments("")) == (False, True)
    assert "Predictions made anew" in moments("?kind=prediction")
    feed = ann.get("/live").body
    assert ("Predictions made anew" in feed, "Used up soon" in feed) == (False, False)


def test_a_prediction_is_no_visit(world, ann, kim):
    made, seen = of_tonight(world), ann.get(f"/people/{kim}").find(LAST_SEEN)
    world.pass_time(DAY)
    write(world, predicted(made, kim, world.clock), key=kim)
    write(world, *used_up(made.replenish, kim, (world.clock, world.clock), {}), key=kim)
    assert ann.get(f"/people/{kim}").find(LAST_SEEN) == seen
    done = Api(world).get(f"/v1/people/{kim}")[1]["facets"]
    assert [one["event"] for one in done["activity"]] == ["Order Completed"]
    assert {one["channel"] for one in done["engagement"]} == {"web"}


def test_a_prediction_leads_into_a_segment_and_its_age_out_of_it():
    at_risk = "segments/at-risk.yaml"
    with started({**starter_files(), at_risk: whole_starter()[at_risk]}) as world:
        post(world, message(world, "track", "v1", userId="u1", event="Product Viewed", properties=LINE))
        world.pass_time(MINUTE)
        key = Api(world).post("/v1/people/find", {"type": "user_id", "value": "u1"})[1]["id"]
        made = of_tonight(world)
        write(world, predicted(made, key, world.clock), key=key)
        world.pass_time(20 * DAY)
        told = [one["detail"] | {"name": one["detail-type"]} for one in world.region.bus.log]
        found = [(one["name"], one["time"]) for one in told if one.get("segment") == "at-risk"]
        ends = to_text(made.made + 14 * DAY)
        assert found == [("SegmentEntered", to_text(made.made)), ("SegmentExited", ends)]
