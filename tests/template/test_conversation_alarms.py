"""What tells staff that conversations stand still, before dead letters do."""

import pytest

from segue_tools.templates import resources

WATCHED = {
    "ApproximateAgeOfOldestMessage": ("QueueName", {"Fn::GetAtt": ["ConversationsQueue", "QueueName"]}),
    "Errors": ("FunctionName", {"Ref": "RecognizeCaller"}),
}


@pytest.mark.parametrize(("metric", "watched"), WATCHED.items())
def test_what_was_said_and_who_calls_are_watched(metric, watched) -> None:
    name, value = watched
    alarms = [one for one in resources("AWS::CloudWatch::Alarm").values() if one.get("MetricName") == metric]
    (found,) = [one for one in alarms if one["Dimensions"] == [{"Name": name, "Value": value}]]
    assert found["AlarmActions"] == [{"Ref": "Alarms"}]
    assert found["Threshold"] <= 300
