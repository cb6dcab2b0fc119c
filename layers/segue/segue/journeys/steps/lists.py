"""`add_to_list: name` and `remove_from_list: name`: a list is the trait `list_<name>`, true for who is on it, so that
segments ask for it with `trait`."""

import re
from collections.abc import Mapping
from typing import Any

from segue.errors import Invalid
from segue.journeys.flows import Ways
from segue.journeys.notes import Note

NAME = r"[a-z0-9][a-z0-9_]{0,59}"
SCHEMA: Mapping[str, Any] = {"type": "string", "pattern": f"^{NAME}$"}


def add(given: Any, ways: Ways) -> Note:
    """Puts the person on a list. Raises Invalid("bad-journey")."""
    return Note(ways.id, ways.next, ((_trait(given), True),))


def remove(given: Any, ways: Ways) -> Note:
    """Takes the person off a list. Raises Invalid("bad-journey")."""
    return Note(ways.id, ways.next, ((_trait(given), False),))


def _trait(given: Any) -> str:
    if not isinstance(given, str) or not re.fullmatch(NAME, given):
        raise Invalid("bad-journey", "a list is named with small letters, digits and `_`, such as `spring_sale`")
    return f"list_{given}"
