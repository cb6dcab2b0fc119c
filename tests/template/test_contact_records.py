"""The stream of contact records is optional, and what cannot be taken out of it is kept."""

from segue_tools.templates import functions, resources, template


def test_contact_records_are_read_where_there_is_a_stream_and_kept_when_they_are_given_up():
    mapping = resources("AWS::Lambda::EventSourceMapping")
    assert {one["FunctionName"]["Ref"] for one in mapping.values()} == {"ReceivePhone"}
    (properties,) = mapping.values()
    assert properties["BisectBatchOnFunctionError"] is True
    assert 0 < properties["MaximumRetryAttempts"] <= 100
    assert properties["DestinationConfig"] == {"OnFailure": {"Destination": {"Fn::GetAtt": ["DeadLetters", "Arn"]}}}
    made = template()["Resources"]
    assert {made[name]["Condition"] for name in (*mapping, "ContactRecordsLate")} == {"HasConnectStream"}
    given = [one for policy in functions()["ReceivePhone"]["Policies"] for one in policy.get("Statement", [])]
    (reads,) = [one for one in given if "kinesis:GetRecords" in one["Action"]]
    assert reads["Resource"]["Fn::If"][:2] == ["HasConnectStream", {"Ref": "ConnectStream"}]
    assert template()["Parameters"]["ConnectStream"]["Default"] == "-"
