"""Out of the queues into rows, so that letters can be listed, and sent on one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.letters import MOST_STORED, Letter, row_of
from segue.letters.reading import Found, read
from segue.times import Millis

MOST_ROUNDS = 20  # of ten messages, from one queue in one call


class Queue(Protocol):
    """A queue of dead letters. What was received and not dropped is there again in a while."""

    @property
    def name(self) -> str: ...

    def receive(self) -> list[Found]: ...

    def drop(self, found: Sequence[Found]) -> None: ...


@dataclass(frozen=True)
class Keeping:
    """`keep` is durable when it returns, and takes a letter that is there already."""

    queues: Sequence[Queue]
    keep: Callable[[Sequence[Letter]], None]

    def sweep(self, now: Millis) -> int:
        """Keeps what the queues hold; how many messages that were. A letter leaves its queue when it is a row."""
        return sum(self._emptied(queue, now) for queue in self.queues)

    def _emptied(self, queue: Queue, now: Millis) -> int:
        count = 0
        for _ in range(MOST_ROUNDS):
            found = queue.receive()
            if not found:
                break
            letters = [read(queue.name, one, now) for one in found]
            self.keep(letters)
            queue.drop([one for one, letter in zip(found, letters, strict=True) if fits(letter)])
            count += len(found)
        return count


def fits(letter: Letter) -> bool:
    """Whether all of it is in its row; what does not fit stays in its queue."""
    return len(letter.body) <= MOST_STORED or bool(row_of(letter)["whole"])
