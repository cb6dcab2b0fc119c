"""`make texts`: brings the catalogues up to what the console says; `--untold` lists what is told in English alone."""

import argparse
from pathlib import Path

from segue.languages.texts import ENGLISH, FOLDER, LANGUAGES
from segue_tools.progress import say
from segue_tools.texts import gathering, untold


def main() -> None:
    """Writes `languages/<code>.po`, or lists texts that no catalogue knows, with their places."""
    parser = argparse.ArgumentParser(prog="segue_tools.texts", description=__doc__)
    parser.add_argument("--untold", action="store_true", help="list texts that are in no catalogue, and change nothing")
    parser.add_argument("files", nargs="*", type=Path, help="with --untold: look at these alone")
    said = parser.parse_args()
    if said.untold:
        found = untold.found(said.files or None)
        for one in found:
            say(f"{one.file}:{one.line}: {one.text}")
        say(f"{len(found)} texts are told in English alone")
        return
    for code in LANGUAGES:
        if code != ENGLISH:
            empty = gathering.write(FOLDER / f"{code}.po", code)
            say(f"{code}: {empty} texts wait to be put into {LANGUAGES[code]}")


if __name__ == "__main__":
    main()
