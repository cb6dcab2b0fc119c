"""What the console works with, as ports; `segue.wiring.desk` puts the real ones in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from segue.api.reading import Reading
from segue.aws.live import LiveEntry
from segue.aws.staff import Door
from segue.quarantine import Record
from segue.times import Millis


class Live(Protocol):
    """The newest lines of the feed, newest first."""

    def recent(self, most: int) -> list[LiveEntry]: ...


class Playbooks(Protocol):
    """The playbook in force."""

    def active_version(self) -> int: ...

    def files(self) -> dict[str, str]: ...

    def definitions(self, kind: str) -> dict[str, dict[str, Any]]: ...


class Quarantine(Protocol):
    """What is held back, newest first."""

    def newest(self, limit: int, before: Millis) -> list[Record]: ...


class Replay(Protocol):
    """Understands a record again. Raises Invalid when it still cannot be."""

    def __call__(self, record: str, now: Millis) -> object: ...


@dataclass(frozen=True)
class Desk:
    """The collaborators of every page. `key` signs the tokens of forms; `public_url` is where browsers find us."""

    door: Door
    reading: Reading
    live: Live
    playbooks: Playbooks
    quarantine: Quarantine
    replay: Replay
    key: bytes
    fresh_token: Callable[[], str]
    public_url: str
