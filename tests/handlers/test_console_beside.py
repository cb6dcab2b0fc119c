"""What stands around the words of a conversation: topics by their names, where an answer goes, what is folded."""

import re

from segue.times import MINUTE
from tests.handlers.talks import KIM, NUMBER, chatted, known, the_one, two_mails
from tests.handlers.test_console_inbox import fields, talk

__all__ = ["talk"]


def test_beside_the_channel_stands_where_the_answer_goes(amy, talk):
    to = re.findall(r'<span class="reply-to[^>]*data-way="(\w+)">to ([^<]*)<', amy.get(talk).body)
    assert dict(to) == {"sms": NUMBER, "email": KIM}


def test_topics_are_shown_and_typed_by_their_names(world, amy, talk):
    amy.get(talk).post(f"{talk}/sort", {"topic": "track ORDER", "tags": ""})
    assert the_one(world)["topic"] == "track_order"
    assert 'name="topic" value="Track order"' in amy.get(talk).body
    assert "track_order" not in amy.body + amy.get("/inbox").body
    amy.post(f"{talk}/sort", {"topic": "Lost at Sea", "tags": ""})
    assert (the_one(world)["topic"], amy.get(talk).reads("Lost at Sea")) == ("Lost at Sea", True)


def test_a_chat_on_a_page_about_something_is_called_by_the_topic_s_name(world, amy):
    known(world)
    chatted(world, "Hello, where is it?", "t1", topic="tent_returns")
    page = amy.get("/inbox")
    assert (page.reads("Tent returns"), "tent_returns" in page.body) == (True, False)
    path = f"/inbox/{the_one(world)['id']}"
    assert (amy.get(path).reads("Tent returns"), "tent_returns" in amy.body) == (True, False)


def folds(browser):
    """The sections beside a conversation, and which of them are open at first."""
    found = re.findall(r'<details class="card beside-fold" id="fold-([\w-]+)"[^>]*?( open)?>', browser.body)
    return {name: bool(opened) for name, opened in found}


def test_what_is_seldom_needed_beside_a_conversation_is_folded(world, amy, talk):
    amy.get(talk)
    assert folds(amy) == {"marketing": True, "consent": False, "phone": False, "sort": True, "move": False}
    amy.post(f"{talk}/resolve", fields(amy))
    world.pass_time(MINUTE)
    amy.get(talk)
    assert folds(amy)["marketing"] is False  # not paused any more, and nothing waits


def test_other_conversations_are_folded_once_all_are_resolved(world, amy):
    one, other = two_mails(world)
    amy.get(f"/inbox/{one}")
    assert folds(amy)["talks"] is True
    amy.get(f"/inbox/{other}").post(f"/inbox/{other}/resolve", fields(amy))
    amy.get(f"/inbox/{one}")
    assert folds(amy)["talks"] is False
