"""What makes `template.yaml` safe to run: promise R13 of the reliability notes, one test a rule."""

import json

import pytest

from segue_tools.templates import functions, layers_of, resources, strangers, template

FUNCTIONS = functions()
QUEUES = resources("AWS::SQS::Queue")
TABLES = resources("AWS::DynamoDB::Table")
ALARMS = list(resources("AWS::CloudWatch::Alarm").values())
DEAD = {"Fn::GetAtt": ["DeadLetters", "Arn"]}
TO_DEAD_LETTERS = {"OnFailure": {"Type": "SQS", "Destination": DEAD}}
DOORS = ("Commerce", "Store", "Email", "Sms", "Social", "Support", "Phone", "Surveys", "Any")
PAGES = ("Preferences", "Surveys", "FollowLink", "OpenFile", "Handover", "Inbox", "Chat", "Decide", "Console")
PUBLIC = {"Collect", *(f"Receive{one}" for one in DOORS), "RecognizeCaller", *PAGES}  # prove who asks
OPEN_ROUTES, NOT_SECRET = {"/health", "/openapi.json"}, {"SECRET"}  # the name of the secret, never its value
JOBS = {"SuggestMerges", "ImportHistory", "CountMembers", "LearnPatterns", "Forecast", "Measure", "Privacy"}  # no hurry
NO_TOPIC = [("SendSms", "sns:Publish")]  # numbers have no ARN: all but topics
UNBOUNDED = "identity/*"  # the one open end: see the comment in the template


def events(kind):
    """(function, properties of the trigger) of one kind of trigger."""
    every = [(name, one) for name, it in FUNCTIONS.items() for one in it.get("Events", {}).values()]
    return [(name, one["Properties"]) for name, one in every if one["Type"] == kind]


def queue_of(properties):
    """The logical id of the queue that a trigger reads."""
    return properties["Queue"]["Fn::GetAtt"][0]


def statements():
    """(function or role, statement) of every policy that is written out."""
    roles, shared = resources("AWS::IAM::Role").items(), resources("AWS::IAM::ManagedPolicy").items()
    inline = [(name, one["PolicyDocument"]) for name, it in roles for one in it.get("Policies", [])]
    given = [(name, one) for name, it in FUNCTIONS.items() for one in it.get("Policies", []) if "Statement" in one]
    every = [*inline, *given, *((name, it["PolicyDocument"]) for name, it in shared)]
    return [(name, one) for name, document in every for one in document["Statement"]]


def listed(value):
    """A policy's single value or list, as a list."""
    return value if isinstance(value, list) else [value]


def test_every_name_that_is_meant_is_there():
    """cfn-lint looks for a Ref, and not for what a policy of SAM's means."""
    assert strangers() == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_has_an_explicit_time_and_memory_and_its_own_policy(name):
    assert 0 < FUNCTIONS[name]["Timeout"] <= (900 if name in JOBS else 60)
    assert FUNCTIONS[name]["MemorySize"] >= 256
    assert FUNCTIONS[name]["Policies"]
    assert "Role" not in FUNCTIONS[name]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_logs_json_into_the_group_with_retention(name):
    assert FUNCTIONS[name]["LoggingConfig"]["LogGroup"] == {"Ref": "Logs"}
    assert FUNCTIONS[name]["LoggingConfig"]["LogFormat"] == "JSON"
    assert resources("AWS::Logs::LogGroup")["Logs"]["RetentionInDays"] == {"Ref": "LogRetentionDays"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_secret_stands_in_an_environment(name):
    variables = template()["Globals"]["Function"]["Environment"]["Variables"]
    variables = variables | FUNCTIONS[name].get("Environment", {}).get("Variables", {})
    words = ("SECRET", "PASSWORD", "TOKEN", "KEY")
    assert not {one for one in variables if any(word in one for word in words)} - NOT_SECRET
    assert "resolve:" not in json.dumps(variables)


@pytest.mark.parametrize(("function", "properties"), events("SQS"))
def test_a_queue_waits_six_times_the_function_that_reads_it(function, properties):
    assert QUEUES[queue_of(properties)]["VisibilityTimeout"] >= 6 * FUNCTIONS[function]["Timeout"]
    assert properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert properties["ScalingConfig"]["MaximumConcurrency"] == {"Ref": "QueueConcurrency"}


@pytest.mark.parametrize("name", sorted({queue_of(one) for _, one in events("SQS")}))
def test_a_queue_that_is_read_has_dead_letters_after_five_tries(name):
    redrive = QUEUES[name]["RedrivePolicy"]
    assert redrive["maxReceiveCount"] >= 5
    dead = redrive["deadLetterTargetArn"]["Fn::GetAtt"][0]
    assert QUEUES[dead]["MessageRetentionPeriod"] == 14 * 86400


@pytest.mark.parametrize("name", QUEUES)
def test_a_queue_is_encrypted_and_dead_letters_are_watched(name):
    assert QUEUES[name]["SqsManagedSseEnabled"] is True
    watched = [dim["Value"] for one in ALARMS for dim in one.get("Dimensions", [])]
    assert "Dead" not in name or {"Fn::GetAtt": [name, "QueueName"]} in watched


@pytest.mark.parametrize(("function", "properties"), events("DynamoDB"))
def test_a_stream_reader_gives_up_in_the_end_and_says_so(function, properties):
    assert properties["BisectBatchOnFunctionError"] is True
    assert 0 < properties["MaximumRetryAttempts"] <= 100
    assert properties["DestinationConfig"] == TO_DEAD_LETTERS
    assert properties["StartingPosition"] == "TRIM_HORIZON"
    assert "FunctionResponseTypes" not in properties  # a stream handler never answers partially
    ages = [one for one in ALARMS if one.get("MetricName") == "IteratorAge"]
    assert {"Name": "FunctionName", "Value": {"Ref": function}} in [dim for one in ages for dim in one["Dimensions"]]


def test_a_stream_has_at_most_two_readers():
    read = [properties["Stream"]["Fn::GetAtt"][0] for _, properties in events("DynamoDB")]
    assert max(read.count(one) for one in read) <= 2
    assert set(read) == {name for name, one in TABLES.items() if "StreamSpecification" in one}


@pytest.mark.parametrize(("function", "properties"), events("EventBridgeRule") + events("Schedule"))
def test_a_rule_that_calls_a_function_retries_and_then_keeps_the_event(function, properties):
    assert properties["DeadLetterConfig"] == {"Arn": DEAD}
    assert properties["RetryPolicy"]["MaximumRetryAttempts"] > 0


@pytest.mark.parametrize(("function", "properties"), events("EventBridgeRule") + events("Schedule") + events("SNS"))
def test_a_call_without_an_answer_has_a_failure_destination(function, properties):
    assert FUNCTIONS[function]["EventInvokeConfig"]["DestinationConfig"] == TO_DEAD_LETTERS


@pytest.mark.parametrize(("function", "properties"), events("SNS"))
def test_a_topic_keeps_what_it_cannot_deliver(function, properties):
    assert properties["RedrivePolicy"] == {"deadLetterTargetArn": DEAD}


@pytest.mark.parametrize("name", resources("AWS::Events::Rule"))
def test_a_rule_retries_and_then_keeps_the_event(name):
    for target in resources("AWS::Events::Rule")[name]["Targets"]:
        assert target["DeadLetterConfig"] == {"Arn": DEAD}
        assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_paid_by_use_encrypted_restorable_and_protected(name):
    assert TABLES[name]["BillingMode"] == "PAY_PER_REQUEST"
    assert TABLES[name]["SSESpecification"] == {"SSEEnabled": True}
    assert TABLES[name]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert TABLES[name]["DeletionProtectionEnabled"] == {"Fn::If": ["Protects", True, False]}
    assert template()["Resources"][name]["DeletionPolicy"] == "RetainExceptOnCreate"


def test_no_policy_has_a_star_for_an_action():
    assert not [(name, one) for name, one in statements() if any("*" in action for action in listed(one["Action"]))]


def test_no_policy_is_open_to_every_resource_but_the_documented_one():
    every = [(name, json.dumps(arn)) for name, one in statements() for arn in listed(one.get("Resource", []))]
    assert [(name, one["Action"]) for name, one in statements() if "Resource" not in one] == NO_TOPIC
    assert not [name for name, arn in every if arn == '"*"']
    assert [name for name, arn in every if UNBOUNDED in arn] == ["SendEmail"]


def test_every_route_needs_a_token_or_is_known_to_be_public():
    routes = [(name, one["Path"], one.get("Auth")) for name, one in events("HttpApi")]
    bare = {(name, path) for name, path, auth in routes if auth != {"Authorizer": "Staff"}}
    assert {name for name, path in bare if path not in OPEN_ROUTES} <= PUBLIC


def test_public_doors_are_throttled():
    api = resources("AWS::Serverless::HttpApi")["Api"]
    assert api["DefaultRouteSettings"]["ThrottlingRateLimit"] == {"Ref": "RequestsPerSecond"}
    doors = [name for name, one in FUNCTIONS.items() if one.get("FunctionUrlConfig")]
    assert doors == ["Collect"]
    assert FUNCTIONS["Collect"]["ReservedConcurrentExecutions"]["Fn::If"][1] == {"Ref": "CollectConcurrency"}


@pytest.mark.parametrize("door", DOORS)
def test_each_door_is_watched_and_may_have_a_share_of_its_own(door):
    watched = [one["Dimensions"] for one in ALARMS if one.get("MetricName") == "Errors"]
    assert [{"Name": "FunctionName", "Value": {"Ref": f"Receive{door}"}}] in watched
    reserved = FUNCTIONS[f"Receive{door}"]["ReservedConcurrentExecutions"]
    assert reserved["Fn::If"] == ["ReservesDoors", {"Ref": "DoorConcurrency"}, {"Ref": "AWS::NoValue"}]


def test_a_door_reads_the_secrets_of_its_own_sources_alone():
    for door in set(DOORS) - {"Any"}:
        routes = {one["Path"].rpartition("/")[2] for name, one in events("HttpApi") if name == f"Receive{door}"}
        every = [one for name, one in statements() if name == f"Receive{door}" and one["Action"] == "ssm:GetParameter"]
        read = {arn["Fn::Sub"].rpartition("/")[2] for one in every for arn in listed(one["Resource"])}
        assert read == routes


def test_staff_are_invited_and_never_register_themselves():
    pool = resources("AWS::Cognito::UserPool")["Staff"]
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] >= 12
    groups = {one["GroupName"] for one in resources("AWS::Cognito::UserPoolGroup").values()}
    assert groups == {"agent", "marketer", "privacy", "admin"}


def test_layers_are_few_and_old_versions_go():
    assert max(len(layers_of(name)) for name in FUNCTIONS) <= 5
    assert {one["RetentionPolicy"] for one in resources("AWS::Serverless::LayerVersion").values()} == {"Delete"}
