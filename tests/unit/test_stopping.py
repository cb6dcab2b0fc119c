"""A marketing text message without a word that ends them is told of by the plan."""

import pytest

from segue.playbook.stopping import sold_by_text, stops, unstoppable


@pytest.mark.parametrize("text", ["Sale! STOP to end", "Soldes. STOP au 36111", "Angebot. Ende mit STOPP", "停止"])
def test_a_word_in_capitals_says_how_to_stop(text):
    assert stops(text)


@pytest.mark.parametrize("text", ["Sale until the end of May", "Non stop music", "", "SALE NOW"])
def test_a_word_of_a_sentence_does_not(text):
    assert not stops(text)


def test_every_language_and_style_is_looked_at():
    short = {"styles": {"short": {"sms": "Sale"}}}
    template = {"sms": "Sale, STOP to end", "locales": {"de": {"sms": "Angebot"}, "fr": {"sms": "STOP"} | short}}
    assert [one.split("marketing")[1].split("and")[0].strip() for one in unstoppable(template)] == [
        "in `de`",
        "in `fr`",
    ]
    assert list(unstoppable({"html": "<p>Sale</p>"})) == []


@pytest.mark.parametrize(
    ("send", "sold"),
    [
        ({"channel": "sms", "purpose": "marketing"}, {"t"}),
        ({"channels": ["push", "sms"], "purpose": "marketing"}, {"t"}),
        ({"channel": "best", "purpose": "marketing"}, {"t"}),
        ({"channel": "sms", "purpose": "transactional"}, set()),
        ({"channel": "email", "purpose": "marketing"}, set()),
    ],
)
def test_what_a_journey_sends_somewhere_inside_counts(send, sold):
    step = {"split": {"when": {}, "then": [{"send": {"template": "t", **send}}]}}
    assert sold_by_text({"j": {"steps": [{"wait": "1h"}, step]}}) == sold
