"""Reads `template.yaml`: tables, queues, rules, event sources and permissions as they would be deployed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from segue_tools.templates import snake
from tests.faults.cloud.patterns import Pattern

Properties = dict[str, Any]
ROOT = Path(__file__).resolve().parents[3]
ACCOUNT = "123456789012"
PARTS = {"AWS::StackName": "test", "AWS::Partition": "aws", "AWS::Region": "us-east-1", "AWS::AccountId": ACCOUNT}


class _Loader(yaml.CSafeLoader):
    """YAML with CloudFormation's short tags as {"Tag": value}."""


def _tagged(loader: yaml.CSafeLoader, tag: str, node: yaml.Node) -> Properties:
    if isinstance(node, yaml.ScalarNode):
        return {tag: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {tag: loader.construct_sequence(node, deep=True)}
    return {tag: loader.construct_mapping(node, deep=True)} if isinstance(node, yaml.MappingNode) else {}


_Loader.add_multi_constructor("!", _tagged)


@cache
def template() -> Properties:
    """The whole template; tags are one-key mappings such as {"Ref": "LedgerTable"}."""
    return yaml.load((ROOT / "template.yaml").read_text(), _Loader)


def resources(kind: str) -> dict[str, Properties]:
    """Properties by logical id, of one resource type."""
    found = {name: one for name, one in template()["Resources"].items() if one["Type"] == kind}
    return {name: one.get("Properties", {}) for name, one in found.items()}


@cache
def functions() -> dict[str, Properties]:
    """Function properties by name (`fold_events`, `send_email`): the logical id as folders are written."""
    return {snake(name): one for name, one in resources("AWS::Serverless::Function").items()}


def folder_of(function: str) -> str:
    """The folder of a function's code (`send` of `send_email`)."""
    return functions()[function]["CodeUri"].rpartition("/")[2]


def value(expression: Any) -> Any:
    """What a tag stands for here: names of resources, ARNs, addresses; other values as they are."""
    if not isinstance(expression, Mapping) or len(expression) != 1:
        return expression
    tag, operand = next(iter(expression.items()))
    match tag:
        case "Ref":
            return named(operand)
        case "GetAtt":
            name, _, attribute = operand.partition(".")
            return named(name) if attribute == "Id" else arn(name)  # a secret's Id is what its Ref gives
        case "Sub":
            return re.sub(r"\$\{([^}]+)\}", lambda found: _substituted(found[1]), operand)
    return value(operand[1]) if tag == "If" else expression


def _substituted(name: str) -> str:
    if name in PARTS:
        return PARTS[name]
    return arn(name.partition(".")[0]) if name.endswith(".Arn") else named(name)


def named(logical: str) -> str:
    """What `!Ref` gives: a queue's address, else the logical id (a bus's and a group's own name)."""
    if logical in PARTS:
        return PARTS[logical]
    if logical.endswith(("Queue", "Letters")):
        return f"https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/{logical}"
    given = {
        "Bus": "segue",
        "PublicUrl": "https://segue.test",
        "LinkUrl": "https://go.segue.test",
        "SenderDomain": "shop.test",
        "MailBucket": "mails",
        "PushGoogle": f"arn:aws:sns:us-east-1:{ACCOUNT}:app/GCM/shop",
    }
    return given.get(logical) or template()["Parameters"].get(logical, {}).get("Default") or logical


def arn(logical: str) -> str:
    """What `!GetAtt X.Arn` gives."""
    if logical.endswith(("Queue", "Letters")):
        return f"arn:aws:sqs:us-east-1:{ACCOUNT}:{logical}"
    return f"arn:aws:{logical}"


def environment(function: str) -> dict[str, str]:
    """A function's environment variables."""
    shared = template()["Globals"]["Function"]["Environment"]["Variables"]
    own = functions()[function].get("Environment", {}).get("Variables", {})
    return {name: str(value(one)) for name, one in {**shared, **own}.items()}


@dataclass(frozen=True)
class Source:
    """An event source mapping: what wakes which function, and how."""

    function: str
    origin: str  # table or queue
    stream: bool
    batch: int
    window: int = 0  # ms that a batch may wait to fill
    retries: int = 20
    partial: bool = False
    filters: tuple[Pattern, ...] = ()  # a record has to be as one of these


@cache
def sources() -> tuple[Source, ...]:
    """All event source mappings of streams and queues."""
    events = [(name, one) for name, function in functions().items() for one in function.get("Events", {}).values()]
    mapped = [(name, one) for name, one in events if one["Type"] in ("DynamoDB", "SQS")]
    return tuple(_source(name, one["Type"], one["Properties"]) for name, one in mapped)


def _source(function: str, kind: str, wanted: Properties) -> Source:
    origin = wanted["Stream" if kind == "DynamoDB" else "Queue"]["GetAtt"].partition(".")[0]
    return Source(
        function,
        origin,
        kind == "DynamoDB",
        wanted["BatchSize"],
        1000 * int(value(wanted.get("MaximumBatchingWindowInSeconds", 0))),
        wanted.get("MaximumRetryAttempts", 20),
        "ReportBatchItemFailures" in wanted.get("FunctionResponseTypes", []),
        tuple(json.loads(one["Pattern"]) for one in wanted.get("FilterCriteria", {}).get("Filters", [])),
    )


@cache
def shared_environment() -> dict[str, str]:
    """One environment that serves all functions: the union of theirs, which must not contradict."""
    return {name: value for function in functions() for name, value in environment(function).items()}
