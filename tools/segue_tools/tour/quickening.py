"""The cart reminder's two hours as twenty seconds, for as long as somebody waits for the mail of the tour."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from segue_tools.demo.pace import PACED, is_paced, longest, original, paced

SPEED = 360.0  # two hours in twenty seconds
LASTS = 300.0  # seconds after which it is set back, whether the mail has come or not


class Playbook(Protocol):
    """Where texts are read and applied. Raises Refused."""

    def get(self, path: str, /) -> Any: ...

    def post(self, path: str, body: Any, /) -> Any: ...


@dataclass
class Quickening:
    """Applies the paced files of the demo and afterwards the original ones; what a played day has quickened it leaves
    alone, and so what somebody has changed meanwhile."""

    api: Callable[[], Playbook]
    lasts: float = LASTS
    _ours: dict[str, str] = field(default_factory=dict)
    _timer: threading.Timer | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def on(self) -> bool:
        """Whether the waits are short because of the tour."""
        return bool(self._ours)

    def start(self) -> str:
        """Makes the waits short: what was done, in a word: quick, or played where a played day has done so already.
        Raises Refused."""
        with self._lock:
            if self._ours:
                return "quick"
            files = self._files()
            if any(is_paced(text) for text in files.values()):
                return "played"
            ours = {path: paced(text, SPEED) for path, text in files.items() if longest({path: text})}
            self.api().post("/v1/playbook/apply", {"files": ours})
            self._ours = ours
            self._timer = threading.Timer(self.lasts, self.end)
            self._timer.daemon = True
            self._timer.start()
            return "quick"

    def end(self) -> None:
        """Sets back what is still as the tour made it. Raises Refused; then it is not forgotten."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
            if not self._ours:
                return
            still = {path: original(text) for path, text in self._files().items() if self._ours.get(path) == text}
            if still:
                self.api().post("/v1/playbook/apply", {"files": still})
            self._ours = {}

    def _files(self) -> dict[str, str]:
        files = self.api().get("/v1/playbook")["files"]
        return {path: files[path] for path in PACED if path in files}
