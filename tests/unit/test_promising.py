"""What leads back to a conversation once an answer went out of it."""

from dataclasses import replace

import pytest

from segue.conversations import refs
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk.promising import ECHOED, PROMISED, promises
from segue.conversations.desk.replying import Destination, own_mail, reply
from tests.builders import NOON

HEAD = Conversation("c_1", "u_1", threads=("chat:1", "messenger:9:77", "zendesk:42"), points={"sms": "p_kim"})
TURN = Turn("t_1", "c_1", NOON, "agent", "email", text="On its way!")
MAIL = Turn("x", "c_1", NOON, "customer", "email", thread="email:m1@kim", detail={"mail": "m1@kim"})


def promised(to, answered=None, head=HEAD):
    """References by what they are, with how long they lead there."""
    message = reply(head, replace(TURN, channel=to.channel), to, answered)
    return {one.ref: one.until for one in promises(head, TURN, message, NOON)}, message


def test_an_address_that_the_customer_has_not_written_from_is_promised_for_a_week():
    found, _ = promised(Destination("email", "e_kim"))
    assert found[refs.of_address("e_kim")] == NOON + PROMISED


def test_an_address_that_the_customer_wrote_from_is_not():
    found, _ = promised(Destination("sms", "p_kim"))
    assert found == {}


def test_a_mail_that_begins_a_thread_is_known_by_its_own_name_for_good():
    found, message = promised(Destination("email", "e_kim"))
    assert message.data["references"] == [own_mail(message.id)]
    assert found[refs.of_thread(f"email:{own_mail(message.id)}")] == 0


def test_a_mail_below_the_customer_s_needs_no_name():
    found, message = promised(Destination("email", "e_kim"), MAIL)
    assert message.data["references"] == ["m1@kim"]
    assert list(found) == [refs.of_address("e_kim")]


def test_our_words_are_known_where_they_are_told_back():
    found, _ = promised(Destination("helpdesk", thread="zendesk:42"))
    assert found == {refs.of_echo("zendesk:42", "On its way!"): NOON + ECHOED}
    found, _ = promised(Destination("messenger", "m_kim"))
    assert found[refs.of_echo("messenger:9:77", "On its way!")] == NOON + ECHOED


@pytest.mark.parametrize("told", ["on its  way", "*On its* way!", "On its way"])
def test_an_echo_is_known_without_what_a_desk_makes_of_it(told):
    assert refs.of_echo("zendesk:42", told) == refs.of_echo("zendesk:42", "On its way!")


@pytest.mark.parametrize(("words", "thread"), [("On its way tomorrow", "zendesk:42"), ("On its way!", "zendesk:43")])
def test_other_words_and_other_threads_are_no_echo(words, thread):
    assert refs.of_echo(thread, words) != refs.of_echo("zendesk:42", "On its way!")


def test_words_without_a_letter_are_told_apart():
    assert refs.of_echo("x:1", "👍") != refs.of_echo("x:1", "👎")
