"""`make release VERSION=1.0.0`: refuse, or make every file of a release in `dist/1.0.0`; say what follows by hand."""

import argparse
import shutil
from collections.abc import Iterable

from segue_tools.places import ROOT
from segue_tools.progress import say, step
from segue_tools.release.clones import PLACE, clone
from segue_tools.release.parts import NOTES, make
from segue_tools.release.refusals import stale, told_at_once
from segue_tools.templates import template

DIST = ROOT / "dist"
BY_HAND = """
Two commands follow by hand:
  git tag --annotate v{version} --message "Segue {version}" && git push origin v{version}
  gh release create v{version} {into}/* --title "Segue {version}" --notes-file {into}/{notes}"""


def refuse(found: Iterable[str]) -> None:
    """Ends with every reason, where there is one."""
    if reasons := [*found]:
        raise SystemExit("\n".join(["Not released:", *(f"- {one}" for one in reasons)]))


def lacking() -> str:
    """What whoever rebuilds has to know of this machine: without the template's Python layers are not compiled."""
    runtime = template()["Parameters"]["Runtime"]["Default"]
    if shutil.which(runtime):
        return ""
    return f"No {runtime} here: the layers are without compiled bytecode. Who compares needs a machine without it, too."


def main() -> None:
    """Of the commit that is checked out."""
    parser = argparse.ArgumentParser(prog="segue_tools.release", description=__doc__)
    parser.add_argument("version", help="such as 1.0.0")
    version = parser.parse_args().version
    refuse(told_at_once(version))
    with step("what is committed, in a clone, and whether anything in it is out of date"):
        made = clone()
        refuse(stale(made))
    into = DIST / version
    with step("functions, layers, documentation, bill of materials"):
        digests = make(made, into, version)
    shutil.rmtree(PLACE)
    said = into.relative_to(ROOT)
    say(f"{len(digests)} files in {said}, their digests in SHA256SUMS")
    if without := lacking():
        say(without)
    say(BY_HAND.format(version=version, into=said, notes=NOTES))


if __name__ == "__main__":
    main()
