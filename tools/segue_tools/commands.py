"""Commands of `segue`, as each of its modules adds them."""

import argparse
from collections.abc import Callable
from typing import Any


def command(
    parsers: Any, name: str, text: str, act: Callable[[argparse.Namespace], None] | None = None
) -> argparse.ArgumentParser:
    """One command: what it does stands in the list of all and in its own help; `act` carries it out."""
    one = parsers.add_parser(name, help=text, description=text)
    if act:
        one.set_defaults(act=act)
    return one
