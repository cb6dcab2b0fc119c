"""Quiet hours: presets, holidays, days off, several rules and zones at once, and what a policy may say."""

from typing import Any

import pytest

from segue.errors import Invalid
from segue.messaging.atlas import zones_in
from segue.messaging.opening_hours import week_of
from segue.messaging.places import Where
from segue.messaging.presets import PRESETS
from segue.messaging.quiet_hours import NEVER, opening
from segue.messaging.quiet_policies import preset_rule, quiet_policy
from segue.playbook.texts import read
from segue.times import from_text, to_text
from segue_tools.places import ROOT
from segue_tools.playbooks import starter_files

PARIS, UTC = Where(("Europe/Paris",), "FR"), Where(("UTC",))
NEW_YORK, CHICAGO = "America/New_York", "America/Chicago"


def at(now: str, where: Where = PARIS, kind: str = "sms/marketing", **spec: Any) -> str:
    """When a message may go, to the minute, in UTC."""
    channel, purpose = kind.split("/")
    found = opening(quiet_policy(spec), where, (channel, purpose), from_text(f"{now}:00Z"))
    return to_text(found.at)[:16]


def us(region: str, *zones: str) -> Where:
    return Where(zones or (NEW_YORK,), "US", region)


OPEN_ALWAYS = {"sms": {"every_day": "all day"}, "phone": {"every_day": "all day"}}


@pytest.mark.parametrize(
    ("now", "where", "kind", "expected"),
    [
        ("2026-12-01T03:00", us("NY"), "sms/marketing", "2026-12-01T13:00"),
        ("2026-12-02T01:30", us("NY"), "sms/marketing", "2026-12-02T01:30"),  # 20:30
        ("2026-12-02T01:30", us("FL"), "sms/marketing", "2026-12-02T13:00"),
        ("2026-12-02T01:30", us(""), "sms/marketing", "2026-12-02T14:00"),  # may be in Connecticut
        ("2026-12-01T13:30", us("CT"), "phone/marketing", "2026-12-01T14:00"),
        ("2026-12-06T15:00", us("TX", CHICAGO), "sms/marketing", "2026-12-06T18:00"),  # a Sunday
        ("2026-12-05T15:00", us("TX", CHICAGO), "sms/marketing", "2026-12-05T15:00"),
        ("2026-12-24T21:30", PARIS, "sms/marketing", "2026-12-26T07:00"),
        ("2026-12-24T20:59", PARIS, "sms/marketing", "2026-12-24T20:59"),
        ("2026-12-05T10:00", PARIS, "phone/marketing", "2026-12-07T09:00"),
        ("2026-12-07T12:30", PARIS, "phone/marketing", "2026-12-07T13:00"),
        ("2026-12-01T04:00", Where(("Asia/Kolkata",), "IN"), "sms/marketing", "2026-12-01T04:30"),
        ("2026-12-05T23:30", Where(("America/Toronto",), "CA"), "phone/marketing", "2026-12-06T15:00"),
        ("2026-12-24T21:30", PARIS, "sms/transactional", "2026-12-24T21:30"),
        ("2026-12-24T21:30", PARIS, "email/marketing", "2026-12-24T21:30"),
    ],
)
def test_presets_hold_where_they_are_about(now, where, kind, expected) -> None:
    assert at(now, where, kind, channels=OPEN_ALWAYS) == expected


def test_without_presets_the_shop_s_hours_alone_count() -> None:
    assert at("2026-12-25T10:00", presets="none") == "2026-12-25T10:00"
    without: dict[str, Any] = {"except": ["fr-sms"]}
    assert at("2026-12-25T10:00", **without) == "2026-12-25T10:00"
    assert at("2026-12-25T10:00", presets=["us"]) == "2026-12-25T10:00"
    assert at("2026-12-25T21:30", presets=["us"]) == "2026-12-26T07:00"


def test_a_shop_s_hours_know_days_and_the_person_s_holidays() -> None:
    hours = {"weekdays": ["09:00-12:00", "14:00-18:00"], "weekend": "closed", "holidays": "10:00-11:00"}
    mails: dict[str, Any] = {"presets": "none", "kind": "email/marketing", "channels": {"email": hours}}
    assert at("2026-12-03T11:00", **mails) == "2026-12-03T13:00"
    assert at("2026-12-04T17:30", **mails) == "2026-12-07T08:00"
    assert at("2026-12-24T17:30", **mails) == "2026-12-25T09:00"
    assert at("2026-12-24T18:30", UTC, **mails) == "2026-12-25T09:00"


def test_days_off_are_closed_for_every_channel() -> None:
    off: dict[str, Any] = {"days_off": ["12-01", "2026-12-02"], "kind": "email/marketing"}
    assert at("2026-12-01T10:00", **off) == "2026-12-02T23:00"
    assert at("2027-12-01T10:00", **off) == "2027-12-01T23:00"


def test_receipts_wait_where_the_policy_says_so_but_for_no_preset() -> None:
    waits: dict[str, Any] = {"waits": ["marketing", "transactional"], "kind": "sms/transactional"}
    assert at("2026-12-24T22:00", **waits) == "2026-12-25T07:00"
    own: dict[str, Any] = {"channels": {"push": {"every_day": "08:00-20:00", "waits": ["transactional"]}}}
    assert at("2026-12-24T22:00", kind="push/transactional", **own) == "2026-12-25T07:00"
    assert at("2026-12-24T22:00", kind="push/marketing", **own) == "2026-12-24T22:00"


def test_who_may_live_anywhere_in_a_country_is_written_to_when_all_of_it_is_awake() -> None:
    assert at("2026-12-01T03:00", Where(zones_in("US"), "US"), "push/marketing") == "2026-12-01T18:00"


def test_zones_that_are_never_awake_together_are_never_written_to() -> None:
    far = Where(("Asia/Tokyo", "America/Sao_Paulo"))
    policy = quiet_policy({"channels": {"push": {"every_day": "09:00-18:00"}}})
    found = opening(policy, far, ("push", "marketing"), from_text("2026-12-01T03:00:00Z"))
    assert found.at == NEVER
    assert found.rule == "the shop's hours for push"


def test_a_wait_says_for_whose_hours_and_where_they_stand() -> None:
    found = opening(quiet_policy({}), UTC, ("sms", "marketing"), from_text("2026-12-02T01:30Z"))
    assert (found.rule, found.source) == ("the shop's hours for sms", "policies/quiet-hours.yaml")
    french = opening(quiet_policy({}), PARIS, ("sms", "marketing"), from_text("2026-12-25T10:00Z"))
    assert (french.rule, french.zone) == (PRESETS["fr-sms"].says, "Europe/Paris")
    assert french.source == PRESETS["fr-sms"].source


def test_every_preset_says_what_it_is_and_shares_hours_with_a_plain_day() -> None:
    for name, one in PRESETS.items():
        assert one.says
        assert one.source
        assert one.checked >= "2026-11-29"
        assert preset_rule(name).week.days[2]


@pytest.mark.parametrize("name", PRESETS)
def test_the_page_has_a_row_for_every_preset(name) -> None:
    one = PRESETS[name]
    rows = [line for line in (ROOT / "docs" / "quiet-hours.md").read_text().splitlines() if f"`{name}` |" in line]
    assert len(rows) == 1
    assert f"| {one.source} |" in rows[0]
    assert f"| {', '.join(one.channels)} | {one.says.partition(': ')[2]}" in rows[0]


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"preset": "all"}, "did you mean `presets`?"),
        ({"presets": "al"}, "did you mean `all`?"),
        ({"presets": ["us", 7]}, "`presets` lists us,"),
        ({"channels": {"smss": {}}}, "did you mean `sms`?"),
        ({"channels": ["sms"]}, "the list of channels is a mapping"),
        ({"channels": {"sms": {"sundays": "closed"}}}, "did you mean `sunday`?"),
        ({"channels": {"sms": {"sunday": "closd"}}}, "did you mean `closed`?"),
        ({"channels": {"sms": {"sunday": "21:00-08:00"}}}, "hours end after they begin"),
        ({"channels": {"sms": {"sunday": "08:00-24:30"}}}, "hours end after they begin"),
        ({"channels": {"sms": {"sunday": ["08:00-12:00", "11:00-14:00"]}}}, "overlap"),
        ({"channels": {"sms": {"sunday": []}}}, "write hours as"),
        ({"channels": {"sms": {"every_day": "closed"}}}, "never open"),
        ({"channels": {"sms": {"every_day": "21:00-23:00"}}}, "the preset us says"),
        ({"channels": {"sms": {"every_day": "20:00-22:00"}}}, "the preset us-fl says"),
        ({"channels": {"sms": {"sunday": "10:00-12:00", "weekdays": "closed", "saturday": "closed"}}}, "us-tx says"),
        ({"waits": "marketing"}, "`waits` is a list"),
        ({"days_off": ["12-24", "W01-1"]}, "a day off is"),
        ({"days_off": ["2026-02-30"]}, "a day off is"),
        ({"days_off": [["12-24"]]}, "a day off is"),
        ({"days_off": ["12-24"] * 31}, "at most 30"),
    ],
)
def test_what_makes_no_sense_is_refused_with_words(spec, words) -> None:
    with pytest.raises(Invalid) as refused:
        quiet_policy(spec)
    assert words in refused.value.detail


def test_the_starter_s_file_shows_the_defaults() -> None:
    shown = quiet_policy(read(starter_files()["policies/quiet-hours.yaml"]).value)
    assert [_flat(one) for one in shown.rules] == [_flat(one) for one in quiet_policy({}).rules]


def _flat(rule: Any) -> tuple[Any, ...]:
    return rule.name, rule.channels, rule.purposes, rule.week.days, rule.week.holidays


def test_the_same_text_is_compiled_once() -> None:
    assert quiet_policy({"presets": ["us"]}) is quiet_policy({"presets": ["us"]})
    assert quiet_policy({"presets": ["us"]}) is not quiet_policy({"presets": ["fr-sms"]})


def test_hours_of_a_day_come_before_those_of_several() -> None:
    week = week_of({"every_day": "08:00-20:00", "weekend": "closed", "sunday": "all day"}, "a week")
    assert [bool(one) for one in week.days] == [True, True, True, True, True, False, True]
