"""Links and codes of carts that are handed over: what they prove, and what is not in them."""

import re

import pytest

from segue.errors import Gone, Invalid, NotFound, TooMany
from segue.handover.handovers import CODE, NOT_OURS, Handover, Seals
from segue.handover.page_texts import TEXTS
from segue.handover.pages import Paper, code_page, found_page, problem_page
from segue.messaging.page_texts import TEXTS as PUBLIC
from segue.times import DAY, SECOND
from tests.builders import NOON

SEALS = Seals(b"secret", "https://segue.example")
ONE = Handover("a234567a234567aa", "u_somebody", "cart/1", NOON + DAY, NOON)


def test_a_token_opens_its_handover_until_it_ends() -> None:
    token = SEALS.token(ONE.id, ONE.ends)
    assert SEALS.opened(token, ONE.ends - 1) == ONE.id
    with pytest.raises(Gone) as ended:
        SEALS.opened(token, ONE.ends)
    assert (ended.value.reason, ended.value.detail) == ("expired", "this link has ended; ask for a new one")


def test_a_token_ends_no_later_than_it_says() -> None:
    token = SEALS.token(ONE.id, NOON + SECOND + 999)
    with pytest.raises(Gone):
        SEALS.opened(token, NOON + SECOND)


@pytest.mark.parametrize("part", [0, 1, 2])
def test_no_part_of_a_token_can_be_changed(part: int) -> None:
    parts = SEALS.token(ONE.id, ONE.ends).split("-")
    parts[part] = ("b" if parts[part][0] != "b" else "c") + parts[part][1:]
    with pytest.raises(NotFound):
        SEALS.opened("-".join(parts), NOON)


@pytest.mark.parametrize("token", ["", "-", "--", "a-b-c", "١٢٣٤٥٦", "\ud800-\ud800-\ud800", "x" * 9999])
def test_anything_else_is_none_of_ours(token: str) -> None:
    with pytest.raises(NotFound) as unknown:
        SEALS.opened(token, NOON)
    assert (unknown.value.reason, unknown.value.detail) == ("bad-link", NOT_OURS)


def test_another_stack_opens_nothing() -> None:
    with pytest.raises(NotFound):
        Seals(b"other").opened(SEALS.token(ONE.id, ONE.ends), NOON)


def test_a_link_is_short_and_says_nothing_of_customer_or_cart() -> None:
    link = SEALS.link(ONE)
    assert re.fullmatch(r"https://segue\.example/c/[a-z2-7]{16}-[0-9a-f]{8}-[a-z2-7]{12}", link)
    assert "somebody" not in link
    assert "cart" not in link


def test_an_occasion_has_one_id_and_another_person_cart_or_occasion_another() -> None:
    asked = [("p", "c", "1"), ("p", "c", "1"), ("q", "c", "1"), ("p", "d", "1"), ("p", "c", "2"), ("p\nc", "1", "")]
    ids = [SEALS.id(*one) for one in asked]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 5


def test_codes_are_six_digits_and_differ_by_choice_and_handover() -> None:
    codes = {SEALS.code(handover, choice) for handover in ("a", "b", "c") for choice in range(8)}
    assert all(CODE.fullmatch(one) for one in codes)
    assert len(codes) > 20
    assert SEALS.code_key("123456") != SEALS.code_key("123457")
    assert "123456" not in SEALS.code_key("123456")


def test_links_and_codes_that_are_out_there_stay_valid_in_every_version() -> None:
    assert SEALS.token(ONE.id, NOON) == f"{ONE.id}-6b02d940-kyj26glr4tfb"
    assert SEALS.code(ONE.id, 0) == "429502"
    assert SEALS.code_key("123456") == "pmogrvuj5n45mcuoslaq2uh3"
    assert SEALS.caller("x") == "kkb2tjekp6y63bmwbeo6x2lj"


def test_pages_show_names_as_text_and_let_the_form_lead_to_the_shop() -> None:
    line = {"quantity": 2, "name": "<b>Tent</b>", "variant": "Blue", "price": 500}
    paper = Paper("en", "The <Shop>", "https://shop.example/cart")
    page = found_page({"items": [line], "value_text": "10.00 EUR", "currency": "EUR"}, '"w', paper)
    assert '<p class="shop">The &lt;Shop&gt;</p><h1>Your cart, on this device</h1>' in page.body.decode()
    assert "2 × &lt;b&gt;Tent&lt;/b&gt;, Blue</span><span>10.00 EUR" in page.body.decode()
    assert 'value="&quot;w"' in page.body.decode()
    assert page.headers["content-security-policy"].endswith("form-action 'self' https://shop.example")
    assert code_page("w", Paper("en")).headers["content-security-policy"].endswith("form-action 'self'")


def test_a_browser_is_told_in_words_what_went_wrong() -> None:
    page = problem_page(TooMany("too-many-codes", "wait", 7), Paper("en"))
    assert (page.status, page.headers["retry-after"]) == (429, "7")
    assert "Use the link, or wait a while." in page.body.decode()
    german = problem_page(Gone("expired", "ended"), Paper("de"))
    assert (german.status, german.headers["content-language"]) == (410, "de")
    assert "<h1>Das ist abgelaufen</h1>" in german.body.decode()
    assert "retry-after" not in problem_page(Invalid("x"), Paper("en")).headers


def test_the_pages_of_a_cart_say_the_same_in_every_language() -> None:
    assert set(TEXTS) == set(PUBLIC)
    assert all(one.keys() == TEXTS["en"].keys() and all(one.values()) for one in TEXTS.values())
