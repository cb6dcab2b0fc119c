"""Languages, styles and channels of one template; what is picked for whom, and what is refused."""

from typing import Any

import pytest

from segue import contact_points
from segue.contact_points import Channel
from segue.errors import Invalid
from segue.messaging.making import Around, compile_template
from segue.messaging.rendering import render
from segue.messaging.templates import again, locales, pick, variants
from tests.builders import a_mail

MAIL: dict[str, Any] = {
    "locale": "en",
    "subject": "Hello",
    "mjml": a_mail("Good day"),
    "styles": {"short": {"subject": "Hi"}, "formal": {"mjml": a_mail("Dear customer")}},
    "locales": {
        "de": {"subject": "Hallo", "mjml": a_mail("Guten Tag"), "styles": {"short": {"subject": "Na"}}},
        "de-AT": {"subject": "Servus", "mjml": a_mail("Grüß Gott")},
        "pt-BR": {"subject": "Oi", "mjml": a_mail("Bom dia")},
    },
}


@pytest.mark.parametrize(
    ("locale", "shop", "subject"),
    [
        ("de-AT", "", "Servus"),
        ("de_CH.UTF-8", "", "Hallo"),
        ("pt", "", "Oi"),
        ("en-GB", "de", "Hello"),
        ("fr", "de", "Hallo"),
        ("", "", "Hello"),
        ("German", "", "Hello"),
    ],
)
def test_a_person_reads_the_nearest_language_then_the_shop_s_then_the_file_s_own(
    locale: str, shop: str, subject: str
) -> None:
    template = compile_template("t", MAIL, Around(shop={"locale": shop} if shop else {}))
    assert pick(template, "email", locale)["subject"] == subject


@pytest.mark.parametrize(
    ("locale", "variant", "subject", "words"),
    [
        ("en", "short", "Hi", "Good day"),
        ("en", "formal", "Hello", "Dear customer"),
        ("de", "short", "Na", "Guten Tag"),
        ("de", "formal", "Hallo", "Guten Tag"),
        ("de", "loud", "Hallo", "Guten Tag"),
    ],
)
def test_a_style_changes_what_it_says_and_a_language_comes_before_a_style(
    locale: str, variant: str, subject: str, words: str
) -> None:
    parts = pick(compile_template("t", MAIL), "email", locale, variant)
    assert (parts["subject"], parts["text"].strip()) == (subject, words)
    assert words in parts["html"]


def test_a_template_tells_its_languages_its_styles_and_whether_it_may_go_twice() -> None:
    template = compile_template("t", MAIL | {"again": "at-least-once"})
    assert locales(template) == ("en", "de", "de-AT", "pt-BR")
    assert (variants(template, "email"), variants(template, "email", "de")) == (("short", "formal"), ("short",))
    assert (again(template), again({})) == ("at-least-once", "never")


def test_what_was_kept_before_there_were_languages_is_picked_as_it_was() -> None:
    old = {"subject": "s", "html": "h", "text": "t", "uses": ["mail"]}
    assert pick(old, "email", "de", "short") == {"subject": "s", "html": "h", "text": "t"}
    assert (pick({"subject": "s"}, "email"), locales(old), variants(old, "email")) == ({}, ("",), ())


@pytest.fixture
def channels(monkeypatch: pytest.MonkeyPatch) -> None:
    """A channel of several parts and one of one, besides e-mail."""
    push = Channel("device", ("push.title", "push.body", "push.link"), "notes", may=("push.link",))
    monkeypatch.setitem(contact_points.CHANNELS, "push", push)
    monkeypatch.setitem(contact_points.CHANNELS, "sms", Channel("phone", ("sms",), "texts"))


@pytest.mark.usefixtures("channels")
def test_one_template_is_for_several_channels() -> None:
    push = {"title": "T", "body": "B"}
    template = compile_template("t", {**MAIL, "push": push, "sms": "Hello {{ shop.name }}"})
    assert pick(template, "push", "en") == {"push.title": "T", "push.body": "B", "push.link": ""}
    assert pick(template, "sms", "de") == {"sms": "Hello {{ shop.name }}"}  # the language that has it
    assert pick(template, "email", "de")["subject"] == "Hallo"


@pytest.mark.usefixtures("channels")
def test_what_has_no_words_in_it_is_the_same_in_every_language() -> None:
    push = {"title": "T", "body": "B", "link": "{{ cart.url | default: shop.url }}"}
    german = {"push": {"title": "Titel", "body": "Text"}}
    template = compile_template("t", {"locale": "en", "push": push, "locales": {"de": german}})
    assert pick(template, "push", "de")["push.link"] == push["link"]


LANGUAGE = {"subject": "s", "mjml": a_mail("a")}


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"subject": None}, (), "t lacks subject"),
        ({"locales": {"de": {"subject": "a"}}}, ("locales", "de"), "de lacks mjml"),
        ({"locales": {"de": {}}}, ("locales", "de"), "de lacks subject, mjml"),
        ({"locales": {"german": LANGUAGE}}, ("locales", "german"), "`german` is no language"),
        ({"locales": {"de_AT": LANGUAGE}}, ("locales", "de_AT"), "did you mean `de-AT`?"),
        ({"locales": {"en": LANGUAGE}}, ("locales", "en"), "`en` is the language of the template's own words"),
        ({"locale": None}, ("locales",), "says in `locale`"),
        ({"locale": "English"}, ("locale",), "`locale` is a language"),
        ({"locales": {"de": {"subject": 1}}}, ("locales", "de", "subject"), "`subject` is a text"),
        ({"styles": {"Short": {}}}, ("styles", "Short"), "a short word in small letters"),
        ({"styles": ["short"]}, ("styles",), "`styles` is a mapping"),
        ({"again": "always"}, ("again",), "never or at-least-once"),
    ],
)
def test_a_language_or_a_style_that_nobody_understands_is_refused_where_it_stands(
    change: dict[str, Any], path: tuple[str, ...], words: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        compile_template("t", MAIL | change)
    assert (wrong.value.path, words in wrong.value.detail) == (path, True)


@pytest.mark.usefixtures("channels")
def test_a_style_says_nothing_on_a_channel_that_the_usual_one_is_not_for() -> None:
    with pytest.raises(Invalid, match="the usual style has no sms"):
        compile_template("t", MAIL | {"styles": {"short": {"sms": "Hi"}}})


def test_lines_that_tags_leave_empty_are_not_sent_and_a_subject_is_one_line() -> None:
    parts = {"subject": " a\n b", "text": "a\n{% if true %}\n\n\nb  {% endif %}\n", "html": "a\n\n\nb"}
    assert render(parts, parts, {}) == {"subject": "a b", "text": "a\n\nb", "html": "a\n\n\nb"}


def test_a_misspelt_part_of_a_channel_is_told() -> None:
    said = {"subject": "s", "mjml": a_mail("Hi"), "push": {"titel": "x", "title": "t", "body": "b"}}
    with pytest.raises(Invalid, match=r"push\.title"):
        compile_template("hello", said)
