"""The question of consent, and the words in which it may be answered."""

import pytest

from segue.consent import asked
from tests.builders import an_event


@pytest.mark.parametrize("odd", ["x = :value, suppressed", "a" * 40, "", 5, None, ["email"], "news letter!"])
def test_an_opt_out_in_odd_words_is_one_of_marketing_by_e_mail_and_a_yes_in_them_is_none(odd):
    said = {"purpose": odd, "channel": odd}
    assert asked(an_event("Consent Updated", properties={**said, "granted": False})) == ("email", "marketing", False)
    assert asked(an_event("Consent Updated", properties={**said, "granted": True})) is None


def test_without_words_the_question_is_marketing_by_e_mail():
    assert asked(an_event("Consent Updated", properties={"granted": True})) == ("email", "marketing", True)
    assert asked(an_event("Unsubscribed")) == ("email", "marketing", False)


def test_words_are_spelled_in_one_way():
    said = {"channel": "SMS", "purpose": " Spring-News ", "granted": True}
    assert asked(an_event("Consent Updated", properties=said)) == ("sms", "spring_news", True)
