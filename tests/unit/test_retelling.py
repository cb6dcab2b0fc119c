"""What the product says of itself in English is told again in the language of the page."""

import re
from pathlib import Path

import pytest

import segue
from segue.console.retelling import FORMS, SENTENCES, retold
from segue.console.words import sentence
from segue.languages.texts import speaking

PRODUCT = Path(segue.__file__).parent


@pytest.fixture(scope="module")
def sources():
    """All that the product's own modules say, but for the console's."""
    paths = [one for one in PRODUCT.rglob("*.py") if "console" not in one.parts or one.name == "panel_tokens.py"]
    return "\n".join(one.read_text(encoding="utf-8") for one in paths)


@pytest.mark.parametrize("form", [str(one) for one in (*SENTENCES, *FORMS)])
def test_what_is_told_again_is_what_the_product_says(form, sources):
    pieces = [one for one in re.split(r"\{\w+\}", form) if one.strip(" .`?:;,")]
    assert [one for one in pieces if one not in sources] == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("signed in", "angemeldet"),
        ("amy has it meanwhile", "amy hat es inzwischen"),
        (
            "an answer by sms has at most 1600 characters, and this one has 1700",
            "eine Antwort per sms hat höchstens 1600 Zeichen, und diese hat 1700",
        ),
        ("bob has answered meanwhile: a line\nor two", "bob hat inzwischen geantwortet: a line\nor two"),
        ("words of somebody's own", "words of somebody's own"),
    ],
)
def test_it_is_told_in_the_language_of_the_page(said, told):
    assert retold(said) == said
    with speaking("de"):
        assert retold(said) == told


def test_as_a_sentence_it_begins_with_a_capital():
    with speaking("de"):
        assert sentence("there is no such conversation") == "Dieses Gespräch gibt es nicht."
