"""The atlas: countries, zones and numbers, against what the libraries know that are too heavy for every function."""

from zoneinfo import available_timezones

import phonenumbers
import pytest

from segue.messaging import atlas
from segue.messaging.atlas import country_named, country_of, dialled, named, zones_in
from segue.occasions import zone_of

NONE_OF_THESE = ("XK", "AC", "TA")  # countries with a code for the telephone and none for their clock


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/Paris", "FR"), ("US/Eastern", "US"), ("Asia/Calcutta", "IN"), ("UTC", ""), ("Nowhere", "")],
)
def test_a_zone_lies_in_its_country_also_under_an_older_name(zone: str, country: str) -> None:
    assert country_of(zone) == country


def test_an_older_name_leads_to_the_one_of_the_tables() -> None:
    assert [named(one) for one in ("US/Eastern", "Europe/Paris", "UTC")] == ["America/New_York", "Europe/Paris", "UTC"]
    assert not [one for one in available_timezones() if zone_of(named(one)) is None]


def test_every_zone_of_the_tables_is_one_that_clocks_know() -> None:
    areas = [zone for one in atlas._areas().values() for zone in one.zones]
    assert not [one for one in {*atlas._homes(), *areas} if zone_of(one) is None]


@pytest.mark.parametrize("text", ["FR", "fr", "France", " france ", "USA", "United States", "Deutschland", "Germany"])
def test_a_country_is_known_by_code_and_name(text: str) -> None:
    assert country_named(text) in ("FR", "US", "DE")


def test_what_is_no_country_is_none() -> None:
    assert country_named("Atlantis") == country_named("") == ""


def test_codes_of_the_telephone_are_those_of_the_phone_library() -> None:
    known = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    ours = {int(code): countries for code, countries in atlas._calling().items()}
    assert ours == {code: regions for code, regions in known.items() if code != 1 and "001" not in regions}


def test_an_area_code_is_of_its_country() -> None:
    for code, spot in atlas._areas().items():
        numbers = [phonenumbers.PhoneNumber(1, int(f"{code}{one}")) for one in range(2_000_000, 9_999_999, 177_777)]
        regions = {phonenumbers.region_code_for_number(one) for one in numbers} - {None}
        assert regions <= {spot.country}


@pytest.mark.parametrize(
    ("number", "country", "region", "zones"),
    [
        ("+13055550100", "US", "FL", ("America/New_York",)),
        ("+18505550100", "US", "FL", ("America/Chicago", "America/New_York")),
        ("+18765550100", "JM", "", ("America/Jamaica",)),
        ("+33612345678", "FR", "", ("Europe/Paris",)),
        ("+35312345678", "IE", "", ("Europe/Dublin",)),
        ("0612345678", "", "", ()),
        ("+999", "", "", ()),
        ("+", "", "", ()),
    ],
)
def test_a_number_points_to_a_place(number: str, country: str, region: str, zones: tuple[str, ...]) -> None:
    assert dialled(number) == atlas.Spot(country, region, zones)


def test_a_number_without_a_known_area_may_be_anywhere_in_north_america() -> None:
    found = dialled("+18005550100")
    assert found.country == "US"
    assert {*zones_in("US"), *zones_in("CA")} == {*found.zones}


def test_a_code_that_countries_share_may_be_in_any_of_them() -> None:
    assert {*zones_in("RU"), *zones_in("KZ")} == {*dialled("+79123456789").zones}


def test_every_country_with_a_code_has_a_clock() -> None:
    countries = {one for several in atlas._calling().values() for one in several}
    assert sorted(one for one in countries if not zones_in(one)) == sorted(NONE_OF_THESE)


def test_a_state_has_the_zones_of_all_its_areas() -> None:
    assert {*zones_in("US", "FL")} == {"America/New_York", "America/Chicago"}
    assert zones_in("US", "ZZ") == zones_in("US")
