"""`make down`: stops what `make up` started here, and nothing else."""

import argparse

from segue_tools.progress import say
from segue_tools.stacks import all_stacks


def main() -> None:
    """`python -m segue_tools.down [--port PORT]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int)
    port = parser.parse_args().port
    found = [one for one in all_stacks() if port in (None, one.ports.aws)]
    for one in found:
        one.stop()
        say(f"Stopped the stack on {one.ports.public}.")
    if not found:
        say("Nothing of this clone runs.")


if __name__ == "__main__":
    main()
