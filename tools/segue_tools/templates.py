"""What `template.yaml` says, with CloudFormation's short forms read as what they stand for."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import yaml

from segue_tools.places import ROOT

MADE_BY_SAM = ("Role", "Url")  # beside each function, under its name


class _Loader(yaml.CSafeLoader):
    """YAML with `!Ref`, `!GetAtt`, `!Sub` and the rest."""


def _intrinsic(loader: yaml.CSafeLoader, tag: str, node: yaml.Node) -> dict[str, Any]:
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


def strangers() -> list[str]:
    """Names that a Ref, GetAtt or Sub means and that nothing in the template has."""
    known = template()["Parameters"].keys() | template()["Resources"].keys()
    known |= {f"{function}{part}" for function in functions() for part in MADE_BY_SAM}
    meant = {name for name in _meant(template()) if not name.startswith("AWS::")}
    return sorted(meant - known)


def _meant(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield from MEANS[name](value) if name in MEANS else _meant(value)
    if isinstance(part, list):
        for one in part:
            yield from _meant(one)


def _of_text(value: Any) -> Iterator[str]:
    """What `!Sub` means by `${Name}` or `${Name.Arn}`, but for the names that it brings along."""
    text, brought = value if isinstance(value, list) else (value, {})
    yield from {name for name in re.findall(r"\$\{([\w:]+)", text) if name not in brought}
    yield from _meant(brought)


MEANS: dict[str, Callable[[Any], Iterator[str]]] = {
    "Ref": lambda name: iter([name]),
    "Fn::GetAtt": lambda path: iter(path[:1]),
    "Fn::Sub": _of_text,
}


def snake(logical: str) -> str:
    """`FoldEvents` is `fold_events`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", logical).lower()
