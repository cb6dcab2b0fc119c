"""Posting requests as SDKs and providers do: again after a while when the answer is "later"; and keeping count."""

import time
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from threading import Lock

from segue_tools.demo.requests import Request

SECONDS = 30
TRIES = 6
LATER = {0, 408, 429, 500, 502, 503, 504}


@dataclass
class Tally:
    """Counts of what was done, by word; safe between threads. `wrong` holds answers that should not have come."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def add(self, word: str, times: int = 1) -> None:
        """One more, or several."""
        with self._lock:
            self.counts[word] += times

    def complain(self, text: str) -> None:
        """Something that should not have happened."""
        with self._lock:
            self.wrong.append(text)


def post(request: Request, tally: Tally) -> bool:
    """Posts until there is an answer other than "later"; True where it is the one that was wanted."""
    status = 0
    for attempt in range(TRIES):
        status = _once(request)
        tally.add("requests")
        if status not in LATER or status == request.status:
            break
        tally.add("retried")
        time.sleep(0.5 * 2**attempt)
    if status != request.status:
        tally.complain(f"{request.url} answered {status or 'nothing'} and not {request.status}")
    return status == request.status


def _once(request: Request) -> int:
    asked = urllib.request.Request(request.url, data=request.body, headers=dict(request.headers), method="POST")
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code
    except (urllib.error.URLError, OSError):
        return 0
