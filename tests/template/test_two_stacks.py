"""Two stacks stand side by side in one account: nothing that has to be unique there is called the same in both."""

import re
from collections.abc import Iterator
from typing import Any

from segue_tools.templates import resources, template

RESOURCES: dict[str, dict[str, Any]] = template()["Resources"]
NAMING = re.compile(r"Name|[A-Z]\w*Name|Domain|Prefix|Alias|Namespace")
# A text that is the same in every stack counts within another property, which is the stack's own.
WITHIN = {
    "AWS::IAM::Policy": "Roles",
    "AWS::Cognito::UserPoolGroup": "UserPoolId",
    "AWS::EventSchemas::Schema": "RegistryName",
    "AWS::Cognito::UserPoolResourceServer": "UserPoolId",
}
WATCHED = "AWS::CloudWatch::Alarm"  # its names say what AWS or the stack counts; an alarm itself is named by the stack
CHOSEN = {"Ref": "ProgramsDomain"}  # which who deploys chooses; empty makes none
REACHES_OUT = ("segue-channel-", "segue-summary-")  # functions of the shop's own, whichever stack asks


def named(form: type) -> Iterator[tuple[str, str, Any]]:
    """Properties that name something, by a value of this form: resource, property, value."""
    every = ((one, pair) for one, it in RESOURCES.items() for pair in it.get("Properties", {}).items())
    return ((one, name, said) for one, (name, said) in every if NAMING.fullmatch(name) and isinstance(said, form))


def test_a_name_that_is_a_text_counts_within_something_of_the_stack():
    found = [(one, name) for one, name, _ in named(str) if RESOURCES[one]["Type"] != WATCHED]
    assert found
    for logical, name in found:
        outer = str(RESOURCES[logical]["Properties"][WITHIN[RESOURCES[logical]["Type"]]])
        assert "'Ref'" in outer or "Fn::GetAtt" in outer, (logical, name)


def test_a_name_that_is_made_says_the_stack_or_what_belongs_to_it():
    for logical, name, value in (one for one in named(dict) if one[2] != CHOSEN):
        said = str(value)
        assert "AWS::StackName" in said or any(f"'{one}'" in said for one in RESOURCES), (logical, name)


def test_an_alarm_of_our_own_counts_what_its_own_stack_tells():
    read = [
        it["MetricStat"]["Metric"]
        for one in resources(WATCHED).values()
        for it in one.get("Metrics", [])
        if "MetricStat" in it
    ]
    spaces = [one["Namespace"] for one in (*read, *(it for it in resources(WATCHED).values() if "Metrics" not in it))]
    assert {str(one) for one in spaces if not str(one).startswith("AWS/")} == {
        str({"Fn::Sub": "segue/${AWS::StackName}"})
    }
    assert not any("AlarmName" in one for one in resources(WATCHED).values())


def test_tables_queues_buckets_functions_and_roles_are_named_by_cloudformation():
    for kind, name in {
        "AWS::DynamoDB::Table": "TableName",
        "AWS::SQS::Queue": "QueueName",
        "AWS::S3::Bucket": "BucketName",
        "AWS::SNS::Topic": "TopicName",
        "AWS::Serverless::Function": "FunctionName",
        "AWS::IAM::Role": "RoleName",
    }.items():
        assert not [one for one in resources(kind).values() if name in one]


def test_nothing_is_exported_under_a_name_of_the_account():
    assert not [one for one in template()["Outputs"].values() if "Export" in one]


def test_rights_reach_what_is_called_after_the_stack_alone():
    ours = {one for one in re.findall(r"arn:[^\"' ]*segue[^\"' ]*", str(RESOURCES)) if "AWS::StackName" not in one}
    assert all(any(allowed in one for allowed in REACHES_OUT) for one in ours), ours
