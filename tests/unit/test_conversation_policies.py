"""`policies/conversations.yaml`: what it leaves out, and where it is wrong."""

from dataclasses import replace

import pytest

from segue.conversations.policies import ConversationPolicy, conversations_policy, policy_in
from segue.conversations.routing.taking import queue_of
from segue.errors import Invalid
from segue.playbook import BadPlaybook, compile_playbook
from segue.playbook.texts import read
from segue.times import DAY, HOUR
from segue_tools.playbooks import starter_files


def policy(text: str) -> ConversationPolicy:
    return conversations_policy(read(text).value or {})


QUEUES = """
queues:
  - {id: returns, topics: [Get_Refund, returns], languages: [de]}
  - {id: chats, channels: [chat, whatsapp]}
  - {id: german, languages: [de]}
"""


@pytest.mark.parametrize(
    ("topic", "language", "channel", "queue"),
    [
        ("get_refund", "de", "email", "returns"),
        ("returns", "de-AT", "chat", "returns"),
        ("get_refund", "en", "chat", "chats"),
        ("", "de", "chat", "chats"),
        ("", "DE", "email", "german"),
        ("get_refund", "", "email", ""),
        ("", "den", "email", ""),
    ],
)
def test_the_first_queue_that_takes_topic_language_and_channel_has_it(topic, language, channel, queue) -> None:
    assert queue_of(policy(QUEUES), topic, language, channel) == queue


def test_a_queue_for_a_group_of_topics_takes_each_of_them() -> None:
    found = policy("queues: [{id: parcels, topics: [delivery]}, {id: money, topics: [get_refund]}]")
    told = [queue_of(found, topic, "en", "chat") for topic in ("track_order", "delivery", "get_refund", "track_refund")]
    assert told == ["parcels", "parcels", "money", ""]


def test_the_starter_s_text_says_the_defaults() -> None:
    text = starter_files()["policies/conversations.yaml"]
    found, usual = policy(text), policy("{}")
    assert replace(found, hours=usual.hours) == usual
    assert (found.hours.week.said, found.hours.wall) == (usual.hours.week.said, usual.hours.wall)
    assert (found.window, found.reopens) == (72 * HOUR, 7 * DAY)


def test_hours_that_name_no_zone_go_by_the_shop_s_clock() -> None:
    found = policy_in({"shop": {"zone": "Europe/Paris"}, "conversations": {"queues": [{"id": "a", "hours": {}}]}})
    assert {found.hours_for("chat", one).wall.zone for one in ("", "a")} == {"Europe/Paris"}


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("wndow: 3d", ("wndow",), "did you mean `window`"),
        ("window: soon", ("window",), "write a duration"),
        ("assign: automatc", ("assign",), "did you mean `automatic`"),
        ("queues: {a: b}", ("queues",), "is a list"),
        ("queues: [{id: a}, {id: a}]", ("queues", 1, "id"), "already"),
        ("queues: [{id: ''}]", ("queues", 0, "id"), "has an `id`"),
        ("queues: [{id: a, topic: [x]}]", ("queues", 0, "topic"), "did you mean `topics`"),
        ("queues: [{id: a, topics: x}]", ("queues", 0, "topics"), "is a list"),
        ("queues: [{id: a, languages: [en, de_AT]}]", ("queues", 0, "languages", 1), "such as de"),
        ("queues: [{id: a, channels: [emial]}]", ("queues", 0, "channels", 0), "did you mean `email`"),
        ("queues: [{id: a, hours: {days: {mondy: closed}}}]", ("queues", 0, "hours", "days", "mondy"), "`monday`"),
        ("queues: [{id: a, answer_within: {chat: 0s}}]", ("queues", 0, "answer_within", "chat"), "within 1s"),
        ("hours: {zone: Europe/Berln}", ("hours", "zone"), "time zone"),
        ("hours: {days: {monday: closed}}", ("hours", "days"), "never open"),
        ("hours: {days: {monday: '18-20'}}", ("hours", "days", "monday"), "in quotes"),
        ("hours: {zone: UTC, days: {holidays: closed, monday: all day}}", ("hours", "days", "holidays"), "country"),
        ("hours: {closed: [christmas]}", ("hours", "closed", 0), "a day off is"),
        ("hours: {channels: {chta: {}}}", ("hours", "channels", "chta"), "did you mean `chat`"),
        ("hours: {channels: {chat: {dayz: {}}}}", ("hours", "channels", "chat", "dayz"), "did you mean `days`"),
        ("answer_within: {chat: {first: 2m, nxt: 1m}}", ("answer_within", "chat", "nxt"), "did you mean `next`"),
        ("answer_within: {chat: {next: 1m}}", ("answer_within", "chat"), "`first`"),
        ("answer_within: {chat: {first: 2m, next: 31d}}", ("answer_within", "chat", "next"), "30d"),
        ("answer_within: {defalt: 2m}", ("answer_within", "defalt"), "did you mean `default`"),
        ("answer_within: 2m", ("answer_within",), "mapping by channel"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text, path, said) -> None:
    with pytest.raises(Invalid) as wrong:
        policy(text)
    assert (wrong.value.path, said in wrong.value.detail) == (path, True), wrong.value.detail


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Invalid) as wrong:
        policy("window: soon\nqueues: [{id: '', topics: x}]\nanswer_within: {chat: 0s, emial: 1h}")
    assert len(wrong.value.all) >= 4


def test_a_segment_that_is_not_there_is_an_error_of_the_plan() -> None:
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook({"policies/conversations.yaml": "vip: [tier-gold]\n"})
    (problem,) = wrong.value.problems
    assert problem["file"] == "policies/conversations.yaml"
    assert "there is no segment `tier-gold`" in str(problem)
