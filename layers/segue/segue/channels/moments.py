"""Times as providers write them where a number stands as text."""

from typing import Any


def moment(value: Any) -> float | str | None:
    """Seconds or milliseconds since the epoch, as a number or as text of digits, or ISO 8601 text; else None."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:15])
    return value if isinstance(value, int | float | str) and not isinstance(value, bool) else None
