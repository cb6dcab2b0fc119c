"""What `template.yaml` says, with CloudFormation's short forms read as what they stand for."""

import re
from functools import cache
from typing import Any

import yaml

from segue_tools.places import ROOT


class _Loader(yaml.SafeLoader):
    """YAML with `!Ref`, `!GetAtt`, `!Sub` and the rest."""


def _intrinsic(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> dict[str, Any]:
    name = tag if tag in ("Ref", "Condition") else f"Fn::{tag}"
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
        return {name: value.split(".", 1) if tag == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)} if isinstance(node, yaml.MappingNode) else {}


_Loader.add_multi_constructor("!", _intrinsic)


@cache
def template() -> dict[str, Any]:
    """The whole template."""
    return _Loader((ROOT / "template.yaml").read_text()).get_single_data()


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """Resources of one type: {logical id: properties}, with `Globals` merged into functions."""
    found = {name: one for name, one in template()["Resources"].items() if one["Type"] == kind}
    defaults = template()["Globals"]["Function"] if kind == "AWS::Serverless::Function" else {}
    return {name: defaults | one["Properties"] for name, one in found.items()}


def functions() -> dict[str, dict[str, Any]]:
    """The functions."""
    return resources("AWS::Serverless::Function")


def layers_of(function: str) -> list[str]:
    """Logical ids of a function's layers: those of `Globals`, to which SAM adds its own."""
    own = template()["Resources"][function]["Properties"].get("Layers", [])
    return [one["Ref"] for one in [*template()["Globals"]["Function"]["Layers"], *own]]


def folder_of(function: str) -> str:
    """The folder in `functions/` of a function's code: one folder may be deployed several times."""
    return str(functions()[function]["CodeUri"]).rpartition("/")[2]


def snake(logical: str) -> str:
    """`FoldEvents` is `fold_events`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", logical).lower()
