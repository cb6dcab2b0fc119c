"""The starter playbook, compiled once for all who only read it."""

from functools import cache
from typing import Any

from segue.playbook import compile_playbook
from segue_tools.playbooks import starter_files


@cache
def starter() -> dict[str, dict[str, Any]]:
    """What it defines, by kind and key."""
    return compile_playbook(starter_files())
