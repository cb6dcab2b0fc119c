"""A crowd of which all is known, the whole way: posted as pages and a help desk do, through the streams into the
archive, measured in a night, and told by the API."""

from collections import Counter
from collections.abc import Iterator
from statistics import mean
from typing import Any

import pytest

from segue.measures.results import Wish
from segue.times import HOUR, MINUTE, SECOND
from segue_tools.demo import crowd, helped
from segue_tools.demo.truth import truth
from tests.faults.cloud.world import World
from tests.faults.shop import post, reported
from tests.handlers.archived import day_of, night
from tests.handlers.console_staff import staffed
from tests.handlers.staff_requests import Api

RUN, SEED = "d1", 7
CROWD, CASES = crowd.crowd(SEED, 100, RUN), helped.cases(SEED, 44, RUN)
TRUTH = truth(CROWD, CASES)
WISHES = [Wish("revenue", "28d"), Wish("frictions", "28d")]


@pytest.fixture(scope="module")
def api(tmp_path_factory) -> Iterator[Api]:
    """The evening after: all have come, and the measures' night is over."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("segue.wiring.measuring.FOLDER", tmp_path_factory.mktemp("measures"))
        patch.setattr("segue.measures.measuring.wishes", lambda: WISHES)
        with staffed(patch) as world:
            come(world)
            night(world)
            yield Api(world, "marketer", "measure")


def come(world: World) -> None:
    """Everybody, and the desk's words under its own key."""
    end = world.clock / SECOND
    for one in CROWD:
        post(world, *crowd.told(one, end - one.nth, "https://shop.example/", RUN))
    for nth, one in enumerate(CASES):
        reported(world, *helped.told(one, end - 60 * nth))
    world.pass_time(HOUR)


def told(api: Api, name: str, by: str, more: str = "") -> dict[str, Any]:
    """What a measure says of today and the days before: {part: figure}."""
    day = f"from={day_of(api.world, 2)}&to={day_of(api.world)}"
    status, answer = api.get(f"/v1/measures/{name}?{day}&by={by}&refresh=true{more}")
    assert status == 200, answer
    return {one["part"]: one["now"] for one in answer["parts"]} or answer


def test_orders_and_visits_that_led_to_one_are_those_of_the_crowd(api):
    assert {part: one["value"] for part, one in told(api, "orders", "device").items()} == dict(TRUTH.orders)
    assert told(api, "revenue", "all")["all"]["value"] == TRUTH.cents
    visits = told(api, "conversion", "device", "&where=what:visit")
    assert {part: one["things"] for part, one in visits.items()} == dict(TRUTH.visits)
    assert {part: round(one["things"] * one["value"]) for part, one in visits.items()} == dict(TRUTH.orders)


def test_effort_and_waits_are_what_customers_said_and_waited(api):
    assert means(told(api, "effort", "channel")) == sums(TRUTH.scores)
    assert means(told(api, "first_response", "channel")) == sums(TRUTH.waited)


def test_frictions_count_who_was_lost_where_and_how_long_each_channel_waits(api):
    rows = {(row["kind"], row["place"], row["device"]): row for row in told(api, "frictions", "all")["rows"]}
    cart = rows["step", "cart", "phone"]
    reached = [TRUTH.reached["phone", place] for place in ("cart", "checkout")]
    assert (cart["cases"], cart["lost_cases"]) == (reached[0], reached[0] - reached[1])
    mails, chats = (TRUTH.waited[name] for name in ("email", "chat"))
    late = rows["answers", "email", ""]
    assert (late["cases"], late["lost_cases"], late["usual_cases"]) == (len(mails), len(mails), len(chats))
    assert (late["wait"], late["usual_wait"]) == pytest.approx((mean(mails), mean(chats)))


def test_two_visitors_who_are_one_person_are_one_as_soon_as_it_is_asked_anew(api):
    first, second = [one for one in CROWD if one.order and one.device == "phone"][:2]
    assert Api(api.world).post("/v1/merges", {"keep": who(first), "absorb": who(second), "reason": "a card"})[0] == 201
    api.world.pass_time(MINUTE)
    orders = told(api, "orders", "all")["all"]
    assert (orders["things"], orders["people"]) == (sum(TRUTH.orders.values()), sum(TRUTH.orders.values()) - 1)
    visits = told(api, "conversion", "device", "&where=what:visit")  # theirs were in the same half hour
    assert {part: one["things"] for part, one in visits.items()} == TRUTH.visits - Counter(phone=1)
    assert round(visits["phone"]["things"] * visits["phone"]["value"]) == TRUTH.orders["phone"] - 1
    assert told(api, "revenue", "all")["all"]["value"] == TRUTH.cents


def who(one: crowd.Visitor) -> dict[str, str]:
    """How the API knows a visitor."""
    return {"type": "anonymous_id", "value": one.id}


def means(found: dict[str, Any]) -> dict[str, Any]:
    """Mean and number of each part."""
    return {part: (pytest.approx(one["value"]), one["things"]) for part, one in found.items()}


def sums(true: dict[str, list[int]]) -> dict[str, Any]:
    """The same of what is true."""
    return {part: (mean(one), len(one)) for part, one in true.items()}
