"""The EventBridge bus: where signals leave for whoever in the account adds a rule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.aws.clients import client
from segue.errors import Unavailable
from segue.profile.signals import Signal
from segue.tracing import veiled

ENTRIES = 10  # EventBridge's limit for one call
MOST_ROUNDS = 3


@dataclass(frozen=True)
class Bus:
    """Publishes signals under the source `segue`; `key` is that of traces on the bus."""

    name: str
    key: Callable[[], bytes]

    def publish(self, signals: Sequence[Signal]) -> None:
        """All of them, at least once; entries that fail are tried again. Raises Unavailable when some still do."""
        for start in range(0, len(signals), ENTRIES):
            self._put([self._entry(one) for one in signals[start : start + ENTRIES]])

    def _put(self, entries: list[dict[str, str]]) -> None:
        left = entries
        for _ in range(MOST_ROUNDS):
            results = client("events").put_events(Entries=left)["Entries"]
            left = [entry for entry, result in zip(left, results, strict=True) if result.get("ErrorCode")]
            if not left:
                return
        raise Unavailable("bus", f"{len(left)} entries were not taken")

    def heard(self, detail: Mapping[str, Any]) -> dict[str, Any]:
        """What a signal says, as it was before it went on the bus."""
        return self._veiled(detail)

    def _veiled(self, detail: Mapping[str, Any]) -> dict[str, Any]:
        trace = detail.get("trace")
        return {**detail, **({"trace": veiled(trace, self.key(), detail["id"])} if trace else {})}

    def _entry(self, signal: Signal) -> dict[str, str]:
        detail = msgspec.json.encode(self._veiled(signal.as_detail())).decode()
        return {"EventBusName": self.name, "Source": "segue", "DetailType": signal.name, "Detail": detail}
