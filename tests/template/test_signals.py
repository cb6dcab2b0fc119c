"""Every signal has a schema, a sample that fits it, a rule that brings it to the journeys, and is registered."""

import json
import re

import jsonschema_rs
import pytest

from segue import signals
from segue.profile.facts import FACTS
from segue_tools.places import ROOT
from segue_tools.schemas import SIGNALS, sample, schema, with_signals
from segue_tools.templates import resources
from tests.template.test_template import DEAD

OF_NOBODY = (
    "PriceDropped",
    *signals.FAMILIES["friction"],
)  # stock that returns is told of nobody, and of each who has asked
RULES = resources("AWS::Events::Rule")
INTERFACE = """PersonCreated PersonMerged PersonUnmerged SegmentEntered SegmentExited CartUpdated CheckoutStarted
OrderPlaced
OrderRefunded ConsentChanged ConversationOpened ConversationResolved SurveyAnswered MessageSent MessageFailed
MessageEngaged ReplenishmentDue StockReturned PriceDropped JourneyEntered JourneyExited PersonErased"""


def test_the_signals_of_the_interface_are_there():
    assert set(INTERFACE.split()) <= set(signals.NAMES)
    assert len(signals.NAMES) == len(set(signals.NAMES))


@pytest.mark.parametrize("folder", ["schemas", "samples"])
def test_every_signal_has_a_file_and_every_file_is_a_signal(folder):
    assert {one.stem for one in (SIGNALS / folder).glob("*.json")} == set(signals.NAMES)


@pytest.mark.parametrize("name", signals.NAMES)
def test_the_sample_of_a_signal_fits_its_schema(name):
    validator = jsonschema_rs.Draft4Validator(schema(name))
    assert not [one.message for one in validator.iter_errors(sample(name))]
    for part in schema(name)["properties"]["detail"]["required"]:
        detail = {key: value for key, value in sample(name)["detail"].items() if key != part}
        assert not validator.is_valid(sample(name) | {"detail": detail})


@pytest.mark.parametrize("name", signals.NAMES)
def test_a_schema_describes_each_of_its_fields_and_says_whom_the_signal_is_about(name):
    said = schema(name)
    detail = said["properties"]["detail"]["properties"]
    assert (said["title"], said["properties"]["detail-type"]["enum"]) == (name, [name])
    assert ("person" in detail) is (name not in OF_NOBODY)
    assert ("person" in said["properties"]["detail"]["required"]) is (
        name not in (*signals.FAMILIES["products"], *OF_NOBODY)
    )
    assert set(sample(name)["detail"]) <= set(detail)


def test_a_rule_for_each_family_brings_its_signals_to_the_journeys():
    heard_of = {one: names for one, names in signals.FAMILIES.items() if set(names) & set(signals.HEARD)}
    assert set(RULES) == {f"{family.title()}Signals" for family in heard_of}
    for family, names in heard_of.items():
        rule = RULES[f"{family.title()}Signals"]
        heard = [one for one in names if one in signals.HEARD]
        assert rule["EventPattern"] == {"source": [signals.SOURCE], "detail-type": heard}
        (target,) = rule["Targets"]
        assert target["Arn"] == {"Fn::GetAtt": ["JourneysQueue", "Arn"]}
        assert (target["RetryPolicy"]["MaximumRetryAttempts"], target["DeadLetterConfig"]) == (185, {"Arn": DEAD})


def test_what_events_state_are_signals():
    assert {name for name, _ in FACTS.values()} <= set(signals.NAMES)


def test_the_template_registers_what_is_in_the_files():
    text = (ROOT / "template.yaml").read_text()
    assert with_signals(text) == text
    registered = resources("AWS::EventSchemas::Schema")
    assert {one["SchemaName"] for one in registered.values()} == {f"segue@{name}" for name in signals.NAMES}
    assert [json.loads(one["Content"]) for one in registered.values()] == [schema(name) for name in signals.NAMES]


def test_the_table_of_the_documentation_has_every_signal_with_what_it_says():
    rows = [line for line in (ROOT / "docs" / "signals.md").read_text().splitlines() if line.startswith("| `")]
    told = {re.findall(r"`(\w+)`", line)[0]: set(re.findall(r"`(\w+)`", line)[1:]) for line in rows}
    for name in signals.NAMES:
        detail = set(schema(name)["properties"]["detail"]["properties"]) - {"id", "time", "version", "person", "trace"}
        assert detail <= told[name]
    assert list(told) == list(signals.NAMES)
