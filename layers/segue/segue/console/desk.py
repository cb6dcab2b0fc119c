"""What the console works with, as ports; `segue.wiring.desk` puts the real ones in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.api.emptying import Emptying
from segue.api.links import Links
from segue.api.reading import Reading
from segue.audit import Entry
from segue.aws.audit import Audit
from segue.aws.live import LiveEntry
from segue.aws.staff import Door
from segue.console.playbook.changing import Changing, Playbooks
from segue.console.talks import Talks
from segue.conversations.desk.staff_names import Names
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
from segue.journeys.steering import Order
from segue.letters import Letter
from segue.messaging.switching import Switching
from segue.simulating.jobs import Asked, Simulation
from segue.times import LATEST, Millis


class Live(Protocol):
    """The newest lines of the feed, newest first."""

    def recent(self, most: int) -> list[LiveEntry]: ...

    def lately(self, since: Millis) -> list[LiveEntry]: ...


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


class Letters(Protocol):
    """What could not be delivered, newest first."""

    def newest(self, limit: int, before: Millis, **wanted: str) -> list[Letter]: ...


class Redrive(Protocol):
    """Has a dead letter sent on. Raises NotFound, Conflict where it has been."""

    def __call__(self, letter: str, by: str, now: Millis) -> Letter: ...


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
    note: Callable[[list[Entry]], object]


class Colleagues(Protocol):
    """What the staff are called. `note`: somebody has signed in."""

    def names(self, now: Millis, /) -> Names: ...

    def note(self, name: str, email: str, now: Millis, /) -> None: ...


class Orders(Protocol):
    """What staff say of journeys, by journey; `all` is all of them."""

    def of(self, journeys: Iterable[str]) -> dict[str, Order]: ...


@dataclass(frozen=True)
class Flows:
    """Who is where in journeys, what staff say of them, and what they would have done. `counted` is how many runs of a
    journey stood so at most a minute ago: `running#<step>#`, or all whose standing begins like that. `simulate` begins
    a simulation for an occasion; `simulation` raises NotFound. `came_in` is how many runs of a journey really began
    between two moments, of some hundreds that are looked at, and whether those are all."""

    counted: Callable[[str, str, Millis], int]
    orders: Orders
    say: Callable[[Order], None]
    simulate: Callable[[str, Asked, Millis], Simulation]
    simulation: Callable[[str], Simulation]
    came_in: Callable[[str, Millis, Millis], tuple[int, bool]]


@dataclass(frozen=True)
class Desk:
    """The collaborators of every page. `key` signs the tokens of forms; `public_url` is where browsers find us.
    `watch` says that somebody looks at the live feed: what goes out is on it from then on.

    `handing_over` makes links that lead to the address that it is given. `changing` brings what checks texts: it is
    large, and only whoever writes in the playbook waits for it.
    """

    door: Door
    colleagues: Colleagues
    reading: Reading
    identity: Identity
    live: Live
    watch: Callable[[Millis], None]
    playbooks: Playbooks
    changing: Callable[[], Changing]
    flows: Flows
    sending: Switching
    quarantine: Quarantine
    replay: Replay
    set_aside: SetAside
    emptying: Emptying
    letters: Letters
    redrive: Redrive
    overviews: Overviews
    connecting: Connecting
    trail: Audit
    imports: Imports
    tracked: Callable[[], list[Tracked]]
    handing_over: Callable[[str], HandingOver]
    key: bytes
    fresh_token: Callable[[], str]
    public_url: str

    @property
    def talks(self) -> Talks:
        """Conversations, loaded by whoever opens the inbox first."""
        from segue.wiring.talks import talks

        return talks()
