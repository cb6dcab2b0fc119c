"""Dead letters: kept out of their queues, listed, sent on; at whatever request it breaks off, it ends the same."""

import json
import random
from typing import Any

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.faults.cloud.nemesis import Fault, Plan, nothing
from tests.faults.cloud.queues import Message
from tests.faults.cloud.readers import ShardReader
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, rows
from tests.faults.readers import folds
from tests.faults.scenarios import KIM
from tests.faults.shop import http, identified, post, viewed
from tests.faults.striking import FAULTS, odd_ones

JOBS = ("keep_undelivered", "people", "redrive")
ASKED = "/v1/deadletters/redrive"


def buried(world: World, queue: str, body: Any, name: str = "n1", **given: Any) -> None:
    """Leaves a letter in a queue of dead letters."""
    text = body if isinstance(body, str) else json.dumps(body)
    letter = Message(f"letter-{name}", text, world.clock, world.clock, received=3, **given)
    world.region.queues.by_name[queue].messages[letter.id] = letter


def of_stream(reader: ShardReader, records: list[dict[str, Any]]) -> dict[str, Any]:
    """What Lambda leaves of a batch that a function gave up on."""
    numbers = [one["dynamodb"]["SequenceNumber"] for one in records]
    return {
        "requestContext": {
            "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:FoldEvents:$LATEST",
            "condition": "RetryAttemptsExhausted",
            "approximateInvokeCount": 101,
        },
        "responseContext": {"statusCode": 200, "functionError": "Unhandled"},
        "version": "1.0",
        "DDBStreamBatchInfo": {
            "shardId": f"shardId-{reader.shard}",
            "startSequenceNumber": numbers[0],
            "endSequenceNumber": numbers[-1],
            "batchSize": len(records),
            "streamArn": reader.stream.arn,
        },
    }


def request(method: str, path: str, body: Any = None) -> dict[str, Any]:
    """An administrator's."""
    event = http(method, path, json.dumps(body) if body is not None else "", {})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "ann", "cognito:groups": "[admin]"}}}
    return event


def listed(world: World) -> list[dict[str, Any]]:
    """The letters that staff see."""
    with world.aside():
        return json.loads(world.lambdas.invoke("people", request("GET", "/v1/deadletters"))["body"])["items"]


def swept(world: World) -> None:
    """Two rounds of the schedule: what one leaves, the next one finds."""
    for _ in range(2):
        world.hand_over("keep_undelivered", {})
        world.region.clock.advance(5 * MINUTE)


def sent_on(world: World) -> None:
    """Somebody asks for all of them until there is an answer, and time passes."""
    answer = world.call("people", lambda: request("POST", ASKED, {}), wait=MINUTE)
    assert answer["statusCode"] == 202, (answer, world.lambdas.errors[-1:])
    world.pass_time(2 * HOUR)


def lost(world: World) -> ShardReader:
    """Two events that no profile has, for their batch was given up."""
    (reader,) = folds(world)
    post(world, identified(world, "m1", "u1", KIM), viewed(world, "m2", userId="u1"), viewed(world, "m3", userId="u1"))
    buried(world, "DeadLetters", of_stream(reader, reader.stream.shards[0]), "stream")
    reader.position = len(reader.stream.shards[0])
    return reader


def story(plan: Plan = nothing) -> World:
    """A batch of the stream and an order of a queue were given up; both are found, asked for, and sent on."""
    world = World()
    with world.open():
        lost(world)
        source = world.region.queues.by_name["ForecastQueue"].arn
        buried(world, "ForecastDeadLetters", {"run": "nothing-of-the-kind"}, "order", source=source)
        world.region.queues.by_name["ForecastQueue"].visibility = DAY  # looked at once, below
        world.readers[:] = [one for one in world.readers if getattr(one, "source", None) and wanted(one)]
        world.region.gate.plan = plan
        swept(world)
        sent_on(world)
        world.region.gate.plan = nothing
    return world


def wanted(reader: Any) -> bool:
    """Whatever forecasts is left out: its order is only to arrive."""
    return reader.source.function != "forecast"


def ending(world: World) -> Any:
    """States of the letters, who is known, and that the order came back, however often."""
    with world.open():
        kept = [one for one in rows(world, "Requests") if one.get("kind") == "letter"]
        audit = [one["action"] for one in rows(world, "Requests") if one.get("kind") == "audit"]
        arrived = {one.body for one in world.region.queues.by_name["ForecastQueue"].messages.values()}
        left = [one for one in world.region.queues.by_name.values() if "Dead" in one.name and one.messages]
        people = [len(one[0]) for one in ending_of(world).people.values()]
        states = sorted((one["queue"], one["state"], "body" in one) for one in kept)
        return states, sorted(audit), arrived, left, people, world.handed


def test_what_was_given_up_is_found_sent_on_and_taken() -> None:
    states, audit, arrived, left, people, handed = ending(story())
    assert states == [("DeadLetters", "redriven", False), ("ForecastDeadLetters", "redriven", False)]
    assert audit == ["deadletter.redrive"] * 2
    assert (arrived, left, handed) == ({'{"run": "nothing-of-the-kind"}'}, [], [])
    assert people == [2]  # one person, known by user id and address


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_request_ends_the_same(job: str, fault: Fault) -> None:
    assert not odd_ones(story, ending, (job, fault), 3)


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
