"""What a played day is asked for with: SPEED, CUSTOMERS, VISITS and SEED, as options or in the environment."""

import argparse
import os
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Number = TypeVar("Number", int, float)


def asking(command: str, about: str | None, more: str = "") -> argparse.ArgumentParser:
    """The parser of a command that plays a day; `more` goes before its options."""
    options = f"{more}[SPEED=240] [CUSTOMERS=40] [VISITS=400] [SEED=7]"
    parser = argparse.ArgumentParser(prog=command, description=about, usage=f"{command} {options}")
    usual = (("speed", _speed, "240"), ("customers", _customers, "40"), ("visits", int, "400"), ("seed", int, "7"))
    for name, kind, default in usual:
        parser.add_argument(f"--{name}", type=kind, default=os.environ.get(name.upper()) or default)
    return parser


def words(asked: argparse.Namespace) -> list[str]:
    """The same as options of `make demo`'s program."""
    return [f"--{name}={getattr(asked, name)}" for name in ("speed", "customers", "visits", "seed")]


def _speed(said: str) -> float:
    return _some(said, float)


def _customers(said: str) -> int:
    return _some(said, int)


def _some(said: str, kind: Callable[[str], Number]) -> Number:
    with suppress(ValueError):
        number = kind(said)
        if number > 0:
            return number
    raise argparse.ArgumentTypeError(f"{said!r} is no number above nothing")
