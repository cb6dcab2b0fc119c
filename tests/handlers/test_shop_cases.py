"""What Shopify asks for its customers opens cases by itself, and what it wants erased is erased."""

from segue.times import DAY, MINUTE
from tests.faults.providers import shop_told
from tests.faults.shop import message, post, put_in_force
from tests.handlers.case_shop import CASES, KIM, pia, world
from tests.handlers.erased import places
from tests.handlers.staff_requests import Api
from tests.handlers.starter import whole_starter

__all__ = ["pia", "world"]

CUSTOMER = {"id": 191167, "email": KIM, "phone": "+4915112345678"}
SHOP = {"shop_id": 954889, "shop_domain": "shop.test"}
WANTS = {**SHOP, "customer": CUSTOMER, "orders_requested": [299938, 280263], "data_request": {"id": 9999}}
REDACT = {**SHOP, "customer": CUSTOMER, "orders_to_redact": [299938]}


def texts(policy: str = "") -> dict[str, str]:
    said = whole_starter()
    return said | ({"policies/privacy.yaml": policy} if policy else {})


def the_cases(pia: Api, state: str = ""):
    return pia.get(f"{CASES}?state={state}" if state else CASES)[1]["items"]


def test_a_request_for_data_is_an_access_with_its_orders_once_however_often_it_comes(world, pia) -> None:
    for _ in range(3):
        shop_told(world, "customers/data_request", WANTS, "w1")
        world.pass_time(MINUTE)
    (case,) = the_cases(pia)
    assert (case["kind"], case["state"], case["by"]) == ("access", "verified", "shopify")
    assert "9999" in case["reason"]
    assert "299938, 280263" in case["reason"]
    status, begun = pia.post(f"{CASES}/{case['id']}/work", {})
    assert (status, len(begun["requests"])) == (200, 1)


def test_what_is_to_be_redacted_is_erased_without_anybody_s_look(world, pia) -> None:
    for _ in range(2):
        shop_told(world, "customers/redact", REDACT, "w2")
    (case,) = the_cases(pia)
    world.pass_time(20 * MINUTE)
    after = pia.get(f"{CASES}/{case['id']}")[1]
    (erasure,) = after["requests"]
    assert pia.get(f"/v1/privacy/requests/{erasure}")[1]["state"] == "done"
    assert (after["state"], after["person"]) == ("working", "")
    assert places(world, KIM) == []
    assert places(world, "191167") == []


def test_where_staff_want_to_look_first_nothing_is_erased_before(pia, world) -> None:
    put_in_force(world, texts("shopify_redact: by-staff\n"))
    shop_told(world, "customers/redact", REDACT, "w3")
    world.pass_time(DAY)
    (case,) = the_cases(pia)
    assert (case["state"], case["requests"]) == ("verified", [])
    assert places(world, KIM)
    pia.post(f"{CASES}/{case['id']}/work", {})
    world.pass_time(20 * MINUTE)
    assert places(world, KIM) == []


def test_a_shop_that_takes_the_app_away_is_a_case_for_staff(pia, world) -> None:
    for _ in range(2):
        shop_told(world, "shop/redact", SHOP, "w4")
        world.pass_time(20 * MINUTE)
    (case,) = the_cases(pia)
    assert (case["kind"], case["state"], case["person"], case["requests"]) == ("erasure", "verified", "", [])
    assert "shop.test" in case["reason"]
    assert places(world, KIM)
    assert pia.post(f"{CASES}/{case['id']}/answer", {"reason": "the stack is taken down"})[0] == 200


def test_a_page_of_the_shop_cannot_have_anybody_erased(pia, world) -> None:
    post(world, message(world, "track", "m9", userId="u1", event="Privacy Erasure Requested", channel="commerce"))
    world.pass_time(DAY)
    assert the_cases(pia) == []
    assert places(world, KIM)
