"""No module of the product needs, over whatever others, one that needs it: not even where an import waits until it is
asked for, which hides a circle and does not take it away."""

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.template import sources


def _name(file: Path) -> str:
    return ".".join(file.relative_to(sources.PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_name(one): one for one in sources.files("layers/segue/segue")}


def needed(name: str) -> set[str]:
    """The modules that a module imports anywhere in it: `from a import b` needs `a.b` where that is one, else `a`."""
    asked = sources.imports(MODULES[name])
    return {one if one in MODULES else one.rpartition(".")[0] for one in asked} & MODULES.keys() - {name}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The modules of one circle, the first again at its end; none where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return found.args[1]
    return []


def test_no_module_needs_one_that_needs_it():
    assert circle({one: needed(one) for one in MODULES}) == []


def test_a_circle_would_be_found():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    assert "segue.measures.parsing" in needed("segue.measures.composing")  # though it waits until it is asked for
