"""What is watched is really told: every log line that is counted is one that the product writes, and every name on the
dashboard is deployed."""

import json
import re

import pytest

from segue_tools.templates import resources
from tests.faults.cloud import stack
from tests.template import sources

FILTERS = resources("AWS::Logs::MetricFilter")
WORD = re.compile(r'\{ \$\.message = "([a-z-]+)" \}')
COUNTED = {one["MetricTransformations"][0]["MetricName"] for one in FILTERS.values()}
OWN = {"Fn::Sub": "segue/${AWS::StackName}"}
OF_VERSIONS = {
    "NewVersionsCaught",
    "NewSendersCaught",
}  # count whatever `broke` wrote: tests/template/test_deployments.py


def watched():
    """Figures of our own at which an alarm looks, alone or among others."""
    alarms = resources("AWS::CloudWatch::Alarm").values()
    added = [it["MetricStat"]["Metric"] for one in alarms for it in one.get("Metrics", []) if "MetricStat" in it]
    return {one["MetricName"] for one in [*alarms, *added] if one.get("Namespace") == OWN}


@pytest.mark.parametrize("name", sorted(FILTERS.keys() - OF_VERSIONS))
def test_what_is_counted_is_written_and_watched(name):
    found = WORD.fullmatch(FILTERS[name]["FilterPattern"])
    assert found
    written = "\n".join(one.read_text() for one in sources.files("layers/segue/segue", "functions"))
    (counted,) = FILTERS[name]["MetricTransformations"]
    same = [one["MetricTransformations"][0] for one in FILTERS.values() if one["FilterPattern"] == found.string]
    fields = {one["MetricValue"].removeprefix("$.") for one in same if one["MetricValue"] != "1"}
    (field,) = fields or {"reason"}
    assert f'report("{found[1]}", {field}=' in written
    assert counted["MetricNamespace"] == OWN
    assert counted["MetricName"] in watched()


def test_an_alarm_of_our_own_has_who_counts_for_it():
    assert watched() == COUNTED


def test_the_dashboard_is_json_and_shows_what_is_there():
    body = resources("AWS::CloudWatch::Dashboard")["Dashboard"]["DashboardBody"]["Fn::Sub"]
    widgets = json.loads(body)["widgets"]
    metrics = [metric for one in widgets for metric in one["properties"]["metrics"]]
    own = {metric[1] for metric in metrics if metric[0] == "segue/${AWS::StackName}"}
    assert own == COUNTED
    functions = {metric[3] for metric in metrics if metric[0] == "AWS/Lambda"}
    assert functions <= {f"${{{name}}}" for name in resources("AWS::Serverless::Function")}
    queues = {metric[3] for metric in metrics if metric[0] == "AWS/SQS"}
    assert queues <= {f"${{{name}.QueueName}}" for name in resources("AWS::SQS::Queue")}
    readers = {stack.functions()[one.function]["CodeUri"] for one in stack.sources() if one.stream}
    aged = {metric[3] for metric in metrics if metric[1] == "IteratorAge"}
    assert len(aged) == len(readers)


@pytest.mark.parametrize("metric", ["Reputation.ComplaintRate", "Reputation.BounceRate"])
def test_what_providers_do_to_a_sender_is_told_before_they_do_it(metric):
    (alarm,) = [one for one in resources("AWS::CloudWatch::Alarm").values() if one.get("MetricName") == metric]
    assert (alarm["Namespace"], alarm["AlarmActions"]) == ("AWS/SES", [{"Ref": "Alarms"}])
