"""`make mutants [ONLY=...]`: the pure core under mutmut, in a work folder, and what was killed there, by module."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

from segue_tools.places import LOCAL, ROOT

HERE = LOCAL / "mutants"
SETTINGS = ROOT / "tools" / "mutants"
LINKS = {"src": "layers/segue", "layers/playbook": "layers/playbook"} | {
    name: name for name in ("events", "functions", "template.yaml", "tests", "tools")
}
KILLED = (1, 3)  # a failed test; whoever takes too long is not believed
Verdicts = dict[str, int | None]


def main() -> None:
    """`python -m segue_tools.mutants [ONLY ...]`: all, or only mutants of those names (`segue.keys*`)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*")
    parser.add_argument("--children", type=int, default=2)
    said = parser.parse_args()
    if not said.only:
        shutil.rmtree(HERE, ignore_errors=True)
    staged()
    tried("first", said.children, said.only)
    living = [name for name in survivors(verdicts()) if any(fnmatch(name, one) for one in said.only or ["*"])]
    if living:
        tried("second", said.children, living)
    print(table(verdicts()))


def tried(which: str, children: int, names: list[str]) -> None:
    """One round of mutmut: the first with some of the tests, the second with all for those that lived."""
    command = [str(Path(sys.executable).parent / "mutmut"), "run", "--max-children", str(children), *names]
    subprocess.run(command, cwd=HERE, check=True, env=os.environ | {"ROUND": which})


def survivors(found: dict[str, Verdicts]) -> list[str]:
    """The mutants that every test let pass, and those whose tests took too long to tell."""
    return [name for each in found.values() for name, code in each.items() if code not in (*KILLED, None)]


def staged() -> None:
    """The work folder: our tree in the shape that mutmut wants, as links, and its settings."""
    for name, target in LINKS.items():
        link = HERE / name
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.is_symlink():
            link.symlink_to(ROOT / target)
    for one in SETTINGS.glob("*.*"):
        shutil.copy2(one, HERE / one.name)


def verdicts() -> dict[str, Verdicts]:
    """By module: each mutant's name with the exit code of its tests."""
    found = {}
    for one in sorted((HERE / "mutants" / "src").rglob("*.meta")):
        module = ".".join(one.relative_to(HERE / "mutants" / "src").parts).removesuffix(".py.meta")
        found[module] = json.loads(one.read_text())["exit_code_by_key"]
    return {module: each for module, each in found.items() if each}


def table(found: dict[str, Verdicts]) -> str:
    """Killed and survived by module and in all, and the names of those that survived."""
    counts = {module: Counter(code in KILLED for code in each.values()) for module, each in found.items()}
    rows = [_row(module, one) for module, one in counts.items()]
    return "\n".join([*rows, _row("all", sum(counts.values(), Counter())), "", "Not killed:", *survivors(found)])


def _row(name: str, killed: Counter[bool]) -> str:
    share = killed[True] / killed.total()
    return f"{name:36} {killed.total():5} mutants {killed[True]:5} killed {killed[False]:4} survived {share:7.1%}"


if __name__ == "__main__":
    main()
