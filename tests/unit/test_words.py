"""How the console puts values for people."""

import pytest

from segue.console.charts import DAYS, strips
from segue.console.code_words import coded
from segue.console.icons import icon_of, tone_of
from segue.console.label_words import own
from segue.console.words import ago, called, counted, day, initials, label, plain, shown
from segue.languages.numbers import money
from segue.languages.texts import _, speaking
from segue.times import DAY, HOUR, MINUTE, SECOND
from tests.builders import NOON

LATEST = {"type": "email", "value": "new@x.test"}


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (-5 * SECOND, "just now"),
        (30 * SECOND, "just now"),
        (3 * MINUTE, "3 min ago"),
        (2 * HOUR, "2 h ago"),
        (DAY, "1 day ago"),
        (9 * DAY, "9 days ago"),
        (40 * DAY, "13 Oct 2026"),
    ],
)
def test_an_age_is_told_as_people_would(age, text):
    assert ago(NOON - age, NOON) == text


@pytest.mark.parametrize(
    ("age", "text"),
    [(0, "Today"), (13 * HOUR, "Yesterday"), (3 * DAY, "Thursday 19 Nov"), (400 * DAY, "18 Oct 2025")],
)
def test_a_day_is_named_from_today(age, text):
    assert day(NOON - age, NOON) == text


def test_a_time_is_plain_text_without_a_script():
    assert plain(NOON) == plain("2026-11-22T12:00:00Z") == "22 Nov 2026, 12:00 UTC"


@pytest.mark.parametrize(
    ("cents", "currency", "text"),
    [
        (1899, "EUR", "€18.99"),
        (-500, "USD", "−$5.00"),
        (1234567, "SEK", "12,345.67 SEK"),
        (500, "JPY", "¥500"),
        (5, "", "0.05"),
    ],
)
def test_money_is_told_in_its_currency(cents, currency, text):
    assert money(cents, currency) == text


@pytest.mark.parametrize(
    ("traits", "identifiers", "name"),
    [
        ({"name": "Ada"}, [LATEST], "Ada"),
        ({"firstName": "Ada", "lastName": "King"}, [], "Ada King"),
        ({"first_name": "Ada"}, [], "Ada"),
        ({"name": 7}, [], "7"),
        ({"firstName": "Ada", "lastName": "King", "name": "The Queen"}, [], "Ada King"),
        ({"firstName": "Ada", "name": "Ada King"}, [], "Ada King"),
        ({"firstName": "Ada", "mail_name": "The Queen"}, [], "Ada"),
        ({"mail_name": "Ada King"}, [LATEST], "Ada King"),
        ({}, [{"type": "phone", "value": "31"}, LATEST], "new@x.test"),
        ({}, [{"type": "anonymous_id", "value": "a1"}], "Unknown visitor"),
    ],
)
def test_a_customer_is_called_by_the_best_name(traits, identifiers, name):
    assert called(traits, identifiers) == name


@pytest.mark.parametrize(
    ("name", "letters"), [("Ada King", "AK"), ("Ada", "A"), ("ada.king@x.test", "AK"), ("", "?"), ("李 雷", "李雷")]
)
def test_initials_are_of_first_and_last_name(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "Yes"),
        (None, "–"),
        (["M", 42], "M, 42"),
        ({"city": "Berlin", "zip": 1}, "Berlin, 1"),
        ([{"a": 1}], '[{"a": 1}]'),
        (1.5, "1.5"),
    ],
)
def test_any_trait_can_be_shown(value, text):
    assert shown(value) == text


def test_names_of_fields_become_words():
    assert [label(one) for one in ("first_name", "favouriteStore", "user_id", "sms", "")] == [
        "First name",
        "Favourite store",
        "User id",
        "SMS",
        "",
    ]
    assert (counted(1, "day"), counted(1200, "person", "people")) == ("1 day", "1,200 people")


def test_what_a_shop_named_itself_is_called_the_same_in_every_language():
    assert [own(one) for one in ("sms-help", "effort", "winBack")] == ["SMS help", "Effort", "Win back"]
    with speaking("de"):
        assert (own("effort"), label("effort")) == ("Effort", "Aufwand")


def test_words_of_code_are_marked_and_everything_is_escaped():
    shown = coded("as the trait `a<b` tells, <i>not ` else")
    code = "<code>a&lt;b</code>"
    assert shown == f"as the trait {code} tells, &lt;i&gt;not ` else"
    with speaking("de"):
        assert coded(_("Nothing is sent by looking.")) == "Vom Ansehen wird nichts gesendet."


def test_an_icon_stands_for_every_event():
    assert [icon_of(one, "web") for one in ("Order Completed", "Email Opened", "Anything")] == ["bag", "mail", "web"]
    assert [icon_of("x", channel) for channel in ("mobile", "unheard-of")] == ["mobile", "dot"]
    assert (icon_of("t", "email", "message"), icon_of("t", "email", "decision")) == ("mail", "stop")
    assert (tone_of("Order Completed"), tone_of("t", "message"), tone_of("t")) == ("good", "accent", "")


def test_a_strip_has_a_square_for_each_day_and_the_busiest_is_the_darkest():
    rows = [{"day": "2026-11-22", "channel": "web", "count": 8}, {"day": "2026-11-20", "channel": "web", "count": 1}]
    old = [{"day": "2020-01-01", "channel": "web", "count": 99}, {"day": "2026-11-21", "channel": "email", "count": 3}]
    chart = strips(rows + old, NOON)
    assert [(one["channel"], one["total"]) for one in chart["rows"]] == [("web", 9), ("email", 3)]
    levels = [cell["level"] for cell in chart["rows"][0]["cells"]]
    assert (len(levels), levels[-3:], levels[0]) == (DAYS, [1, 0, 4], 0)
    assert strips(old[:1], NOON) == {}


@pytest.mark.parametrize(
    ("told", "german"),
    [
        (lambda: ago(NOON - 3 * MINUTE, NOON), "vor 3 Min."),
        (lambda: ago(NOON - 9 * DAY, NOON), "vor 9 Tagen"),
        (lambda: day(NOON, NOON), "Heute"),
        (lambda: day(NOON - 3 * DAY, NOON), "Donnerstag, 19. Nov."),
        (lambda: plain(NOON), "22. Nov. 2026, 12:00 UTC"),
        (lambda: money(123456, "EUR"), "1.234,56 €"),
        (lambda: counted(1200, "day", "days"), "1.200 Tage"),
        (lambda: label("firstName"), "Vorname"),
        (lambda: label("shelf_mark"), "Shelf mark"),
        (lambda: shown(value=True), "Ja"),
        (lambda: str(called({}, [])), "Unbekannter Besucher"),
    ],
)
def test_values_are_told_in_the_language_of_the_page(told, german):
    with speaking("de"):
        assert told() == german
