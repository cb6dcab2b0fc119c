"""The list of measures in `docs/measures.md`, out of the heads of their files.

`PYTHONPATH=layers/segue:tools:. python -m segue_tools.measures` writes it; a test holds that it is what would be
written.
"""

from itertools import groupby

from segue.measures.definitions import Definition, definitions
from segue_tools.places import ROOT

PAGE = ROOT / "docs" / "measures.md"
BEGIN, END = "<!-- written by `python -m segue_tools.measures` -->\n", "<!-- end of the list -->\n"


def listed() -> str:
    """A table for each group of measures, by name."""
    found = sorted(definitions().values(), key=lambda one: (one.group, one.name))
    return "\n".join(_group(name, list(group)) for name, group in groupby(found, key=lambda one: one.group))


def with_list(page: str) -> str:
    """The page with the list as it should be."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + listed() + END + rest.partition(END)[2]


def _group(name: str, of: list[Definition]) -> str:
    rows = "".join(f"| `{one.name}` | {one.kind} | {_first(one.about)} | {', '.join(one.by)} |\n" for one in of)
    return f"### {name.capitalize()}\n\n| measure | kind | what it is | told by |\n|---|---|---|---|\n{rows}"


def _first(about: str) -> str:
    """The first sentence of a definition, as it stands in a cell."""
    return about.partition(". ")[0].rstrip(".").replace("|", "\\|") + "."


if __name__ == "__main__":
    PAGE.write_text(with_list(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
