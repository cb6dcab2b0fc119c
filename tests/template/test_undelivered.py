"""Dead letters are read from every queue that has them, and go on to whoever can leave them."""

import json
from typing import Any

from segue_tools.templates import functions, resources
from tests.faults.cloud import stack
from tests.faults.cloud.world import World

QUEUES = resources("AWS::SQS::Queue")


def listed(function: str, variable: str) -> set[str]:
    """The last parts of what a variable lists."""
    return {one.rpartition("/")[2] for one in stack.environment(function)[variable].split()}


def may(function: str, action: str) -> set[str]:
    """The logical ids of what a function may do this to."""
    statements: list[Any] = [one for policy in functions()[function]["Policies"] for one in policy["Statement"]]
    mine = [one for one in statements if action in one["Action"]]
    return {arn["Fn::GetAtt"][0] for one in mine for arn in one["Resource"]}


def test_every_queue_of_dead_letters_is_emptied_into_rows():
    dead = {name for name in QUEUES if "Dead" in name}
    assert listed("keep_undelivered", "DEAD_LETTER_QUEUES") == dead == may("KeepUndelivered", "sqs:ReceiveMessage")


def test_every_queue_that_gives_up_gets_its_letters_back():
    giving_up = {name for name, one in QUEUES.items() if "RedrivePolicy" in one}
    assert listed("redrive", "REDRIVE_TO") == giving_up == may("Redrive", "sqs:SendMessage")


def test_every_function_that_leaves_letters_may_be_called_again():
    def leaves(one: Any) -> bool:
        triggers = [it["Properties"] for it in one.get("Events", {}).values()]
        return "EventInvokeConfig" in one or any("DestinationConfig" in it for it in triggers)

    assert may("Redrive", "lambda:InvokeFunction") == {name for name, one in functions().items() if leaves(one)}


def test_every_stream_that_is_given_up_on_can_be_read_again():
    read = {name for name, one in resources("AWS::DynamoDB::Table").items() if "StreamSpecification" in one}
    assert may("Redrive", "dynamodb:GetRecords") == read


def test_every_topic_has_who_hears_it():
    pairs = stack.environment("redrive")["TOPIC_READERS"].split()
    heard = {
        (one["Properties"]["Topic"]["Ref"], name)
        for name, it in functions().items()
        for one in it.get("Events", {}).values()
        if one["Type"] == "SNS"
    }
    assert set(zip(pairs[::2], pairs[1::2], strict=True)) == heard


def test_what_is_found_is_counted_and_sounds_an_alarm():
    filtered = resources("AWS::Logs::MetricFilter")["DeadLettersCounted"]
    (counted,) = filtered["MetricTransformations"]
    alarm = resources("AWS::CloudWatch::Alarm")["DeadLettersFound"]
    assert (alarm["Namespace"], alarm["MetricName"]) == (counted["MetricNamespace"], counted["MetricName"])
    world = World()
    with world.open():
        world.region.queues.by_name["DeadLetters"].send("anything")
        world.lambdas.invoke("keep_undelivered", {})
        world.lambdas.invoke("keep_undelivered", {})
    said = [json.loads(line) for line in "".join(world.lambdas.output).splitlines()]
    assert [one["count"] for one in said if f'"{one["message"]}"' in filtered["FilterPattern"]] == [1]
