"""Cases: the month's clock, who may do what when, and codes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from segue.errors import Conflict, Invalid, TooMany
from segue.identifiers import Identifier
from segue.messaging.case_links import case_of as link_of
from segue.messaging.case_links import code_of, token_of
from segue.privacy_cases.addresses import known_before, masked
from segue.privacy_cases.cases import Case, Event
from segue.privacy_cases.clocks import days_left, due
from segue.privacy_cases.codes import MOST_SENT, MOST_TRIES, Check
from segue.privacy_cases.rows import case_of, row_of
from segue.profile.profiles import Profile
from segue.times import DAY, HOUR, MINUTE, from_text

SECRET = b"secret"
NOW = from_text("2026-01-31T22:00:00Z")


def a_case(**said: Any) -> Case:
    return Case("c_1", NOW, "pia", said.pop("kind", "access"), "u_1", said.pop("received", NOW), **said)


def step(what: str, at: int = NOW, note: str = "why") -> Event:
    return Event(at, "pia", what, note, what)


@pytest.mark.parametrize(
    ("received", "extended", "last"),
    [
        ("2026-01-31", False, date(2026, 2, 28)),
        ("2028-01-31", False, date(2028, 2, 29)),
        ("2026-01-28", False, date(2026, 2, 28)),
        ("2026-08-31", False, date(2026, 9, 30)),
        ("2026-11-30", True, date(2027, 2, 28)),
        ("2026-12-01T23:59:59Z", False, date(2027, 1, 1)),
        ("2026-01-31", True, date(2026, 4, 30)),
    ],
)
def test_a_month_ends_with_the_same_day_or_with_the_month(received, extended, last):
    assert due(from_text(received), extended) == last


def test_days_left_are_whole_days_and_less_than_none_when_it_is_late():
    last = date(2026, 2, 28)
    assert [days_left(last, from_text(one)) for one in ("2026-02-21", "2026-02-28T23:59:59Z", "2026-03-01")] == [
        7,
        0,
        -1,
    ]


def test_it_is_extended_once_and_only_within_the_first_month():
    longer = a_case().longer(step("extended"))
    assert (longer.due, longer.extended) == (date(2026, 4, 30), "why")
    for case, at in ((longer, NOW), (a_case(), NOW + 29 * DAY), (a_case(state="answered"), NOW)):
        with pytest.raises(Conflict):
            case.longer(step("extended", at))


@pytest.mark.parametrize("kind", ["access", "portability", "erasure", "rectification"])
def test_what_hands_out_or_takes_away_waits_until_it_is_known_who_asks(kind):
    with pytest.raises(Conflict, match="who asks"):
        a_case(kind=kind).begun(["e_1"], step("begun"))
    known = a_case(kind=kind).identified_by("code", step("identified"))
    assert known.begun(["e_1", "e_1"], step("begun")).requests == ("e_1",)


@pytest.mark.parametrize("kind", ["restriction", "objection"])
def test_whoever_wants_less_is_believed(kind):
    assert a_case(kind=kind).begun([], step("begun")).state == "working"


def test_it_is_answered_when_something_was_done_and_refused_at_any_time_and_once():
    with pytest.raises(Conflict):
        a_case().ending("answered", step("answered"))
    done = a_case(state="working").ending("answered", step("answered"))
    assert (done.over, done.left(NOW + 90 * DAY)) == (True, 0)
    assert a_case(state="verifying").ending("refused", step("refused")).state == "refused"
    with pytest.raises(Conflict, match="answered already"):
        done.ending("refused", step("refused"))


def test_a_row_is_the_case_again_and_lists_it_by_whether_it_waits():
    case = a_case(history=(step("opened"),), check=Check("m_1", (NOW,), 2), requests=("e_1",))
    row = row_of(case)
    assert case_of({**row, "v": case.version}) == case
    assert (row["kind"], "ttl" in row) == ("case", False)
    ended = row_of(replace(case, state="refused", ended=NOW))
    assert (ended["kind"], ended["ttl"]) == ("case-ended", (NOW + 3 * 365 * DAY) // 1000)


def test_what_is_forgotten_tells_nobody_and_still_when_it_was_due():
    case = a_case(asker="aunt", reason="words", extended="ill", identified="card", history=(step("opened"),))
    bare = case.forgotten()
    assert (bare.asked, bare.asker, bare.reason, bare.check, bare.history[0].note) == ("", "", "", Check(), "")
    assert (bare.due, bare.identified) == (case.due, "-")
    assert bare.forgotten() == bare


def test_a_code_has_six_digits_and_follows_from_message_and_secret():
    codes = {code_of(SECRET, f"m_{one}") for one in range(500)}
    assert all(len(one) == 6 and one.isdigit() for one in codes)
    assert len(codes) > 490
    assert code_of(SECRET, "m_1") != code_of(b"other", "m_1")


def test_a_code_is_good_for_an_hour_and_five_tries():
    check = Check().another("m_1", NOW)
    right = code_of(SECRET, "m_1")
    assert check.holds(SECRET, f" {right[:3]} {right[3:]} ", NOW + HOUR)
    assert not check.holds(SECRET, "½12345", NOW)
    tried = replace(check, tries=MOST_TRIES)
    for one, at in ((tried, NOW), (check, NOW + HOUR + 1)):
        with pytest.raises(Invalid, match="not good any more"):
            one.holds(SECRET, right, at)
    with pytest.raises(Conflict):
        Check().holds(SECRET, right, NOW)


def test_so_many_codes_a_day_and_a_new_one_has_its_own_tries():
    check = Check()
    for one in range(MOST_SENT):
        check = check.another(f"m_{one}", NOW + one * MINUTE).tried()
    with pytest.raises(TooMany) as wait:
        check.another("m_9", NOW + HOUR)
    assert wait.value.seconds == (DAY - HOUR) // 1000
    assert check.another("m_9", NOW + DAY + 1).tries == 0


def test_a_link_leads_to_its_case_and_nobody_can_make_one():
    token = token_of(SECRET, "c_1", "u_1_m")
    assert link_of(SECRET, token) == ("c_1", "u_1_m")
    for wrong in (token[:-1], token.replace("c_1", "c_2"), "case.a.b.c", "", token_of(b"other", "c_1", "u_1_m")):
        with pytest.raises(Invalid):
            link_of(SECRET, wrong)


def test_a_code_goes_to_what_was_known_before_mail_first_and_what_a_page_told_last():
    def seen(at: int, source: str) -> list[Any]:
        return [at, source, 1, at]

    names = {
        "email": {"page@x.test": seen(1, "web"), "shop@x.test": seen(2, "shopify"), "new@x.test": seen(NOW, "shopify")},
        "phone": {"+4915112345678": seen(1, "shopify")},
        "user_id": {"u1": seen(1, "web")},
    }
    found = known_before(Profile("u_1", {"names": names}, ("u_1",)), NOW)
    assert [one.value for one in found] == ["shop@x.test", "page@x.test", "+4915112345678"]
    assert [masked(one) for one in found] == ["s…@x.test", "p…@x.test", "…5678"]
    assert masked(Identifier("email", "kim@shop.test")) == "k…@shop.test"
