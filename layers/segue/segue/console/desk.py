"""What the console works with, as ports; `segue.wiring.desk` puts the real ones in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from segue.api.emptying import Emptying
from segue.api.links import Links
from segue.api.reading import Reading
from segue.audit import Entry
from segue.aws.live import LiveEntry
from segue.aws.staff import Door
from segue.handover.handing_over import HandingOver
from segue.identity.merges import Merges
from segue.identity.merging import Merge
from segue.identity.previews import Previews
from segue.identity.suggestions import Suggestion
from segue.imports.jobs import Job
from segue.intake.accepting import Counts
from segue.intake.overviews import Overview
from segue.intake.quarantine import Record, Waiting
from segue.intake.tracking import Tracked
from segue.intake.trying import Kept, Trying
from segue.times import LATEST, Millis
from segue.versions import Version


class Live(Protocol):
    """The newest lines of the feed, newest first."""

    def recent(self, most: int) -> list[LiveEntry]: ...


class Playbooks(Protocol):
    """The playbook in force, and the versions that there were. `version` raises NotFound."""

    def active_version(self) -> int: ...

    def in_force(self) -> Version: ...

    def files(self) -> dict[str, str]: ...

    def texts(self, place: str) -> dict[str, str]: ...

    def definitions(self, kind: str) -> dict[str, dict[str, Any]]: ...

    def versions(self) -> list[Version]: ...

    def version(self, number: int) -> Version: ...


Problem = Mapping[str, Any]  # {"file", "line", "column", "message"}, counted from 1


class About(Protocol):
    """Whom a change is about: how many people (None: nobody has counted), of a journey also by step; `whole` is False
    where it may be more."""

    @property
    def people(self) -> int | None: ...

    @property
    def steps(self) -> Mapping[str, int]: ...

    @property
    def whole(self) -> bool: ...


@dataclass(frozen=True)
class Wanted:
    """What is to be in force: all texts, the version that they were begun on, who wants it, and where it is from."""

    files: Mapping[str, str]
    base: int
    by: str
    note: str = ""


class Changing(Protocol):
    """Changes of the playbook: what is wrong with texts, whom they are about, and putting them in force."""

    def problems(self, files: Mapping[str, str]) -> Sequence[Problem]:
        """What is wrong with these texts; nothing where they may be put in force."""
        ...

    def said(self, text: str) -> Mapping[str, Any]:
        """The mapping in a text; empty where it is none."""
        ...

    def about(self, paths: Iterable[str]) -> Mapping[str, About]:
        """Whom changes of these files are about."""
        ...

    def apply(self, wanted: Wanted) -> Mapping[str, str]:
        """Puts texts in force; {rule: reason} of the outside rules that AWS refused. Raises Invalid where something is
        wrong, Conflict where `base` is in force no longer."""
        ...


class Quarantine(Protocol):
    """What is held back, newest first. `one` raises NotFound."""

    def newest(self, limit: int, before: Millis, **wanted: str) -> list[Record]: ...

    def one(self, record: str) -> Record: ...

    def waiting(self) -> Waiting: ...


class Replay(Protocol):
    """Understands a record again. Raises Invalid when it still cannot be."""

    def __call__(self, record: str, now: Millis) -> Counts: ...


class SetAside(Protocol):
    """Waits for a record no longer, for a reason. Raises NotFound, Conflict where it was replayed, Invalid."""

    def __call__(self, record: str, by: str, why: str, now: Millis) -> Record: ...


class Records(Protocol):
    """Merges on record. `one` raises NotFound."""

    def one(self, merge: str) -> Merge: ...


class Suggestions(Protocol):
    """People who may be one, newest first. `one` raises NotFound."""

    def one(self, suggestion: str) -> Suggestion: ...

    def newest(self, limit: int, before: Millis = LATEST) -> list[Suggestion]: ...


@dataclass(frozen=True)
class Identity:
    """Who is one person: why, what a decision would change, and deciding."""

    links: Links
    merges: Merges
    previews: Previews
    records: Records
    suggestions: Suggestions


class Overviews(Protocol):
    """What became of all that sources sent. `one` raises NotFound."""

    def all(self, now: Millis) -> list[Overview]: ...

    def one(self, name: str, now: Millis) -> Overview: ...


class Imports(Protocol):
    """Imports, newest first; `send` wakes the next step of one. `find` raises NotFound."""

    def newest(self, limit: int, before: Millis = LATEST) -> list[Job]: ...

    def find(self, job: str) -> Job: ...

    def send(self, job: Job) -> None: ...


@dataclass(frozen=True)
class Connecting:
    """Secrets of sources, which are stored and never shown; a sample through a source's door; the audit trail."""

    trying: Trying
    store: Callable[[str, Sequence[str]], None]
    kept: Callable[[str], Kept]
    note: Callable[[Sequence[Entry]], None]


@dataclass(frozen=True)
class Desk:
    """The collaborators of every page. `key` signs the tokens of forms; `public_url` is where browsers find us.

    `handing_over` makes links that lead to the address that it is given. `changing` brings what checks texts: it is
    large, and only whoever writes in the playbook waits for it.
    """

    door: Door
    reading: Reading
    identity: Identity
    live: Live
    playbooks: Playbooks
    changing: Callable[[], Changing]
    quarantine: Quarantine
    replay: Replay
    set_aside: SetAside
    emptying: Emptying
    overviews: Overviews
    connecting: Connecting
    imports: Imports
    tracked: Callable[[], list[Tracked]]
    handing_over: Callable[[str], HandingOver]
    key: bytes
    fresh_token: Callable[[], str]
    public_url: str
