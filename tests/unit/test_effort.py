"""How easy it was: native buttons, tokens, pages, what an answer becomes, and what a second one does."""

from dataclasses import replace

import pytest

from segue.channels.instagram import meta_instagram
from segue.channels.messenger import meta_messenger
from segue.channels.outgoing import Sender
from segue.channels.whatsapp.written import written
from segue.conversations.conversations import Conversation
from segue.conversations.effort.pages import TEXTS, Paper, asking, thanking, unclear
from segue.conversations.effort.policies import EffortPolicy, effort_policy
from segue.conversations.effort.surveys import Given, Question, answered, is_answered, open_question, question_of
from segue.errors import Invalid, NotFound
from segue.journeys.saying import Send
from segue.messages import Envelope, Message
from segue.messaging.links import Links
from segue.messaging.questions import pressed, with_buttons
from segue.times import DAY, HOUR
from tests.builders import NOON

LINKS = Links(b"links", b"identity", "https://segue.test")
DATA = {"survey": "effort", "conversation": "c_1"}
ASK = Message("u_1_x", "u_1", "p_1", "effort", "person", "ask", "effort", "sms", "transactional", NOON, data=DATA)
ASKED = Question("u_1_x", "p_1", "c_1", "sms", "", NOON)
HEAD = Conversation("c_1", "u_1", resolved_by="amy")


def buttons(channel, locale="en"):
    """An envelope of the question on a channel."""
    parts = {"whatsapp.text": "Easy?", "whatsapp.template": "", "messenger": "Easy?", "instagram": "Easy?"}
    message = replace(ASK, channel=channel, locale=locale)
    return message, with_buttons(Envelope("4915112345678", parts, ""), message, LINKS.asks)


def test_whatsapp_shows_a_list_of_seven_within_its_limits():
    said = written(*buttons("whatsapp", "de-AT"))
    action = said["interactive"]["action"]
    rows = action["sections"][0]["rows"]
    assert (said["type"], said["interactive"]["type"], action["button"]) == ("interactive", "list", "Auswählen")
    assert [one["title"] for one in rows] == list("1234567")
    assert max(len(one["id"]) for one in rows) <= 200
    assert rows[6]["description"] == "Sehr leicht"


@pytest.mark.parametrize(("channel", "provider"), [("messenger", meta_messenger), ("instagram", meta_instagram)])
def test_messenger_and_instagram_show_quick_replies(channel, provider):
    call = provider.outgoing(*buttons(channel), Sender("1", "1", secret="t"))
    assert call.body.count(b'"content_type":"text"') == 7


def test_what_asks_nothing_has_no_buttons():
    message, _ = buttons("whatsapp")
    plain = replace(message, data={})
    assert with_buttons(Envelope("1", {}, ""), plain, LINKS.asks).choices == ()


def test_a_button_brings_back_its_score_and_its_question():
    _, envelope = buttons("messenger")
    score, token = pressed(envelope.choices[4].id) or (0, "")
    assert (score, LINKS.asked(token)) == (5, ASK.id)


@pytest.mark.parametrize("token", ["", "u_1_x", "u_1_x.aaaa", LINKS.asks("other").replace("other", "u_1_x")])
def test_a_token_that_we_did_not_sign_asks_nothing(token):
    with pytest.raises(NotFound):
        LINKS.asked(token)


def test_a_link_of_an_answer_shows_it_and_no_tracker_counts_it():
    said = LINKS.ways_out(ASK)["survey"]
    assert [one["url"] for one in said["choices"]][6] == f"{said['url']}?score=7"
    assert LINKS.ours(said["url"])


@pytest.mark.parametrize("language", TEXTS)
def test_the_page_has_a_named_group_of_seven_and_words_for_why(language):
    body = asking(Paper(language, "Nordlicht"), 6).body.decode()
    assert body.count('type="radio"') == 7
    assert body.count("checked>") == 1
    assert 'value="6" required checked' in body
    assert "<legend>" in body
    assert 'for="why"' in body
    assert f'<html lang="{language}">' in body


def test_all_languages_say_the_same_things():
    assert len({frozenset(one) for one in TEXTS.values()}) == 1


def test_what_somebody_wrote_is_shown_as_text():
    body = thanking(Paper("en"), 2, "<script>x</script>").body.decode()
    assert "<script>" not in body
    assert "&lt;script&gt;" in body


def test_a_form_without_an_answer_is_shown_again():
    shown = unclear(Paper("de", free_text=False), "")
    assert shown.status == 400
    assert "textarea id" not in shown.body.decode()


def test_a_message_that_asks_is_a_question_and_no_other():
    assert question_of(ASK) == ASKED
    assert question_of(replace(ASK, data={})) is None


def test_an_answer_says_what_it_is_about_and_for_whom():
    event = answered(ASKED, Given(6, " fine "), HEAD, NOON + HOUR)
    assert event.properties == {
        "survey": "ces",
        "score": 6,
        "comment": "fine",
        "conversation_id": "c_1",
        "channel": "sms",
        "agent": "amy",
        "effort_question": "u_1_x",
    }


def test_an_answer_in_a_chat_names_the_turn_that_asked():
    event = answered(replace(ASKED, id="c_1~t1"), Given(6), HEAD, NOON + HOUR)
    assert event.properties["effort_question"] == "t1"


def ids(*answers, head=HEAD):
    """The ids of the events that answers become."""
    return [answered(ASKED, Given(*one), head, NOON + place).message_id for place, one in enumerate(answers)]


def test_the_same_answer_twice_is_one_and_another_one_is_another():
    first, again, more, other = ids((6, ""), (6, " "), (6, "fine"), (5, ""))
    assert first == again
    assert len({first, more, other}) == 3


def test_who_goes_back_to_the_first_answer_has_said_it_again():
    scored = replace(HEAD, score=6, scored=NOON + HOUR)
    assert ids((5, "")) != ids((5, ""), head=scored)


def test_a_digit_answers_the_newest_question_to_that_number_for_a_week():
    sent = [replace(ASK, state="sent"), replace(ASK, id="u_1_y", state="sent", created=NOON + HOUR)]
    found = open_question([*sent, replace(ASK, id="u_1_z", created=NOON + 2 * HOUR)], "p_1", NOON + 3 * HOUR)
    assert found
    assert found.id == "u_1_y"
    assert open_question(sent, "p_2", NOON + 3 * HOUR) is None
    assert open_question(sent, "p_1", NOON + 8 * DAY) is None


def test_a_question_is_open_until_the_conversation_has_a_score():
    assert not is_answered(ASKED, HEAD)
    assert not is_answered(ASKED, replace(HEAD, scored=NOON - 1))
    assert is_answered(ASKED, replace(HEAD, scored=NOON))


def test_same_is_the_channel_of_what_began_the_run_where_it_can_be_written_on():
    send = Send("ask", "end", "effort", ("same", "email"), "transactional")
    assert send.toward({"channel": "whatsapp"}).channels == ("whatsapp", "email")
    assert send.toward({"channel": "phone"}).channels == ("email",)


@pytest.mark.parametrize("spec", [{"questions": {}}, {"question": {"en": ""}}, {"question": []}, {"free_text": "no"}])
def test_a_policy_that_makes_no_sense_is_refused(spec):
    with pytest.raises(Invalid):
        effort_policy(spec)


def test_a_policy_has_a_question_by_language():
    policy = effort_policy({"question": {"de": "Leicht?"}, "free_text": False})
    assert (policy.asked("de-AT"), policy.asked("fr"), policy.free_text) == ("Leicht?", "", False)
    assert EffortPolicy().asked("de") == ""
