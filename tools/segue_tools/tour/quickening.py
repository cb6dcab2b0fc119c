"""The cart reminder's two hours as twenty seconds, for as long as somebody waits for the mail of the tour."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from segue_tools.api import Refused
from segue_tools.demo.pace import BY_DEMO, BY_TOUR, PACED, is_paced, longest, original, paced

SPEED = 360.0  # two hours in twenty seconds
LASTS = 300.0  # seconds after which it is set back, whether the mail has come or not; and between two tries
QUIETLY = (Refused, BotoCoreError, ClientError, SystemExit, OSError)  # what a stack that is gone or changed says


class Playbook(Protocol):
    """Where texts are read and applied. Raises Refused."""

    def get(self, path: str, /) -> Any: ...

    def post(self, path: str, body: Any, /) -> Any: ...


@dataclass
class Quickening:
    """Applies the paced files of the demo and afterwards the original ones; what a played day has quickened it leaves
    alone, and so what somebody has changed meanwhile. Its files say themselves that they are of the tour, so they are
    set back after a crash too."""

    api: Callable[[], Playbook]
    lasts: float = LASTS
    on: bool = False  # whether waits may be short because of the tour
    _timer: threading.Timer | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> str:
        """Makes the waits short: what was done, in a word: quick, or played where a played day has done so already.
        Raises Refused."""
        with self._lock:
            files = self._files()
            if any(text.startswith(BY_DEMO) for text in files.values()):
                return "played"
            made = {path: _made(text) for path, text in files.items() if not is_paced(text) and longest({path: text})}
            self._expect(self.lasts)  # before it is applied: the answer may be lost
            if made:
                self.api().post("/v1/playbook/apply", {"files": made})
            return "quick"

    def end(self) -> None:
        """Sets back what is still as the tour made it. Raises Refused; then it is tried again in time."""
        with self._lock:
            if not self.on:
                return
            still = {path: original(text) for path, text in self._files().items() if text == _made(original(text))}
            if still:
                self.api().post("/v1/playbook/apply", {"files": still})
            self.on = False
            if self._timer:
                self._timer.cancel()

    def take_over(self) -> None:
        """Sets back, in a thread of its own, what a front that was killed has left short."""
        with self._lock:
            self._expect(0)

    def _expect(self, seconds: float) -> None:
        """From here on waits may be short, until they are set back, first tried after so many seconds."""
        if self._timer:
            self._timer.cancel()
        self.on = True
        self._timer = threading.Timer(seconds, self._try)
        self._timer.daemon = True
        self._timer.start()

    def _try(self) -> None:
        """Ends, or will try once more."""
        try:
            with suppress(*QUIETLY):
                self.end()
        finally:
            self._wait_on()

    def _wait_on(self) -> None:
        with self._lock:
            if self.on:
                self._expect(self.lasts)

    def _files(self) -> dict[str, str]:
        files = self.api().get("/v1/playbook")["files"]
        return {path: files[path] for path in PACED if path in files}


def _made(text: str) -> str:
    """A file as the tour makes it of another, whose lines end as those of `original` do."""
    return paced("".join(f"{line}\n" for line in text.splitlines()), SPEED, BY_TOUR)
