"""`make down`: stops what `make up` started here, and nothing else."""

import argparse

from segue_tools.places import port
from segue_tools.progress import say
from segue_tools.stacks import Stack, all_stacks


def in_use(stack: Stack) -> bool:
    """Whether a test run that is still going on has it to itself."""
    return stack.owner is not None and stack.owner.runs


def main() -> None:
    """`python -m segue_tools.down [--port PORT]`."""
    parser = argparse.ArgumentParser(description=__doc__, usage="make down [PORT=4566]")
    parser.add_argument("--port", type=port)
    said = parser.parse_args().port
    found = [one for one in all_stacks() if one.ports.aws == said or (said is None and not in_use(one))]
    for one in found:
        one.stop()
        say(f"Stopped the stack on {one.ports.public}.")
    if not found:
        say("Nothing of this clone runs.")


if __name__ == "__main__":
    main()
