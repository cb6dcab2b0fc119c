"""Public holidays: computed days against those that calendars print."""

from datetime import date

import pytest

from segue.messaging.holidays import countries, easter, holiday


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("US", "2026-11-26", "Thanksgiving"),
        ("US", "2026-07-03", "Independence Day"),  # the 4th is a Saturday
        ("US", "2026-07-04", "Independence Day"),
        ("US", "2027-12-31", "New Year's Day"),  # 1 January 2028 is a Saturday
        ("US", "2026-05-25", "Memorial Day"),
        ("FR", "2026-05-14", "Ascension Day"),
        ("FR", "2026-05-25", "Whit Monday"),
        ("FR", "2026-07-14", "Bastille Day"),
        ("GB", "2021-12-27", "Christmas Day"),  # the 25th a Saturday, the 26th a Sunday
        ("GB", "2021-12-28", "Boxing Day"),
        ("GB", "2022-12-27", "Christmas Day"),  # a Sunday; Monday is Boxing Day
        ("GB", "2022-12-26", "Boxing Day"),
        ("CA", "2026-05-18", "Victoria Day"),
        ("NL", "2025-04-26", "King's Day"),  # the 27th is a Sunday
        ("IT", "2026-04-05", "Easter Sunday"),
    ],
)
def test_a_holiday_is_on_its_day(country: str, day: str, name: str) -> None:
    assert holiday(country, date.fromisoformat(day)) == name


@pytest.mark.parametrize(("country", "day"), [("US", "2026-07-02"), ("FR", "2026-04-03"), ("NL", "2025-04-27")])
def test_another_day_is_none(country: str, day: str) -> None:
    assert holiday(country, date.fromisoformat(day)) == ""


def test_a_country_that_nobody_knows_has_none() -> None:
    assert holiday("", date(2026, 12, 25)) == holiday("ZZ", date(2026, 12, 25)) == ""


@pytest.mark.parametrize("day", ["1961-04-02", "2000-04-23", "2008-03-23", "2019-04-21", "2026-04-05", "2038-04-25"])
def test_easter_is_as_printed(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


def test_every_country_has_a_new_year_and_christmas_in_every_year() -> None:
    for country in countries():
        for year in range(2024, 2040):
            assert holiday(country, date(year, 1, 1))
            assert holiday(country, date(year, 12, 25))
