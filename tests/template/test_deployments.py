"""Functions that answer and send are deployed in steps, and whatever calls them calls the alias (docs/decisions/0302).

What AWS makes of the template is asked of SAM's own translator, which stands in the environment of the local AWS.
"""

import json
import re
from graphlib import TopologicalSorter

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from segue.api.problems import MEANINGS
from segue.console.failures import failed
from segue.console.visits import Visit
from segue.errors import Unavailable
from segue.http import Request
from segue.lambdas import each_message
from segue_tools.plain import at_once
from segue_tools.templates import functions, layers_of, resources, template
from tests.builders import NOON
from tests.template.translated import made, of, translated

IN_STEPS = {"Collect", "Decide", "SendEmail", "SendSms", "SendDirect", "People", "Console"}
SENDERS = {name for name in IN_STEPS if name.startswith("Send")}
ALARMS = {"NewVersionsFail": ("NewVersionsCaught", IN_STEPS - SENDERS), "NewSendersFail": ("NewSendersCaught", SENDERS)}
MOST = 500  # resources of one template: a quota of CloudFormation that cannot be raised


def watched(name):
    """At which alarms the deployment of a function looks."""
    (own,) = [{"Ref": alarm} for alarm, (_, of_it) in ALARMS.items() if name in of_it]
    return {"Fn::If": ["Knocks", [own, {"Ref": "CanaryLost"}], [own]]}


def needed(resource):
    """What a resource has to wait for, be it in its update policy."""
    said = json.dumps(resource)
    after = resource.get("DependsOn", [])
    named = re.findall(r'(?:"Ref": "|"Fn::GetAtt": \["|\$\{)(\w+)', said)
    return {*named, *([after] if isinstance(after, str) else after)} & made().keys()


def test_nothing_waits_for_itself():
    """The API waits for aliases, those for the alarms of their deployment, those for versions of functions, some of
    which know the API's address. CloudFormation refuses a circle, and cfn-lint does not look at update policies."""
    TopologicalSorter({name: needed(one) - {name} for name, one in made().items()}).prepare()


def test_what_answers_and_what_sends_goes_over_in_steps_and_an_alarm_takes_it_back():
    assert {name for name, one in functions().items() if "AutoPublishAlias" in one} == IN_STEPS
    for name in IN_STEPS:
        one = functions()[name]
        assert (one["AutoPublishAlias"], one["AutoPublishAliasAllProperties"]) == ("live", True)
        assert one["DeploymentPreference"] == {"Type": {"Ref": "Deployments"}, "Alarms": watched(name)}
    groups = of("AWS::CodeDeploy::DeploymentGroup")
    assert {name.removesuffix("DeploymentGroup") for name in groups} == IN_STEPS
    for one in groups.values():
        assert one["AutoRollbackConfiguration"]["Enabled"] is True
        assert "Canary10Percent30Minutes" in json.dumps(one["DeploymentConfigName"])
        assert json.dumps(one["AlarmConfiguration"]).count('"Enabled": true') == 2


@pytest.mark.parametrize("alarm", sorted(ALARMS))
def test_the_alarm_counts_errors_of_each_new_version_and_of_no_other(alarm):
    counter, watched_for = ALARMS[alarm]
    metrics = resources("AWS::CloudWatch::Alarm")[alarm]["Metrics"]
    *stats, caught = [one["MetricStat"]["Metric"] for one in metrics if "MetricStat" in one]
    assert len(metrics) <= 10  # CloudWatch adds up no more in an alarm
    assert caught == {"Namespace": {"Fn::Sub": "segue/${AWS::StackName}"}, "MetricName": counter}
    assert all((one["Namespace"], one["MetricName"]) == ("AWS/Lambda", "Errors") for one in stats)
    counted = [{it["Name"]: it["Value"] for it in one["Dimensions"]} for one in stats]
    assert sorted(one["FunctionName"]["Ref"] for one in counted) == sorted(watched_for)
    for one in counted:
        name = one["FunctionName"]["Ref"]
        assert one["Resource"] == {"Fn::Sub": f"${{{name}}}:live"}
        assert one["ExecutedVersion"] == {"Fn::GetAtt": [name, "Version.Version"]}
    assert [one["Expression"] for one in metrics if one["ReturnData"]] == ["SUM(METRICS())"]


@pytest.mark.parametrize("alarm", sorted(ALARMS))
def test_what_a_new_version_catches_is_counted_too(alarm):
    """Pages and the API answer 500, senders name what comes again: none of it is an error to Lambda."""
    counter, watched_for = ALARMS[alarm]
    said = of("AWS::Logs::MetricFilter")[counter]["FilterPattern"]["Fn::Sub"]
    counted = dict(re.findall(r'\$\.ran = "\$\{(\w+)\}:\$\{(\w+)\.Version\}"', said))
    versions = {it.partition("Version")[0]: it for it in of("AWS::Lambda::Version")}
    assert counted == {name: versions[name] for name in watched_for}
    assert said.count("$.") == len(counted) + 1
    assert said.startswith(f'{{ $.error != "{Unavailable.__name__}" && (')
    filled = re.sub(r"\$\{\w+\}", "f" * 64, re.sub(r"\$\{\w+\.Version\}", "1" * 6, said))
    assert len(filled) <= 1024  # a quota of CloudWatch Logs


def broken(_message: object) -> None:
    raise ZeroDivisionError


def test_whatever_is_caught_says_which_version_of_which_function(monkeypatch, capsys):
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "shop-SendEmail-1")
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_VERSION", "7")
    each_message({"Records": [{"messageId": "m1", "body": "{}"}]}, broken)
    MEANINGS[Exception](ZeroDivisionError())
    failed(Visit(Request("GET", "/"), "", NOON), ZeroDivisionError())
    lines = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert [one["message"] for one in lines] == ["message-failed", "request-failed", "page-failed"]
    assert {(one["ran"], one["error"]) for one in lines} == {("shop-SendEmail-1:7", "ZeroDivisionError")}


def test_new_contents_of_a_layer_are_a_new_version():
    """The domain is in a layer: a change of it leaves the functions' own code as it is."""
    layers = sorted({layer for name in IN_STEPS for layer in layers_of(name)})
    before, *changed = (set(of("AWS::Lambda::Version", one)) for one in (made(), *translated(*layers)))
    for layer, after in zip(layers, changed, strict=True):
        using = {name for name in IN_STEPS if layer in layers_of(name)}
        assert len(before) == len(after) == len(IN_STEPS)
        assert {one.partition("Version")[0] for one in after - before} == using


def parameters(part):
    """Parameters on which a part of the template depends, be it by a condition."""
    said = json.dumps(part)
    behind = re.findall(r'"(?:Fn::If": \[|Condition": )"(\w+)"', said)
    named = set(re.findall(r'(?:"Ref": "|\$\{)(\w+)', said)) & template()["Parameters"].keys()
    return named.union(*(parameters(template()["Conditions"][one]) for one in behind))


@pytest.mark.parametrize("name", sorted(IN_STEPS))
def test_a_changed_parameter_is_a_new_version_and_a_function_that_differs(name):
    """SAM names a version by properties in which parameters are not yet filled in, so a description has to differ: then
    CloudFormation puts another version in its place. Lambda refuses a version of a function that is as it was, so each
    of these parameters changes what the function says of itself, too."""
    (function,) = [one for it, one in of("AWS::Lambda::Function").items() if it == name]
    (version,) = [one for it, one in of("AWS::Lambda::Version").items() if it.partition("Version")[0] == name]
    assert version["Description"] == function["Description"] == {"Ref": "Settings"}
    told = of("AWS::IAM::ManagedPolicy")["Settings"]["Description"]
    assert parameters(function) <= parameters(told)
    assert parameters(function["Environment"])
    for kind in ("AWS::Lambda::Version", "AWS::IAM::ManagedPolicy"):
        fixed = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema["createOnlyProperties"]
        assert "/properties/Description" in fixed, kind


def test_what_the_versions_are_described_by_gives_no_right_and_has_room():
    settings = template()["Resources"]["Settings"]["Properties"]
    assert {one["Effect"] for one in settings["PolicyDocument"]["Statement"]} == {"Deny"}
    everywhere = json.dumps([one.get("Policies", []) for one in functions().values()])
    assert '"Ref": "Settings"' not in everywhere
    told = parameters(settings["Description"])
    defaults = "".join(str(template()["Parameters"][one]["Default"]) for one in told)
    assert len(defaults) + len(told) < 250  # of 1,000 characters that IAM takes


def test_every_trigger_of_such_a_function_is_one_of_its_alias():
    for kind in ("AWS::Lambda::Permission", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::EventInvokeConfig"):
        assert not [name for name, one in of(kind).items() if one["FunctionName"].get("Ref") in IN_STEPS], kind
    queues = [one["FunctionName"]["Ref"] for one in of("AWS::Lambda::EventSourceMapping").values()]
    assert [queues.count(f"Send{one}Aliaslive") for one in ("Email", "Sms", "Direct")] == [2, 2, 2]
    (url,) = of("AWS::Lambda::Url").values()
    assert url["TargetFunctionArn"] == {"Ref": "CollectAliaslive"}
    (api,) = of("AWS::ApiGatewayV2::Api").values()
    called = json.dumps(api["Body"])
    assert not [name for name in IN_STEPS if f"${{{name}.Arn}}" in called]
    assert all(f"${{{name}Aliaslive}}" in called for name in ("Collect", "Decide", "People", "Console"))


def test_nothing_else_that_is_written_by_hand_means_such_a_function():
    """Alarms, what they count, the dashboard and outputs read figures; whatever calls would pass the alias by."""
    readers = {"AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard", "AWS::Logs::MetricFilter"}
    every = {name: one for name, one in template()["Resources"].items() if one["Type"] not in readers}
    said = json.dumps(every) + json.dumps(template()["Globals"])
    for name in IN_STEPS:
        ways = (f'{{"Ref": "{name}"}}', f'"Fn::GetAtt": ["{name}"', f"${{{name}}}", f"${{{name}.")
        assert not [one for one in ways if one in said], name
        assert f'"Ref": "{name}"' not in json.dumps(template()["Outputs"])


def test_the_template_has_room_for_what_aws_makes_of_it():
    assert len(made()) <= MOST


def test_the_local_stack_goes_without():
    plain = at_once(template())["Resources"]
    assert set(template()["Resources"]) - set(plain) == {*ALARMS, *(counter for counter, _ in ALARMS.values())}
    assert not [one for one in ("AutoPublishAlias", "DeploymentPreference", "Version.Version") if one in str(plain)]
    same = [name for name in plain if plain[name] == template()["Resources"][name]]
    assert set(plain) - set(same) == IN_STEPS
