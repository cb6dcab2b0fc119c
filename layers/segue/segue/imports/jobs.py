"""Jobs: what an import is to do, and how far it has come. Pure; `segue.aws.jobs` keeps it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

import msgspec

from segue import jobs
from segue.errors import Invalid
from segue.imports.parts import File, Left, Origin, Rejection
from segue.keys import digest
from segue.ledger import KEEP
from segue.times import Millis

MOST_TOLD = 20  # rejections that are shown
LONGEST = 300  # characters of what is told of one
State = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True)
class Progress:
    """How far it is. `file` is the last one that is behind us, and `piece` so many pieces of the one that is read now,
    `within`, whose bytes are those of `etag`: by name, since others may come to the folder or go meanwhile; bytes of
    all files.

    rows = stored + duplicate + rejected + ignored where each row is one event. After a crash the events since the
    last save are read again and found there: they count as duplicates. `new` and `matched` people: of a dry run.
    """

    file: str = ""
    within: str = ""
    etag: str = ""
    piece: int = 0
    bytes_done: int = 0
    bytes_total: int = 0
    stored: int = 0
    duplicate: int = 0
    ignored: Mapping[str, int] = field(default_factory=dict)
    rejected: Mapping[str, int] = field(default_factory=dict)
    told: Sequence[Sequence[Any]] = ()  # (file, row, reason, detail) of the first rejections
    new: int = 0
    matched: int = 0

    def before(self, file: str) -> bool:
        """Whether a file is still to be read, or to be read on."""
        return file > self.file and file >= self.within

    def entering(self, file: File) -> "Progress":
        """At its place in a file, which is the first one where it was in another."""
        return self if self.within == file.name else replace(self, within=file.name, etag=file.etag, piece=0)

    def after(self, left: Sequence[Left], rejected: Sequence[Rejection], file: str) -> "Progress":
        """With what was left out and what was rejected of a file."""
        told = [(file, one.row, one.reason, one.detail[:LONGEST]) for one in rejected]
        return replace(
            self,
            ignored=dict(Counter(self.ignored) + Counter(one.name for one in left)),
            rejected=dict(Counter(self.rejected) + Counter(one.reason for one in rejected)),
            told=[*self.told, *told][:MOST_TOLD],
        )


@dataclass(frozen=True)
class Job:
    """One import. `step` counts the runs of the function that have ended; `version` 0: not written yet.

    `whole` is False where a dry run ended before the end of the files. `files`: what a dry run saw of them, for the
    import that is asked for because of it. Whoever works on it is `alive` until then, unless it says so again; `tries`
    are runs in a row that came no further.
    """

    id: str
    by: str
    created: Millis
    source: str
    format: str
    location: str
    mapping: Any = None
    dry_run: bool = False
    release: bool = False
    state: State = "waiting"
    problem: str = ""
    whole: bool = True
    files: str = ""
    alive: Millis = 0
    tries: int = 0
    step: int = 0
    version: int = 0
    progress: Progress = Progress()

    @property
    def ended(self) -> bool:
        """Nothing more will happen."""
        return self.state in ("done", "failed")

    @property
    def origin(self) -> Origin:
        """What its events say of where they come from."""
        return Origin(self.source, self.created, self.release)

    def must_be_as_seen(self, files: Sequence[File]) -> "Job":
        """The job, which knows the files from now on where it is a dry run. Raises Invalid("changed") where they are
        others than those that it has begun to read, or than the dry run before it saw."""
        seen, at = seen_in(files), self.progress
        if self.files and not at.within and self.files != seen:
            raise Invalid("changed", "the files are not those that the dry run looked at: look at them again")
        if any(one.name == at.within and at.before(one.name) and one.etag != at.etag for one in files):
            raise Invalid("changed", f"{at.within} was changed while it was read: ask for a new import")
        return replace(self, files=seen) if self.dry_run else self

    def failed(self, problem: str) -> "Job":
        """Ended for good."""
        return replace(self, state="failed", problem=problem[:LONGEST])


def seen_in(files: Sequence[File]) -> str:
    """A word for what there is in files: another one for other names or other bytes."""
    return digest(b"files", "\n".join(f"{one.name} {one.etag}" for one in files))


def row_of(job: Job) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    texts = {"mapping": msgspec.json.encode(job.mapping).decode(), "progress": asdict(job.progress)}
    return {**jobs.row_of(IMPORTS.name, job, KEEP), **texts}


def job_of(row: Mapping[str, Any]) -> Job:
    """The inverse of `row_of`."""
    made = {"mapping": msgspec.json.decode(row["mapping"]), "progress": Progress(**row["progress"])}
    return jobs.heard(Job, {**row, **made})


IMPORTS = jobs.Kind("import", row_of, job_of, "there is no import of this id")
