"""Templates that are compiled once in a process: half of what a world costs in which a playbook is applied. The same
words make the same parts; `tests/unit` compiles each anew."""

import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from segue.messaging.making import Around, compile_template
from segue.playbook import kinds

MOST = 4096
_made: dict[str, bytes] = {}


@contextmanager
def remembered() -> Iterator[None]:
    """Inside, what was compiled before is not compiled again."""
    with patch.object(kinds, compile_template.__name__, _compile):
        yield


def _compile(key: str, spec: Mapping[str, Any], around: Around) -> dict[str, Any]:
    words = repr((key, spec, around))
    if words not in _made:
        made = pickle.dumps(compile_template(key, spec, around))  # what is wrong is raised anew each time
        if len(_made) >= MOST:
            _made.clear()
        _made[words] = made
    return pickle.loads(_made[words])
