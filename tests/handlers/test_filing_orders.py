"""From the ledger to `file_turns`: which events are ordered to be filed, and what becomes of an order."""

import json

import pytest

from segue.api import desking
from segue.aws import turn_orders
from segue.conversations.ordering import is_filed
from segue.errors import Invalid, Unavailable
from segue.times import MINUTE
from tests.builders import an_event
from tests.faults.shop import message, post, reported
from tests.handlers.talks import chatted, heads, known, wrote

ORDER = {"person": "u_1", "key": "u_1", "place": "2026-12-01T09:00:00.000Z#t"}


def ordered(world):
    """How many requests for orders the folding has made."""
    return world.region.meter.requests["fold_events", "sqs.SendMessageBatch"]


def test_what_is_no_matter_of_a_conversation_orders_nothing(world):
    post(world, message(world, "page", "p1", name="Home", userId="u1"))
    world.pass_time(MINUTE)
    assert ordered(world) == 0


def test_a_batch_orders_ten_at_a_time(world):
    said = {"conversation_id": "chat:1", "author": "customer", "text": "Hi", "channel": "chat"}
    told = [
        message(world, "track", f"t{n}", event="Conversation Turn", properties=said, userId="u1") for n in range(11)
    ]
    reported(world, *told)
    world.pass_time(MINUTE)
    assert ordered(world) == 2
    assert [one.turns for one in heads(world)] == [11]


def test_an_order_holds_no_words_and_no_address(world):
    queue = world.region.queues.named("ConversationsQueue")
    sent, send = list[str](), queue.send
    queue.send = lambda body, delay_seconds=0: sent.append(body) or send(body, delay_seconds)
    known(world)
    wrote(world, "Where is my tent?", "i1")
    assert [set(json.loads(one)) for one in sent[:1]] == [{"person", "key", "place"}]
    assert not [one for one in sent if "tent" in one or "49152" in one]


def test_what_conversations_tell_themselves_is_not_filed_and_a_source_of_that_name_is():
    said = {"author": "customer", "conversation_id": "c"}
    ours, theirs = (
        an_event("Conversation Turn", source="desk", message_id=one, properties=said)
        for one in ("desk|c_1|turn|1", "m1")
    )
    assert (is_filed(ours), is_filed(theirs)) == (False, True)


@pytest.mark.parametrize("order", [ORDER, ORDER | {"key": "u_2"}])
def test_what_the_ledger_does_not_have_any_more_is_done_with(world, order):
    record = {"messageId": "m1", "body": json.dumps(order), "eventSource": "aws:sqs"}
    assert world.lambdas.invoke("file_turns", {"Records": [record]}) == {"batchItemFailures": []}
    assert heads(world) == []


def test_an_order_that_cannot_be_filed_comes_again_alone(world):
    chatted(world, "Hi", "t1")
    bad = {"messageId": "m1", "body": "{}", "eventSource": "aws:sqs"}
    good = {"messageId": "m2", "body": json.dumps(ORDER), "eventSource": "aws:sqs"}
    answer = world.lambdas.invoke("file_turns", {"Records": [bad, good]})
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m1"}]}


def test_an_order_that_the_queue_did_not_take_is_an_outage(monkeypatch):
    class Full:
        def send_message_batch(self, **_):
            return {"Failed": [{"Id": "0"}]}

    monkeypatch.setattr(turn_orders, "client", lambda _: Full())
    turn = an_event("Conversation Turn", properties={"author": "customer"})
    with pytest.raises(Unavailable):
        turn_orders.TurnOrders("queue").order([("u_1", "u_1", turn)])


@pytest.mark.parametrize(("given", "version"), [({}, 0), ({"If-Match": '"3"'}, 3), ({"if-match": "12"}, 12)])
def test_the_version_that_was_seen_stands_in_a_header_too(given, version):
    assert desking._matched(given) == version


@pytest.mark.parametrize("given", ["*", "W/3", "-1", "1" * 10])
def test_a_version_that_is_none_is_refused(given):
    with pytest.raises(Invalid, match="If-Match"):
        desking._matched({"If-Match": given})
