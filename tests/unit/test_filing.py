"""Which conversation something goes to, rule by rule."""

from dataclasses import replace
from typing import Any

import pytest

from segue.conversations import refs
from segue.conversations.conversations import Conversation, conversation_id
from segue.conversations.desk.acts import Act, Words
from segue.conversations.filing import Filed
from segue.conversations.refs import Alias
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON
from tests.fake_desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def the(filed: Filed) -> Conversation:
    """The conversation that it went to."""
    assert filed.head
    return filed.head


def test_the_first_words_begin_one_that_is_called_after_their_thread(desk):
    filed = desk.says()
    assert (the(filed).id, filed.rule, the(filed).state) == (conversation_id("chat:1"), "new", "open")


def test_a_thread_goes_on_where_it_was_however_long_nobody_resolves_it(desk):
    first = the(desk.says())
    assert the(desk.says(at=30 * DAY)).id == first.id


def test_another_thread_within_the_window_is_the_same(desk):
    first, second = desk.says(), desk.says(thread="email:m1", at=71 * HOUR, by="email")
    assert (the(second).id, second.rule) == (the(first).id, "recent")


def test_another_thread_after_the_window_is_a_new_one(desk):
    first = the(desk.says())
    assert the(desk.says(thread="email:m1", at=73 * HOUR, by="email")).id != first.id


def test_another_topic_is_a_new_one_and_no_topic_goes_to_the_newest(desk):
    first, second = the(desk.says(topic="Returns")), the(desk.says(thread="chat:2", at=MINUTE, topic="Sizes"))
    assert first.id != second.id
    assert the(desk.says(thread="sms:1", at=2 * MINUTE, by="sms")).id == second.id
    assert the(desk.says(thread="zendesk:1", at=3 * MINUTE, topic="returns", by="support")).id == first.id


def test_an_answer_to_a_mail_goes_where_the_mail_is_though_much_later(desk):
    first = the(desk.says(thread="email:m1", by="email", turn_id="m1"))
    filed = desk.says(thread="email:m9", at=20 * DAY, by="email", turn_id="m9", reply_to="m1")
    assert (the(filed).id, filed.rule) == (first.id, "answer")


def test_an_address_that_it_was_promised_to_go_on_at_leads_there_until_its_end(desk):
    first = the(desk.says())
    desk.store.by_ref[refs.of_address("e_1")] = Alias(refs.of_address("e_1"), first.id, until=NOON + 10 * DAY)
    filed = desk.says(thread="email:m1", at=9 * DAY, by="email", addresses=("e_1",))
    assert (the(filed).id, filed.rule) == (first.id, "address")
    assert desk.says(thread="email:m2", at=15 * DAY, by="email", addresses=("e_1",)).rule == "new"


def test_a_resolved_one_is_opened_again_within_a_week_and_continued_after_it(desk):
    first = the(desk.says())
    desk.resolves(first, HOUR)
    again = the(desk.says(at=6 * DAY))
    assert (again.id, again.state) == (first.id, "open")
    desk.resolves(first, 7 * DAY)
    later = the(desk.says(at=15 * DAY))
    assert (later.id != first.id, later.continues, later.state) == (True, first.id, "open")
    assert the(desk.says(at=16 * DAY)).id == later.id


def test_words_that_come_late_open_what_an_agent_has_resolved_without_them(desk):
    first = the(desk.says())
    desk.resolves(first, HOUR)
    assert the(desk.says(thread="sms:1", at=30 * MINUTE, by="sms")).state == "open"


def test_a_bot_and_an_agent_do_not_open_what_is_resolved(desk):
    first = the(desk.says())
    desk.resolves(first, HOUR)
    assert the(desk.says(at=2 * HOUR, author="bot")).state == "resolved"
    assert the(desk.says(at=3 * HOUR, author="agent")).state == "resolved"


def test_words_that_were_edited_or_taken_back_stand_where_they_stood(desk):
    first = the(desk.says("Wheer is it", turn_id="t1"))
    desk.says("Where is it", at=MINUTE, turn_id="t1", change="edited")
    desk.says("", at=2 * MINUTE, turn_id="t1", change="unsent")
    assert not desk.says("Where is it", at=MINUTE, turn_id="t1", change="edited").new
    (turn,) = desk.store.turns(first.id, 9)
    assert (turn.time, turn.text, turn.detail["changed"]) == (NOON, "", [NOON + 2 * MINUTE, "unsent"])


def test_a_keyword_and_a_reaction_begin_nothing_and_wait_for_nobody(desk):
    assert desk.says("STOP", topic="stop", by="sms").rule == "nobody"
    assert desk.says("♥", kind="reaction").rule == "nobody"
    first = the(desk.says(at=MINUTE))
    answered = desk.staff.say(first.id, Words("Here"), Act("amy", NOON + 2 * MINUTE, "1"))[0]
    assert (answered.state, the(desk.says("♥", at=3 * MINUTE, kind="reaction")).state) == ("waiting", "waiting")


def test_what_everybody_reads_is_apart_and_pauses_nothing(desk):
    private, public = the(desk.says()), the(desk.says(thread="x:9", at=MINUTE, by="x", kind="comment"))
    assert public.id != private.id
    assert public.cases == ()


def test_history_is_filed_as_resolved_without_a_clock_or_a_word(desk):
    head = the(desk.says("My tent is torn", past=True))
    assert (head.state, head.due, head.queue, head.topic, desk.store.events) == ("resolved", 0, "", "", {})
    assert head.touched == NOON


def test_a_score_goes_to_the_case_that_it_is_about_and_to_no_other(desk):
    assert desk.says(event="Survey Answered", survey="ces", score=2).rule == "nobody"
    first = the(desk.says(at=MINUTE))
    head = the(desk.says("Slow", event="Survey Answered", survey="ces", score=2, thread=first.id, at=HOUR))
    assert (head.score, head.heard, head.turns) == (2, first.heard, 2)


def test_a_call_is_one_turn_with_both_its_ends(desk):
    desk.says("", event="Call Ended", call_id="k", thread="", at=HOUR, answered=True, duration=61)
    head = the(desk.says("", event="Call Started", call_id="k", thread="", at=59 * MINUTE))
    (turn,) = desk.store.turns(head.id, 9)
    assert (turn.kind, turn.detail["duration"], turn.detail["started"]) == ("call", 61, NOON + 59 * MINUTE)
    assert (head.state, head.heard, head.turns) == ("waiting", NOON + 59 * MINUTE, 1)


def test_our_own_answer_is_not_filed_again_when_its_provider_tells_of_it(desk):
    first = the(desk.says(thread="zendesk:1", by="support"))
    desk.staff.say(first.id, Words("On its way, Kim!"), Act("amy", NOON + MINUTE, "1"))
    told = desk.says("On its way,\nKim! ", "zendesk:1", 2 * MINUTE, author="agent", by="support")
    assert the(told).turns == 2
    assert [one.text for one in desk.store.turns(first.id, 9)] == ["On its way, Kim!", "Hi"]


def test_the_topic_is_what_the_model_is_sure_of_until_somebody_says_otherwise(desk):
    first = the(desk.says("My tent is torn"))
    assert (first.topic, first.topic_by) == ("delivery", "model")
    desk.staff.about(first.id, "returns", Act("amy", NOON + MINUTE, "1"))
    assert the(desk.says("The tent", at=HOUR)).topic == "returns"


def test_two_that_come_at_once_are_filed_one_after_the_other(desk):
    """Whoever comes second finds that the person's row has changed, and looks again."""
    save = desk.store.save

    def meanwhile(change: Any) -> Conversation:
        desk.store.save = save
        desk.says(thread="sms:1", at=MINUTE, by="sms")
        return save(change)

    desk.store.save = meanwhile
    assert the(desk.says()).turns == 2
    assert len(desk.store.stored) == 1


def test_a_head_that_nothing_changes_keeps_its_version(desk):
    first = the(desk.says(event="Conversation Opened", thread="zendesk:1", by="support"))
    again = desk.says(event="Conversation Opened", thread="zendesk:1", by="support")
    assert (the(again).version, again.new) == (first.version, False)
    assert replace(the(again), touched=0) == replace(first, touched=0)
