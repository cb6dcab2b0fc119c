"""The source files of the repository, parsed."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from segue_tools.places import ROOT

PACKAGE = ROOT / "layers" / "segue" / "segue"
Function = ast.FunctionDef | ast.AsyncFunctionDef
NESTING = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def files(*folders: str) -> list[Path]:
    """Python files under these folders of the repository."""
    return sorted(one for folder in folders for one in (ROOT / folder).rglob("*.py"))


def product() -> list[Path]:
    """What is deployed, and the commands around it."""
    return files("functions", "layers/segue", "tools", "bench")


@cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(), str(file))


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """All that is in it."""
    return tuple(ast.walk(tree(file)))


def named(file: Path) -> str:
    """The file's path as people write it."""
    return str(file.relative_to(ROOT))


def functions(file: Path) -> Iterator[tuple[str, Function]]:
    """(place, definition) of every function and method."""
    for node in nodes(file):
        if isinstance(node, Function):
            yield f"{named(file)}:{node.lineno} {node.name}", node


def length(node: Function) -> int:
    """Lines from `def` to the end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def depth(node: ast.AST) -> int:
    """How deep blocks stand in each other; `elif` is not deeper."""
    inner = max((depth(one) for one in ast.iter_child_nodes(node) if not isinstance(one, Function)), default=0)
    chained = isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)
    return inner + (isinstance(node, NESTING) and not chained)


def imports(file: Path) -> set[str]:
    """Full names of what a file imports."""
    found = set()
    for node in nodes(file):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return found


def dotted(node: ast.AST) -> str:
    """`time.time` of an attribute chain, "" of anything else."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
