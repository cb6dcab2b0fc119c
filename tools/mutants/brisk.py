"""pytest plugin of the mutation tests: what is slow or stands on moto is left out, Hypothesis takes few examples, the
same in every run, and a mutant that lives through `ENOUGH` seconds of tests has survived. Each of it can only make
more mutants survive, never fewer."""

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import Phase, settings

EXAMPLES = 25
ENOUGH = 6.0  # seconds of this process; mutmut puts the fastest tests first
FASTEST, OTHERS = 40, 20  # tests of the first round
HANDLERS, FEW = "tests/handlers", 30
LEFT_OUT = re.compile(r"test_(crowds|snowplow|recordings|febrl|demo_\w+)\.py")
MOTO = re.compile(r"^from tests(\.doors| import .*\bdoors\b)", re.MULTILINE)
LARGE = re.compile(r"hundred|than_a_transaction_holds")


def pytest_configure(config: pytest.Config) -> None:
    """Those nearest to the domain first, and the fastest few of the handlers'; in the first round some of all, and of
    the tests that mutmut runs without any mutant, after it has run them all to see what they cover, a few."""
    if os.environ.get("MUTANT_UNDER_TEST") == "":
        config.args = config.args[:FASTEST]
    if not _mutant():
        return
    near = [one for one in config.args if not one.startswith(HANDLERS)]
    every = near + [one for one in config.args if one.startswith(HANDLERS)][:FEW]
    others = every[FASTEST:]
    first = every[:FASTEST] + others[:: len(others) // OTHERS + 1]
    config.args = first if os.environ.get("ROUND") == "first" else every


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """True for a file that is left out; None leaves the question to others."""
    if not collection_path.name.startswith("test_"):
        return None
    out = LEFT_OUT.fullmatch(collection_path.name) or MOTO.search(collection_path.read_text())
    return True if out else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Drops the tests of large people and gives each property the settings of this run."""
    items[:] = [one for one in items if not LARGE.search(one.name)]
    for one in items:
        test = getattr(one, "obj", None)
        given = getattr(test, "_hypothesis_internal_use_settings", None)
        if isinstance(given, settings):
            object.__setattr__(getattr(test, "__func__", test), "_hypothesis_internal_use_settings", _brisk(given))


def pytest_runtest_protocol() -> bool | None:
    """True, which leaves the test out, once a mutant has lived through enough of them."""
    return True if _mutant() and time.process_time() > ENOUGH else None


def _mutant() -> bool:
    return "__mutmut_" in os.environ.get("MUTANT_UNDER_TEST", "")


def _brisk(given: settings) -> settings:
    phases = (Phase.explicit, Phase.generate)
    return settings(
        given, max_examples=min(given.max_examples, EXAMPLES), derandomize=True, database=None, phases=phases
    )
