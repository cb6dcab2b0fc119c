"""What a dead letter says of itself, and how each kind goes on, or says why it cannot."""

import json
import random

import pytest

from segue.times import HOUR
from tests.faults.cloud.nemesis import Fault, nothing
from tests.faults.cloud.world import World
from tests.faults.letters import buried, listed, lost, of_stream, sent_on, swept


def test_a_list_says_what_is_known_and_nothing_of_what_a_letter_says() -> None:
    world = World()
    with world.open():
        words = {"RULE_ARN": "arn:aws:events:r", "TARGET_ARN": world.region.queues.by_name["JourneysQueue"].arn}
        buried(world, "DeadLetters", {"mail": "kim@shop.test"}, words=words | {"ERROR_CODE": "NO_PERMISSIONS"})
        buried(world, "DeadLetters", "not even JSON, of kim@shop.test", "n2")
        swept(world)
        found = {one["way"]: one for one in listed(world)}
        assert "kim@" not in json.dumps(found)
        assert (found["queue"]["target"], found["queue"]["reason"]) == ("JourneysQueue", "NO_PERMISSIONS")
        assert (found["none"]["target"], found["none"]["reason"]) == ("", "unknown")


def test_a_stream_that_has_the_records_no_more_is_said_to_have_none() -> None:
    world = World()
    with world.open():
        lost(world)
        swept(world)
        world.pass_time(25 * HOUR)
        sent_on(world)
        (letter,) = listed(world)
        assert (letter["state"], letter["problem"], letter["way"]) == ("open", "gone", "stream")


def test_others_among_the_records_are_never_brought_to_who_did_not_ask_for_them() -> None:
    world = World()
    with world.open():
        reader = lost(world)
        queue = world.region.queues.by_name["DeadLetters"].messages
        queue.clear()
        told = of_stream(reader, reader.stream.shards[0])
        told["DDBStreamBatchInfo"]["batchSize"] = 2
        buried(world, "DeadLetters", told)
        swept(world)
        sent_on(world)
        (letter,) = listed(world)
        assert (letter["state"], letter["problem"]) == ("open", "mixed")
        assert world.region.meter.invocations["fold_events"] == 0


def test_a_call_without_an_answer_is_made_again() -> None:
    world = World()
    with world.open():
        context = {"functionArn": "arn:aws:lambda:us-east-1:123456789012:function:CountMembers:$LATEST"}
        context |= {"condition": "RetriesExhausted"}
        event = {"source": "aws.events", "time": "2026-01-01T00:00:00Z"}
        buried(world, "DeadLetters", {"requestContext": context, "requestPayload": event, "version": "1.0"})
        swept(world)
        sent_on(world)
        assert world.region.meter.invocations["count_members"] == 1
        assert [one["state"] for one in listed(world)] == ["redriven"]


def test_a_notification_of_a_topic_goes_to_who_hears_it() -> None:
    world = World()
    with world.open():
        notice = {"Type": "Notification", "TopicArn": "SmsEvents", "MessageId": "x", "Message": "{}"}
        buried(world, "DeadLetters", notice)
        swept(world)
        sent_on(world)
        assert world.region.meter.invocations["receive_sms"] == 1


@pytest.mark.parametrize("target", ["arn:aws:sqs:us-east-1:1:elsewhere", "arn:aws:lambda:us-east-1:1:function:theirs"])
def test_what_is_for_somebody_else_is_not_sent_on_and_says_so(target: str) -> None:
    world = World()
    with world.open():
        buried(world, "DeadLetters", {}, words={"TARGET_ARN": target})
        swept(world)
        sent_on(world)
        (letter,) = listed(world)
        assert (letter["state"], letter["problem"]) == ("open", "not-ours")


def test_a_function_that_fails_again_is_tried_again_and_the_order_is_kept_in_the_end() -> None:
    world = World()
    with world.open():
        lost(world)
        swept(world)
        world.region.gate.plan = lambda one: Fault.CRASH_BEFORE if one.function == "fold_events" else None
        sent_on(world)
        assert world.region.meter.invocations["redrive"] == 5
        assert [one["state"] for one in listed(world)] == ["asked"]
        world.region.gate.plan = nothing
        swept(world)
        assert sorted(one["target"] for one in listed(world)) == ["FoldEvents", "RedriveQueue"]


def test_what_a_row_does_not_hold_stays_in_its_queue() -> None:
    world = World()
    with world.open():
        text = random.Random(7).randbytes(450_000).hex()
        buried(world, "JourneysDeadLetters", text, source=world.region.queues.by_name["JourneysQueue"].arn)
        swept(world)
        sent_on(world)
        (letter,) = listed(world)
        assert (letter["state"], letter["problem"]) == ("open", "too-large")
        assert len(world.region.queues.by_name["JourneysDeadLetters"].messages) == 1


def test_an_order_that_is_received_too_often_is_a_letter() -> None:
    world = World()
    with world.open():
        world.region.queues.by_name["JourneysQueue"].send("no JSON")
        world.pass_time(HOUR)
        swept(world)
        (letter,) = listed(world)
        assert (letter["queue"], letter["target"]) == ("JourneysDeadLetters", "JourneysQueue")
        assert (letter["reason"], letter["tries"]) == ("received-too-often", 5)
