"""Policies in plain words."""

import pytest

from segue.console.messages.hour_words import lasting, week_words
from segue.console.messages.policy_words import sections
from segue.messaging.breakers import Breaker
from segue.messaging.opening_hours import week_of
from segue.messaging.policies import policy_of
from segue.times import DAY, HOUR, MINUTE

ODD = {"weekdays": "08:00-20:00", "saturday": ["09:00-12:00", "14:00-18:00"], "sunday": "closed", "holidays": "closed"}


def told(title, names=None, **spec):
    """The lines of a section under this playbook."""
    found = sections(policy_of(spec), Breaker(), names or {})
    return next(dict(one.lines) for one in found if one.title == title)


@pytest.mark.parametrize(("span", "words"), [(2 * DAY, "2 days"), (36 * HOUR, "36 hours"), (90 * MINUTE, "90 minutes")])
def test_a_span_is_told_in_the_largest_unit_that_fits(span, words):
    assert lasting(span) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"every_day": "08:00-21:00"}, "Every day 08:00–21:00"),
        (
            ODD,
            "Monday to Friday 08:00–20:00, Saturday 09:00–12:00 and 14:00–18:00, Sunday closed, public holidays closed",
        ),
        ({"weekend": "closed"}, "Monday to Friday all day, Saturday and Sunday closed"),
    ],
)
def test_a_week_is_told_by_the_days_that_are_alike(given, words):
    assert week_words(week_of(given, "hours")) == words


def test_what_no_policy_names_asks_first():
    assert set(told("Consent").values()) == {"Only after a recorded yes"}
    lines = told("Consent", consent={"sms/marketing": "always"})
    assert lines["Marketing: SMS"] == "Without being asked for"


def test_a_cap_is_told_as_it_was_written_and_what_it_reserves_too():
    spec = {"caps": {"in-all": {"most": 10, "within": "1d", "purpose": "all"}}, "reserve": 2}
    found = sections(policy_of({"caps": spec}), Breaker(), {})
    (lines,) = [one.lines for one in found if one.title == "Frequency caps"]
    assert [text for _, text in lines] == [
        "At most 10 messages of any kind in any day",
        "At most 8 marketing messages in any day",
    ]


def test_what_is_worth_most_stands_first_by_its_name():
    spec = {"priorities": {"journeys": {"welcome": 80}, "broadcasts": 40}}
    lines = told("What is worth more", {"welcome": "Welcome!"}, caps=spec)
    assert list(lines.items()) == [("Journey Welcome!", "80"), ("Everything else", "50"), ("Broadcasts", "40")]


def test_days_off_and_hours_for_receipts_are_told():
    quiet = {
        "presets": "none",
        "days_off": ["12-24", "2026-12-31"],
        "channels": {"email": {"every_day": "09:00-18:00"}},
    }
    lines = told("Quiet hours", **{"quiet-hours": quiet | {"waits": ["marketing", "transactional"]}})
    assert lines["Days off"] == "24 Dec each year and 31 Dec 2026"
    assert lines["E-mail"] == "Every day 09:00–18:00 (receipts too)"
