"""A message in words: what it waits for, what was weighed, and its history."""

from dataclasses import replace

from segue.console.messages.message_words import apart, history, message_view, waits_for, weighed
from segue.messages import Message
from segue.messaging.reasons import explained

SAID = Message("u_1_m", "u_1", "", "j", "k", "s", "note", "email", "marketing", created=10)
QUIET = ("quiet-hours", {"channel": "email", "until": 50, "rule": "the shop's hours"})
HELD = replace(SAID, state="held", until=50, considered=(("chosen", {"channel": "email"}), QUIET), deadline=90)


def test_what_is_to_be_sent_stands_apart_the_next_first():
    sent, later = replace(SAID, state="sent"), replace(HELD, id="u_1_n", until=70)
    assert apart([later, sent, HELD]) == ([HELD, later], [sent])


def test_a_held_message_waits_for_what_keeps_its_own_way():
    other = ("capped", {"channel": "sms", "until": 70, "cap": "a-day"})
    assert waits_for(replace(HELD, considered=(*HELD.considered, other))) == ["Quiet hours: the shop's hours."]
    assert waits_for(replace(HELD, state="sent")) == []


def test_a_message_held_for_its_best_hour_says_so():
    best = ("best-hour", {"day": "Monday", "hour": 9, "channel": "email", "own": 4, "of": 9, "rest": "others"})
    assert waits_for(replace(HELD, considered=(best,)))[0].startswith("Monday 9:00 of the customer's week")


def test_the_history_of_a_held_message_ends_with_what_lies_ahead():
    told = [(one.name, one.time, one.coming) for one in history(HELD)]
    assert told == [("Asked for", 10, False), ("Held until", 50, True), ("Not sent any more after", 90, True)]


def test_one_that_was_stopped_while_it_was_held_was_to_wait():
    stopped = replace(HELD, state="dropped", decided=30)
    assert [one.name for one in history(stopped)] == ["Asked for", "Was to wait until", "Not sent"]


def test_the_history_of_a_sent_one_has_its_outcomes_in_the_order_of_time():
    sent = replace(HELD, state="sent", decided=51, outcomes={"clicked": 60, "delivered": 52})
    told = [one.name for one in history(sent)]
    assert told == ["Asked for", "Held until", "Sent", "Delivered", "Clicked"]
    assert not any(one.coming for one in history(sent))


def test_the_chosen_way_stands_first_and_others_say_why_they_were_not_taken():
    rows = (("no-address", {"channel": "sms"}), ("chosen", {"channel": "email"}))
    first, second = weighed(rows, "email")
    assert (first["channel"], first["chosen"], first["why"]) == ("email", True, [])
    assert (second["chosen"], second["why"][0]["text"]) == (False, "No address of this channel is known.")


def test_what_forbids_the_message_as_such_belongs_to_no_way():
    (only,) = weighed((("no-longer-true", {}),), "")
    assert (only["channel"], only["chosen"]) == ("", False)


def test_a_dropped_message_tells_what_its_reason_was_about():
    dropped = replace(SAID, state="dropped", reasons=("capped",), considered=(("capped", {"cap": "a-day"}),))
    assert message_view(dropped)["reasons"] == ["The customer got as many messages as the cap a-day allows."]


def test_channels_and_what_is_paused_are_called_as_people_call_them() -> None:
    assert explained("nothing-learned", {"channel": "inapp"}).startswith("By in-app: nothing")
    assert explained("answers", {"channel": "sms", "answered": 1, "sent": 2, "others": ""}).startswith("By SMS: ")
    assert explained("answers", {"channel": "pigeon"}).startswith("By pigeon: ")
    paused = {one: explained("sending-paused", {"scope": one}) for one in ("all", "channel/email", "journey/welcome")}
    said = "Sending was paused when its time came: {}."
    assert list(paused.values()) == [
        said.format(one) for one in ("everything", "everything by e-mail", "the journey welcome")
    ]
