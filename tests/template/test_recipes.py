"""The recipes of CONTRIBUTING that the template has a part in: what is declared in one place is in the others."""

import json
from dataclasses import fields
from importlib import import_module
from itertools import product
from typing import Any

import pytest

from segue.aws.settings import Settings
from segue.channels import PROVIDERS
from segue.contact_points import CHANNELS, PURPOSES
from segue.messaging.patience import Patience
from segue.times import DAY
from segue_tools.destroy import TABLE
from segue_tools.places import PLAYBOOK, ROOT
from segue_tools.templates import folder_of, functions, resources, snake, template
from tests.template import sources

NAMES = {name: snake(name.removesuffix("Table")) for name in resources(TABLE)}
SHARED = template()["Globals"]["Function"]["Environment"]["Variables"]
ALL = {name: it for name, it in functions().items() if "Events" in it}
CARRIED = [name for name, one in CHANNELS.items() if not one.kept]  # by somebody
MODULES = "\n".join(one.read_text() for one in sources.files("layers/segue/segue/wiring", "layers/segue/segue/aws"))


def own(function: str) -> dict[str, object]:
    """A function's own variables."""
    return functions()[function]["Environment"]["Variables"]


def carrying(channel: str) -> set[str]:
    """The providers that carry a channel's messages."""
    there = {name: place for name, place in PROVIDERS.items() if place.startswith(f"{channel}.")}
    return {name for name, place in there.items() if hasattr(import_module(f"segue.channels.{place}"), "outgoing")}


@pytest.mark.parametrize("table", NAMES)
def test_a_table_has_its_variable_its_setting_its_sample_and_who_keeps_it(table):
    name = NAMES[table]
    assert SHARED[name.upper()] == {"Ref": table}
    assert name.upper() in json.loads((ROOT / "events" / "env.json").read_text())["Parameters"]
    assert name in {one.name for one in fields(Settings)}
    assert f".{name})" in MODULES or f".{name}," in MODULES


@pytest.mark.parametrize("channel", CARRIED)
def test_a_channel_has_a_deployment_of_send_with_its_names(channel):
    for purpose in PURPOSES:
        names = set(own(sending(channel, purpose)))
        assert names >= {f"{channel.upper()}_{one}" for one in ("PROVIDER", "FROM", "FROM_MARKETING")}


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_has_a_queue_a_purpose_that_is_filled_and_read(channel, purpose):
    assert {"Fn::GetAtt": [queue_of(channel, purpose), "Arn"]} in filled()
    assert folder_of(sending(channel, purpose)) == "send"
    assert f"{channel}/{purpose}:" in (PLAYBOOK / "policies" / "consent.yaml").read_text()


def queue_of(channel: str, purpose: str) -> str:
    """Where dispatching puts a channel's messages; several channels may share one."""
    found: Any = own("DispatchMessages")[f"{channel}_{purpose}_queue".upper()]
    return found["Fn::If"][1]["Ref"] if "Fn::If" in found else found["Ref"]


def sending(channel: str, purpose: str) -> str:
    """The function that reads that queue."""
    arn = {"Fn::GetAtt": [queue_of(channel, purpose), "Arn"]}
    triggers = {name: [one["Properties"].get("Queue") for one in it["Events"].values()] for name, it in ALL.items()}
    (reader,) = [name for name, queues in triggers.items() if arn in queues]
    return reader


def filled() -> list[object]:
    """The queues that dispatching may write to."""
    statements = [one for policy in functions()["DispatchMessages"]["Policies"] for one in policy["Statement"]]
    return [arn for one in statements if one["Action"] == "sqs:SendMessage" for arn in one["Resource"]]


@pytest.mark.parametrize("channel", CARRIED)
def test_whoever_may_carry_a_channel_is_a_provider_that_can(channel):
    wanted: Any = own(sending(channel, "marketing"))[f"{channel.upper()}_PROVIDER"]
    chosen = template()["Parameters"][wanted["Ref"]]["AllowedValues"] if isinstance(wanted, dict) else [wanted]
    assert set(chosen) == carrying(channel)


def test_a_provider_is_a_file_in_the_folder_of_its_channel():
    for place in PROVIDERS.values():
        assert (sources.PACKAGE / "channels" / f"{place.replace('.', '/')}.py").is_file()


def test_the_console_foresees_by_the_channels_that_messages_go_out_on():
    queues = {name: queue for name, queue in own("DispatchMessages").items() if name.endswith("_MARKETING_QUEUE")}
    assert {name: own("Console").get(name) for name in queues} == queues


@pytest.mark.parametrize("channel", CARRIED)
def test_a_channel_that_nobody_set_up_has_no_queue_for_whoever_writes_to_it(channel):
    writers = [one.get("Environment", {}).get("Variables", {}) for one in functions().values()]
    names = [f"{channel}_{purpose}_queue".upper() for purpose in PURPOSES]
    found: list[Any] = [given[name] for given in writers for name in names if name in given]
    assert found
    assert [one for one in found if "Fn::If" not in one or one["Fn::If"][2]] == []


@pytest.mark.parametrize("name", sorted({"DispatchQueue", *(queue_of(*one) for one in product(CHANNELS, PURPOSES))}))
def test_a_message_is_tried_until_its_usual_deadline_and_then_its_order_is_kept_for_staff(name):
    """What is tried after its deadline is dropped with the reason; an order that is forgotten first ends nothing."""
    queue = resources("AWS::SQS::Queue")[name]
    tried = queue["RedrivePolicy"]["maxReceiveCount"] * queue["VisibilityTimeout"] * 1000
    assert tried > max(Patience().marketing, Patience().transactional)
    assert queue["MessageRetentionPeriod"] * 1000 > tried + 7 * DAY
