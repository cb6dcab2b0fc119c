"""The plain-text part of a mail that nobody wrote is made out of its MJML."""

from typing import Any

import pytest

from segue.messaging.links import leading
from segue.messaging.making import Around, compile_template
from segue.messaging.plain import plain
from segue.messaging.rendering import render
from segue.playbook import compile_playbook
from segue_tools.playbooks import starter_files
from tests.builders import a_mail

LIQUID = "{% if a < b %}x{% endif %} {{ 'a > b' | upcase }}"


@pytest.mark.parametrize(
    ("mjml", "words"),
    [
        (a_mail("One\n  line &amp; more"), "One line & more"),
        (a_mail("a<br/>b<br>c"), "a\nb\nc"),
        (a_mail("<p>a</p><p>b</p>"), "a\n\nb"),
        (a_mail("<ul><li>a</li><li>b</li></ul>"), "- a\n- b"),
        (a_mail('See <a href="https://x.test">the tent</a>.'), "See the tent <https://x.test>."),
        (a_mail('<a href="https://x.test">https://x.test</a>'), "https://x.test"),
        ('<mj-button href="{{ shop.url }}">Go</mj-button>', "Go: {{ shop.url }}"),
        ("<mj-divider /><mj-text>a</mj-text>", "---\n\na"),
        ("<mj-head><mj-title>t</mj-title>{% assign a = 1 %}</mj-head><mj-text>b</mj-text>", "{% assign a = 1 %}\n\nb"),
        ('<mj-image src="{{ a }}" alt="Tent" /><mj-text>b</mj-text>', "b"),
        (
            a_mail("{% if a < b %}x{% endif %} {{ 'a > b' | upcase }}"),
            "{% if a < b %}x{% endif %} {{ 'a > b' | upcase }}",
        ),
        (a_mail("\ua66e001 {{ a }}"), "001 {{ a }}"),
    ],
)
def test_the_words_of_a_mail_stay_with_their_liquid_and_their_links(mjml: str, words: str) -> None:
    assert plain(mjml).strip() == words


FRAGMENTS: dict[str, Any] = {
    "mail": {"mjml": a_mail("{% content %}"), "text": "{% content %}\n--\nfoot"},
    "rows": {"mjml": "<b>rows</b>", "text": "- rows"},
    "bare": {"mjml": "<b>bare</b>"},
}


@pytest.mark.parametrize(
    ("words", "frame", "text"),
    [
        ("Hello {% fragment rows %}", "mail", "Hello - rows\n--\nfoot"),
        ("Hello {% fragment bare %}", "mail", "Hello bare"),
        ("Hello", "", "Hello"),
    ],
)
def test_frame_and_fragments_say_it_in_their_own_plain_text_where_all_have_one(
    words: str, frame: str, text: str
) -> None:
    spec = {"subject": "s", "mjml": words if frame else a_mail(words)} | ({"frame": frame} if frame else {})
    assert compile_template("t", spec, Around(FRAGMENTS))["text"].strip() == text


def test_a_text_that_somebody_wrote_stays() -> None:
    assert compile_template("t", {"subject": "s", "mjml": a_mail("a"), "text": "b"})["text"] == "b"


def test_the_starter_s_cart_mail_without_its_text_lists_the_products_in_plain_text() -> None:
    files = starter_files()
    path = "templates/abandoned-cart.yaml"
    files[path] = files[path].partition("\ntext: |")[0] + "\n"
    item = {"name": "Tent", "variant": "", "price_text": "10 EUR", "url": "https://x.test", "quantity": 2}
    cart = {"items": [item], "checkout": False, "value_text": "20 EUR", "url": "https://x.test/c"}
    facts = {"person": {"traits": {}}, "cart": cart, "shop": {"name": "Shop"}, **leading("https://x.test/u")}
    text = render(compile_playbook(files)["template"]["abandoned-cart"], ["text"], facts)["text"]
    for words in ("- 2 x Tent, 10 EUR", "Back to your cart: https://x.test/c", "like this: https://x.test/u"):
        assert words in text
