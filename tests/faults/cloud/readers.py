"""Event source mappings: who hands records of a stream and messages of a queue to functions, again and again."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.faults.cloud.failures import Crash
from tests.faults.cloud.lambdas import Invoker
from tests.faults.cloud.patterns import matches
from tests.faults.cloud.queues import Message, Queue
from tests.faults.cloud.stack import Source
from tests.faults.cloud.streams import Record, Stream

LONGEST_REST = 60  # seconds between two attempts at one record
PASSED = (Crash, Exception)


class Reader(Protocol):
    """Something that may have work now, or at a later moment."""

    def ready(self, now: int) -> bool:
        """Whether there is work at this moment."""
        ...

    def work(self, lambdas: Invoker) -> None:
        """Hands over one batch."""
        ...

    def next_moment(self) -> int | None:
        """When there will be work; None when there is none to come."""
        ...


@dataclass
class ShardReader:
    """Reads one shard in order, one batch at a time; a batch that fails is split and repeated, at last set aside."""

    source: Source
    stream: Stream
    shard: int
    position: int = 0
    again: list[list[Record]] = field(default_factory=list)  # parts of a failed batch, in order
    attempts: int = 0
    now: int = 0
    rests_until: int = 0
    set_aside: list[list[Record]] = field(default_factory=list)

    def ready(self, now: int) -> bool:
        """Work when a part waits, a batch is full, or its window has passed."""
        self._skip()
        self.now = now
        if now < self.rests_until:
            return False
        moment = self.next_moment()
        return moment is not None and (moment <= now or self._waiting() >= self.source.batch)

    def next_moment(self) -> int | None:
        """The end of the window that the oldest waiting record opened."""
        if self.again:
            return self.rests_until
        moments = self.stream.moments[self.shard]
        if self.position >= len(moments):
            return None
        return max(moments[self.position] + self.source.window, self.rests_until)

    def work(self, lambdas: Invoker) -> None:
        """One batch; at-least-once."""
        if not self.again:
            self.again = [self._fill()]
        batch = self.again.pop(0)
        try:
            lambdas.invoke(self.source.function, {"Records": batch}, len(batch))
            self.attempts = 0
        except PASSED:
            self._failed(batch)

    def rewind(self, position: int = 0) -> None:
        """Hands everything from there on over again, as after a reset or a redrive."""
        self.position = position

    def _failed(self, batch: list[Record]) -> None:
        if len(batch) > 1:
            half = len(batch) // 2
            self.again[:0] = [batch[:half], batch[half:]]
            return
        self.attempts += 1
        self.rests_until = self.now + min(2**self.attempts, LONGEST_REST) * 1000
        if self.attempts > self.source.retries:
            self.set_aside.append(batch)
            self.attempts = 0
        else:
            self.again.insert(0, batch)

    def _fill(self) -> list[Record]:
        batch: list[Record] = []
        records = self.stream.shards[self.shard]
        while self.position < len(records) and len(batch) < self.source.batch:
            record = records[self.position]
            self.position += 1
            batch += [record] if self._wanted(record) else []
        return batch

    def _skip(self) -> None:
        records = self.stream.shards[self.shard]
        while self.position < len(records) and not self._wanted(records[self.position]):
            self.position += 1

    def _wanted(self, record: Record) -> bool:
        return not self.source.filters or any(matches(one, record) for one in self.source.filters)

    def _waiting(self) -> int:
        return sum(map(len, self.again)) + len(self.stream.shards[self.shard]) - self.position


@dataclass
class QueueReader:
    """Takes visible messages; those that the answer does not name are deleted, the others come again later."""

    source: Source
    queue: Queue

    def ready(self, now: int) -> bool:
        """Work when a message is visible."""
        moment = self.next_moment()
        return moment is not None and moment <= now

    def next_moment(self) -> int | None:
        """When the next message becomes visible."""
        return self.queue.next_moment()

    def work(self, lambdas: Invoker) -> None:
        """One batch; at-least-once."""
        batch = self.queue.ready()[: self.source.batch]
        if not batch:
            return
        self.queue.take(batch)
        records = [one.record(self.queue.arn) for one in batch]
        try:
            answer = lambdas.invoke(self.source.function, {"Records": records}, len(batch))
        except PASSED:
            return
        self.queue.done({one.id for one in batch} - self._named(answer, batch))

    def _named(self, answer: Any, batch: list[Message]) -> set[str]:
        if not self.source.partial or not isinstance(answer, dict):
            return set()
        failed = {one.get("itemIdentifier") for one in answer.get("batchItemFailures") or []}
        known = {one.id for one in batch}
        return failed if failed <= known else known
