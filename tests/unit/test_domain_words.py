"""What the domain says is told in the language of whoever looks, and kept in English."""

import pytest

from segue.aws.staff_refusals import MEANINGS
from segue.console import label_words
from segue.console.customers.alike_words import alike
from segue.console.customers.evidences import kind_of
from segue.contact_points import CHANNELS, named
from segue.conversations.cards import certainty
from segue.identity import evidence, linking
from segue.identity.matching import levels
from segue.identity.rules import Limit, Rules
from segue.languages.texts import catalogue, speaking
from segue.messaging import reasons
from segue.profile import summaries
from segue.recommending import words
from segue.times import DAY, HOUR

SAID = {
    "identifiers": [*evidence.CALLED.values(), *evidence.MANY.values()],
    "alike": [*levels.SENTENCES.values(), *levels.NOUNS.values(), *(why for (why,) in linking.REVIEWED.values())],
    "certainty": [*certainty.WAYS.values(), certainty.GUEST],
    "messages": [*reasons.REASONS.values(), *reasons.GENERAL.values(), *reasons.SCOPES.values()],
    "recommendations": [*words.OF_THEM.values(), words.LOOKED_AT, *words.LEFT_OUT.values(), *words.NOTHING.values()],
    "door": [text for _, text in MEANINGS.values()],
}


@pytest.mark.parametrize("about", SAID)
def test_the_catalogues_have_what_the_domain_says(about):
    known = vars(catalogue("de"))["_catalog"]
    assert [one for one in SAID[about] if one and one not in known] == []


def test_every_kind_of_identifier_has_its_words_for_many():
    assert evidence.CALLED.keys() == evidence.MANY.keys()


def test_the_catalogues_have_the_names_of_channels():
    every = {str.__str__(one) for one in (*label_words.USUAL, *label_words.CALLED.values())}
    assert {named(one) for one in CHANNELS} - every == set()


@pytest.mark.parametrize(
    ("sentence", "german"),
    [
        ("same birth date", "Geburtsdatum gleich"),
        ("given name alike (93 %)", "Vorname ähnlich (93 %)"),
        ("one event named both, and nobody vouched for it", "ein Ereignis nannte beide, und niemand bürgte dafür"),
    ],
)
def test_what_a_suggestion_has_kept_is_told_anew(sentence, german):
    assert alike(sentence) == sentence
    with speaking("de"):
        assert alike(sentence) == german


@pytest.mark.parametrize(
    ("limit", "english", "german"),
    [
        (Limit(1), "another user id is known: one person has one", "Kennung des Kontos: eine andere ist bekannt"),
        (
            Limit(5, 7 * DAY),
            "more than 5 user ids within 7 days: more than one person has",
            "mehr als 5 Kennungen von Konten innerhalb von 7 Tagen",
        ),
        (Limit(5, HOUR), "more than 5 user ids within an hour: more than one person has", "innerhalb von einer Stunde"),
        (Limit(5), "more than 5 user ids: more than one person has", "mehr als 5 Kennungen von Konten"),
    ],
)
def test_a_limit_is_told_in_the_language_of_the_page(limit, english, german):
    rules = Rules(limits={"user_id": limit})
    assert evidence.why_apart("limit user_id", rules) == english
    with speaking("de"):
        assert german in evidence.why_apart("limit user_id", rules)


def test_a_reason_is_told_with_what_it_is_about():
    about = {"scope": "channel/email"}
    assert reasons.explained("sending-paused", about) == "Sending was paused when its time came: everything by e-mail."
    with speaking("de"):
        assert "alles per E-Mail" in reasons.explained("sending-paused", about)


def test_a_summary_keeps_the_events_own_words():
    said = {"products": [{"name": "Tent"}, {"name": "Mat"}, {"name": "Pan"}]}
    assert summaries.summary("Order Completed", said) == "Tent, Mat and 1 more"
    with speaking("de"):
        assert summaries.summary("Order Completed", said) == "Tent, Mat und 1 weitere"


def test_a_kind_of_identifier_is_told_within_a_sentence():
    with speaking("de"):
        assert kind_of("p_x") == "Telefonnummer"
