"""Counts, never clocks: requests by operation, units by table, bytes that queues and buses bill."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass
class Meter:
    """Everything that AWS would bill, as integers (read units in halves)."""

    requests: Counter[str] = field(default_factory=Counter)  # "service.Operation"
    requests_of: Counter[tuple[str, str]] = field(default_factory=Counter)  # (function, "service.Operation")
    writes: Counter[str] = field(default_factory=Counter)  # table: units
    reads: dict[str, float] = field(default_factory=lambda: defaultdict(float))  # table: units
    chunks: Counter[str] = field(default_factory=Counter)  # "sqs", "events": 64 KB blocks
    invocations: Counter[str] = field(default_factory=Counter)  # function
    records: Counter[str] = field(default_factory=Counter)  # function: records or messages handed over
    conditions_failed: Counter[str] = field(default_factory=Counter)  # table

    def bill(self, service: str, size: int) -> None:
        """Counts a payload of so many bytes in blocks of 64 KB."""
        self.chunks[service] += max(1, -(-size // 65536))
