"""`python -m segue_tools.drill [--port N] [--seconds 60] [--pictures FOLDER]`."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from segue_tools.drill import steps
from segue_tools.drill.lost_rows import restore
from segue_tools.drill.scene import Broken, Scene, seen_by_browser
from segue_tools.places import LOCAL, port
from segue_tools.progress import say
from segue_tools.stacks import needed


def main() -> None:
    """Plays all steps, each whatever became of the one before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=port)
    parser.add_argument("--seconds", type=int, default=60, help="how long the provider is down")
    parser.add_argument("--pictures", type=Path, default=LOCAL / "drill")
    said = parser.parse_args()
    stack = needed(said.port)
    look, close = seen_by_browser(stack, said.pictures)
    scene = Scene(stack, look)
    try:
        played = [
            _played(scene, "poison", steps.poison),
            _played(scene, "the provider is down", partial(steps.outage, seconds=said.seconds)),
            _played(scene, "restore", restore),
            _played(scene, "erase", steps.erase),
        ]
    finally:
        close()
    say(f"\nPictures are in {said.pictures}.")
    sys.exit(not all(played))


def _played(scene: Scene, name: str, step: Callable[[Scene], None]) -> bool:
    say(f"\n== {name}")
    try:
        step(scene)
    except Broken as broken:
        say(f"    BROKEN: {broken}")
        return False
    say("    as promised")
    return True


if __name__ == "__main__":
    main()
