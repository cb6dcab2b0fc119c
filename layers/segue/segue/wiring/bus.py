"""`publish_signals`, and whoever else puts signals on the bus."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from segue.aws.bus import Bus
from segue.aws.secrets import derived
from segue.aws.settings import settings


@cache
def bus() -> Bus:
    """The event bus."""
    return Bus(settings().bus, partial(derived, "traces"))


def heard(reason: Mapping[str, Any]) -> dict[str, Any]:
    """A reason to look at somebody; a signal of ours that came by the bus as it was said."""
    ours = reason.get("source") == "segue" and reason.get("detail")
    return {**reason, **({"detail": bus().heard(ours)} if ours else {})}
