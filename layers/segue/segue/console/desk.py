"""What the console works with, as ports; `segue.wiring.desk` puts the real ones in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from segue.api.reading import Reading
from segue.aws.live import LiveEntry
from segue.aws.staff import Door
from segue.errors import SegueError


class Live(Protocol):
    """The newest lines of the feed, newest first."""

    def recent(self, most: int) -> list[LiveEntry]: ...


class Playbooks(Protocol):
    """The playbook in force."""

    def active_version(self) -> int: ...

    def files(self) -> dict[str, str]: ...

    def definitions(self, kind: str) -> dict[str, dict[str, Any]]: ...


class NoRoles(SegueError):
    """Signed in, but in no group yet."""


@dataclass(frozen=True)
class Desk:
    """The collaborators of every page. `key` signs the tokens of forms; `public_url` is where browsers find us."""

    door: Door
    reading: Reading
    live: Live
    playbooks: Playbooks
    quarantine: Any
    key: bytes
    public_url: str
