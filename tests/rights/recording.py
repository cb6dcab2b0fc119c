"""A plugin of pytest (`-p tests.rights.recording`): which rights the functions use while tests play their stories.

`RIGHTS_USED` names the file that it writes at the end: of each right that was used, the tests that used it, and how
many seconds each test took.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.cloud import permissions

Right = tuple[str, str, str]  # function, action, target of the policy
USED: dict[Right, set[str]] = {}
TOOK: dict[str, float] = {}
_playing = [""]


def _note(function: str, action: str, targets: tuple[str, ...]) -> None:
    for target in targets:
        USED.setdefault((function, action, target), set()).add(_playing[0])


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Rights that are used from here on are used by this test."""
    _playing[0], began = item.nodeid, time.monotonic()
    yield
    TOOK[item.nodeid] = time.monotonic() - began


def pytest_configure(config: Any) -> None:
    """Looks on, for the whole session."""
    permissions.watchers.append(_note)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Writes down what was seen."""
    rows = [[*right, sorted(tests)] for right, tests in sorted(USED.items())]
    Path(os.environ["RIGHTS_USED"]).write_text(json.dumps({"used": rows, "took": TOOK}))
