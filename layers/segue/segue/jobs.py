"""Jobs: long work that goes on run by run. Each is one row, saved against the version that was read, and is woken by
messages of its kind's own queue. What all kinds share; `segue.aws.jobs` keeps them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from segue.times import SECOND, Millis


class Versioned(Protocol):
    """A dataclass of which whoever saves it says which version was read; 0: not written yet."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def version(self) -> int: ...


class Job(Versioned, Protocol):
    """`step` counts the runs that have ended."""

    @property
    def id(self) -> str: ...
    @property
    def created(self) -> Millis: ...
    @property
    def step(self) -> int: ...


Record = TypeVar("Record", bound=Versioned)
Made = TypeVar("Made", bound=Job)


class Jobs(Protocol[Made]):
    """Keeps the jobs of a kind."""

    def find(self, job: str, /) -> Made:
        """Raises NotFound."""
        ...

    def save(self, job: Made, /) -> Made:
        """The job as it stands now. Raises Conflict when somebody else has saved it."""
        ...

    def send(self, job: Made, later: Millis = 0, /) -> None:
        """Wakes its step, so much later."""
        ...


@dataclass(frozen=True)
class Kind(Generic[Made]):
    """A kind of jobs: its name in keys, lists, messages and errors, how one is made a row and back, and what is said
    where there is none of an id."""

    name: str
    row_of: Callable[[Made], dict[str, Any]]
    made_of: Callable[[Mapping[str, Any]], Made]
    none: str


def told(record: Versioned) -> dict[str, Any]:
    """All that a record says, as the row of its next version."""
    said = {one.name: getattr(record, one.name) for one in fields(record) if one.name != "version"}
    return {**said, "v": record.version + 1}


def heard(made: type[Record], row: Mapping[str, Any]) -> Record:
    """The inverse of `told`; what an older row does not say is as where nothing is said."""
    said = {one.name: row[one.name] for one in fields(made) if one.name in row}
    return made(**{**said, "version": row["v"]})


def key_of(kind: str, job: str) -> dict[str, str]:
    """The key of a job's row in the Requests table."""
    return {"pk": f"{kind}#{job}", "sk": kind}


def row_of(kind: str, job: Job, kept: Millis) -> dict[str, Any]:
    """The item of the Requests table of a job's next version, which is forgotten so long after it was asked for."""
    listed = {"kind": kind, "time": job.created, "ttl": (job.created + kept) // SECOND}
    return {**key_of(kind, job.id), **told(job), **listed}
