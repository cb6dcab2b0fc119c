"""Counts, never clocks: requests by operation, units by function and table, bytes that queues and buses bill."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

LINE = 26  # bytes that CloudWatch Logs adds to every event


def _floats() -> dict[tuple[str, str], float]:
    return defaultdict(float)


@dataclass
class Meter:
    """Everything that AWS would bill; the first part of each pair is the function that asked."""

    function: str = ""  # whose request is being answered
    requests: Counter[tuple[str, str]] = field(default_factory=Counter)  # "service.Operation"
    writes: Counter[tuple[str, str]] = field(default_factory=Counter)  # write units by table
    reads: dict[tuple[str, str], float] = field(default_factory=_floats)  # read units by table
    chunks: Counter[tuple[str, str]] = field(default_factory=Counter)  # 64 KB blocks by service
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)  # failed conditions by table
    invocations: Counter[str] = field(default_factory=Counter)  # by function
    records: Counter[str] = field(default_factory=Counter)  # records and messages handed over, by function
    logs: Counter[str] = field(default_factory=Counter)  # bytes of log lines by function

    def written(self, table: str, units: int) -> None:
        """Counts write units."""
        self.writes[self.function, table] += units

    def read(self, table: str, units: float) -> None:
        """Counts read units."""
        self.reads[self.function, table] += units

    def logged(self, function: str, text: str) -> None:
        """Counts what a call printed, each line with what CloudWatch keeps beside it."""
        self.logs[function] += len(text.encode()) + LINE * text.count("\n")

    def bill(self, service: str, size: int) -> None:
        """Counts a payload of so many bytes in blocks of 64 KB."""
        self.chunks[self.function, service] += max(1, -(-size // 65536))

    def written_to(self, table: str) -> int:
        """All write units of a table."""
        return sum(units for (_, name), units in self.writes.items() if name == table)
