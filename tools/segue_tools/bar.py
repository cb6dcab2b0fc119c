"""A progress bar: one line that is drawn over itself on a terminal, and a few plain lines anywhere else."""

import shutil
import sys
from dataclasses import dataclass, field
from threading import Lock

WIDTH = 28
CLEAR = "\r\x1b[K"
EVERY = 0.2  # of the way: how often a plain line is printed


@dataclass
class Bar:
    """Shows how far something is; `show` may be called from any thread and as often as one likes."""

    terminal: bool = field(default_factory=lambda: sys.stdout.isatty())
    _last: float = -1.0
    _lock: Lock = field(default_factory=Lock)

    def show(self, done: float, text: str) -> None:
        """`done` from 0 to 1."""
        with self._lock:
            line = drawn(done, text)
            if self.terminal:
                print(CLEAR + line[: shutil.get_terminal_size().columns - 1], end="", flush=True)
            elif done - self._last >= EVERY or (done >= 1 > self._last):
                print(line, flush=True)
                self._last = done

    def finish(self) -> None:
        """Leaves the line."""
        if self.terminal:
            print(CLEAR, end="", flush=True)
        self._last = -1.0


def drawn(done: float, text: str) -> str:
    """The bar as text."""
    whole = round(max(0.0, min(done, 1.0)) * WIDTH)
    return f"  {'█' * whole}{'░' * (WIDTH - whole)} {done:4.0%}  {text}"
