"""STOP, START and HELP, in many languages and spellings, and what is none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.drafts import event_of
from segue.channels.sms.wishes import received
from segue.channels.sms.words import WORDS, wish
from segue.channels.turns import Turn
from segue.consent import asked
from segue.deliveries import Delivery
from segue.events import Event
from segue.identifiers import Identifier
from segue.suppressions import suppressions
from tests.builders import NOON

STOPS = """
stop quit end revoke opt-out cancel unsubscribe Stopp! ABMELDEN abbestellen ARRÊT arret désabonner BAJA alto cancelar
basta annulla afmelden uitschrijven sair PARAR rezygnuję wypisz avsluta afmeld avslutt lopeta odhlásit leiratkozás
dezabonare iptal στοπ СТОП отписаться 停止 退订 수신거부 ｓｔｏｐ “STOP” *stop* s.t.o.p. stop😡 \u200bstop\ufeff
"""
LISTED = {"help": "HELP info Hilfe aide AYUDA aiuto ajuda hulp pomoc hjälp hjælp apua", "stop": STOPS} | {
    "start": "START unstop subscribe anmelden alta iscriviti aanmelden tilmeld aloita přihlásit",
    "stop-all": "stopall STOP-ALL",
}


@pytest.mark.parametrize(("text", "wanted"), [(one, kind) for kind, some in LISTED.items() for one in some.split()])
def test_one_word_is_a_wish(text, wanted):
    assert wish(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("opt out", "stop"),
        ("Please stop", "stop"),
        ("stop, please!", "stop"),
        ("STOP bitte", "stop"),
        ("STOP\n\n", "stop"),
        ("s t o p", "stop"),
        ("Stop texting me", "stop"),
        ("stop all", "stop-all"),
        ("Meld av", "stop"),
        ("darme de baja", "stop"),
    ],
)
def test_courtesy_and_spaces_make_no_difference(text, wanted):
    assert wish(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "...",
        "yes",
        "no",
        "ok",
        "please",
        "Where is the bus stop?",
        "Don't stop",
        "I want to cancel my order",
        "stop" * 20,
        "When does the sale end",
        "help me find a tent",
    ],
)
def test_anything_else_is_none(text):
    assert wish(text) is None


@given(st.sampled_from(sorted(WORDS)), st.sampled_from(["{}", "{}.", " {}\n", "«{}»", "{}!!!", "\t{}?"]))
def test_every_word_is_found_in_any_dress(word, dress):
    assert wish(dress.format(word.upper())) == wish(word) == WORDS[word]


@given(st.text(max_size=80))
def test_any_text_may_come(text):
    assert wish(text) in {None, "stop", "stop-all", "start", "help"}


WHO = {"traits": {"phone": "+31612345678"}}


def events(text: str) -> list[Event]:
    delivery = Delivery("sms", "aws_sms", b"", {}, NOON)
    drafts = received(Turn("c", "customer", text, "t-1"), WHO, "sms")
    return [event_of(draft, "t-1", delivery, "sms") for draft in drafts]


@pytest.mark.parametrize(
    ("text", "purposes"),
    [("STOP", ["marketing"]), ("stop all", ["marketing", "transactional"]), ("START", []), ("Hi", [])],
)
def test_a_stop_forbids_what_it_says_at_the_number(text, purposes):
    found = [one for event in events(text) for one in suppressions(event)]
    assert [one.purpose for one in found] == purposes
    assert {(one.address, one.reason) for one in found} <= {(Identifier("phone", "+31612345678"), "opt-out")}


def test_a_stop_is_kept_with_its_words():
    (event,) = events("Stop, please")
    said = {"channel": "sms", "purpose": "marketing", "granted": False, "method": "sms", "wording": "Stop, please"}
    assert (event.event, event.properties) == ("Consent Updated", said)


def test_a_start_allows_both_again_each_with_an_id_of_its_own():
    found = events("START")
    assert [asked(one) for one in found] == [("sms", "marketing", True), ("sms", "transactional", True)]
    assert len({one.message_id for one in found}) == 2


@pytest.mark.parametrize(("text", "topic"), [("HELP", "help"), ("Where is it?", None)])
def test_a_call_for_help_is_a_turn_that_somebody_answers(text, topic):
    (event,) = events(text)
    assert (event.event, event.properties.get("topic"), event.properties["text"]) == ("Conversation Turn", topic, text)
