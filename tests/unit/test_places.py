"""Where a person's clock hangs: what is declared before what devices tell before what addresses and numbers hint at."""

from typing import Any

import pytest

from segue import facets
from segue.messaging.atlas import zones_in
from segue.messaging.places import Where, where_of
from segue.profile.profiles import Profile
from tests.builders import NOON, an_event, an_identify

US = {"country": "United States"}
FLORIDA = {**US, "state": "fl"}


def a_person(device: str = "", **traits: Any) -> Profile:
    seen = an_event(user_id="u1", context={"timezone": device} if device else {})
    return Profile("u_1", facets.absorb({}, [an_identify(NOON, **traits), seen]), ("u_1",))


def found(device: str = "", **traits: Any) -> Where:
    return where_of(a_person(device, **traits), "Europe/Berlin")


def test_who_declared_a_zone_lives_there() -> None:
    expected = Where(("Asia/Tokyo",), "JP", "", "trait")
    assert found("Europe/Paris", timezone="Asia/Tokyo") == expected


def test_a_device_tells_where_nothing_usable_was_declared() -> None:
    expected = Where(("Europe/Paris",), "FR", "", "device")
    assert found("Europe/Paris") == expected
    assert found("Europe/Paris", timezone="Middle/Earth") == expected


def test_the_country_is_the_number_s_where_the_zone_is_a_traveller_s() -> None:
    expected = Where(("Europe/Paris",), "US", "FL", "device")
    assert found("Europe/Paris", phone="+13055550100") == expected


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        ({"address": FLORIDA}, Where(zones_in("US", "FL"), "US", "FL", "address")),
        ({"address": US}, Where(zones_in("US"), "US", "", "address")),
        ({"address": {"country_code": "FR", "country": "?"}}, Where(("Europe/Paris",), "FR", "", "address")),
        ({"address": {**US, "state": "Florida"}}, Where(zones_in("US"), "US", "", "address")),
        ({"country": "France"}, Where(("Europe/Paris",), "FR", "", "address")),
        ({"address": FLORIDA, "phone": "+33612345678"}, Where(zones_in("US", "FL"), "US", "FL", "address")),
        ({"phone": "+33612345678"}, Where(("Europe/Paris",), "FR", "", "phone")),
        ({"phone": "+18005550100"}, Where((*zones_in("US"), *zones_in("CA")), "US", "", "phone")),
        ({"phone": "030 1234"}, Where(("Europe/Berlin",), "DE")),
        ({"address": "Main Street"}, Where(("Europe/Berlin",), "DE")),
        ({"address": {"country": 7}}, Where(("Europe/Berlin",), "DE")),
        ({"address": {"country": "Atlantis"}}, Where(("Europe/Berlin",), "DE")),
        ({"address": US, "phone": "+14155550100"}, Where(("America/Los_Angeles",), "US", "CA", "phone")),
    ],
)
def test_without_a_zone_all_zones_of_the_address_then_of_the_number_are_possible(traits, expected) -> None:
    assert found(**traits) == expected


def test_of_whom_nothing_is_known_the_shop_s_clock_holds() -> None:
    assert found() == Where(("Europe/Berlin",), "DE")
    assert where_of(None) == Where(("UTC",))


def test_the_likeliest_zone_is_the_first() -> None:
    assert found(address=US).zone == "America/New_York"
