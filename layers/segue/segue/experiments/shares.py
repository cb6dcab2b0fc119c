"""Shares: so many in a hundred, as the playbook says them."""

from typing import Any

from segue.errors import Invalid


def share(given: Any, most: int = 100) -> int:
    """So many in a hundred, a whole number, up to `most`. Raises Invalid("bad-share")."""
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= most:
        raise Invalid("bad-share", f"a share is a whole number from 0 to {most}, not {given!r}")
    return given
