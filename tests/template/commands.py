"""Commands as the documentation tells them: what is wrong with one, in words, or nothing."""

import contextlib
import io
import json
import re
import shlex
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from segue.errors import NotFound
from segue.events import KINDS
from segue.segment_api.routes import route
from segue_tools import cli
from segue_tools.places import ROOT
from segue_tools.templates import functions

MAKEFILE = (ROOT / "Makefile").read_text()
SHORT = "the following arguments are required"  # a command that is named, and not given all that it needs
ACTIVATE = ".venv/bin/activate"  # `make` makes it
OTHERS = {
    "sam": ("build", "deploy"),
    "aws": ("cognito-idp",),
    "pip": ("install",),
}  # programs of others, and the words they are told with


def commands(line: str) -> Iterator[list[str]]:
    """The words of each command of a line, without its comment."""
    for one in line.split("&&"):
        words = shlex.split(one, comments=True)
        if words:
            yield words


def wrong(words: list[str], *, whole: bool = True) -> str:
    """What is wrong with a command; one in a line of prose need not be whole."""
    name = Path(words[0]).name or words[0]
    if name == "segue":
        return _of_segue(words[1:], whole=whole)
    if name in CHECKS:
        return CHECKS[name](words[1:])
    return "" if name in OTHERS and {*words[1:2]} <= {*OTHERS[name]} else "nobody knows this program"


@cache
def targets() -> set[str]:
    """What `make` knows."""
    return {*re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)}


def _of_make(words: list[str]) -> str:
    given = dict(one.split("=", 1) for one in words if "=" in one)
    unknown = [one for one in words if "=" not in one and one not in targets()]
    unknown += [one for one in given if not re.search(rf"\$\((?:or \$\()?(?:if \$\()?{one}\)", MAKEFILE)]
    if given.get("FUNCTION", "Collect") not in functions():
        return f"there is no function {given['FUNCTION']}"
    return f"make does not know {', '.join(unknown)}" if unknown else ""


def _of_segue(words: list[str], *, whole: bool) -> str:
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        try:
            cli.parser().parse_args(words)
        except SystemExit:
            message = said.getvalue().rpartition("error: ")[2].strip()
            return "" if SHORT in message and not whole else message
    return ""


def _of_python(words: list[str]) -> str:
    if words[0] == "-m":
        return "" if find_spec(words[1]) else f"there is no module {words[1]}"
    return "" if (ROOT / words[0]).is_file() else f"there is no file {words[0]}"


def _of_curl(words: list[str]) -> str:
    """Events are what is posted by hand: to an address that takes them, each of a kind that there is."""
    try:
        way = route(urlsplit(words[0]).path)
        said = json.loads(words[words.index("-d") + 1])
    except (NotFound, ValueError) as problem:
        return str(problem)
    kinds = [one.get("type") for one in said["batch"]] if way.batch else [way.kind]
    return "" if {*kinds} <= {*KINDS} else "an event of no kind"


CHECKS: dict[str, Callable[[list[str]], str]] = {
    "make": _of_make,
    "cd": lambda words: "" if (ROOT / words[0]).is_dir() else "there is no such folder",
    "python": _of_python,
    "curl": _of_curl,
    ".": lambda words: "" if words == [ACTIVATE] else "there is no such environment",
}
