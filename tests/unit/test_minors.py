"""Who is too young to be sold to: by the day of birth, the country, and a guardian's yes."""

from typing import Any

import pytest

from segue.errors import Invalid
from segue.facets import consent
from segue.profile.minors import Minors, minors_policy
from segue.times import from_text
from tests.builders import an_event

POLICY = minors_policy({"under": 16, "countries": {"at": 14}, "trait": "born"})


def young(said: Any, day: str = "2026-11-30", policy: Minors = POLICY, answers: Any = None, **more: Any) -> bool:
    return policy.concerns({"born": said, **more}, answers or {}, None, from_text(day))


@pytest.mark.parametrize(
    ("born", "is_young"),
    [
        ("2010-12-01", True),
        ("2010-11-30", False),
        ("2010-11-30T00:00:00Z", False),
        ("1980-01-01", False),
        ("", False),
        (None, False),
        (20101201, False),
        ("the first of May", False),
    ],
)
def test_the_day_of_birth_counts_and_nothing_is_assumed_without_one(born, is_young):
    assert young(born) is is_young


def test_who_is_born_on_the_29th_of_february_is_older_on_the_first_of_march():
    assert young("2012-02-29", "2028-02-28")
    assert young("2012-02-29", "2028-02-29") is False
    assert young("2011-02-28", "2027-02-27")


def test_a_country_may_say_otherwise():
    assert young("2012-01-01", country="AT") is False
    assert young("2013-01-01", address={"country_code": "at"})
    assert young("2012-01-01", country="Austria")


def test_without_a_policy_nobody_is_a_minor():
    assert young("2020-01-01", policy=Minors()) is False


def test_a_guardian_s_yes_counts_until_it_is_taken_back():
    def said(granted: bool, time: int) -> Any:
        told = {"channel": "letter", "purpose": "guardian", "granted": granted}
        return consent.of(an_event(event="Consent Updated", properties=told, timestamp=time))

    assert young("2015-01-01", answers=said(True, 1)) is False
    assert young("2015-01-01", answers=consent.add(said(True, 1), said(False, 2)))


@pytest.mark.parametrize("wrong", [{"under": -1}, {"under": 99}, {"countries": {"Germany": 1}}, {"trait": 1}, {"u": 1}])
def test_a_policy_that_is_wrong_says_so(wrong):
    with pytest.raises(Invalid):
        minors_policy(wrong)
