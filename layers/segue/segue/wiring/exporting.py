"""Exports: begun by staff, carried out by `privacy` (`segue.wiring.export_jobs`); requests of either kind."""

from functools import cache

from segue.audit import Entry
from segue.aws.jobs import StoredJobs
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.erasing.runs import Erasure, Sought, sought
from segue.exporting.runs import EXPORTS, LINK_HOLDS, MARK, Export
from segue.keys import digest
from segue.times import LATEST, Millis
from segue.wiring.merges import audit
from segue.wiring.privacy_requests import erasures

NAME, TYPE = "your-data.zip", "application/zip"


@cache
def exports() -> StoredJobs[Export]:
    """Exports in the Requests table."""
    return StoredJobs(settings().requests, settings().privacy_queue, EXPORTS)


def begin(asked: str | Sought, why: tuple[str, str], occasion: str, now: Millis) -> Export:
    """Everything about whoever is behind a key or an id is put together, for (who of the staff, reason); on the same
    occasion it is one export. Raises Unavailable."""
    who = sought(asked)
    by, reason = why
    name = f"{MARK}{digest(b'export', occasion)}"
    audit().write([Entry(f"export_{name}", now, by, "person.exported", (who.asked,))])
    run = exports().noted(Export(name, now, by, asked=who.asked, reason=reason, written=who.written))
    exports().send(run)
    return run


def request(job: str) -> Erasure | Export:
    """A request of either kind, by its id. Raises NotFound, Unavailable."""
    return exports().find(job) if job.startswith(MARK) else erasures().find(job)


def newest_requests(limit: int, before: Millis = LATEST) -> list[Erasure | Export]:
    """Up to `limit` requests of either kind asked for before a moment, newest first. Raises Unavailable."""
    found: list[Erasure | Export] = [*erasures().newest(limit, before), *exports().newest(limit, before)]
    return sorted(found, key=lambda one: -one.created)[:limit]


def link(run: Export, now: Millis) -> tuple[str, Millis]:
    """A link to the file and until when it holds; ("", 0) where there is none, or none any more."""
    until = min(now + LINK_HOLDS, run.until(now))
    if not until:
        return "", 0
    from segue.messaging.file_links import sealed  # not for those who begin one

    token = sealed(derived("files"), {"key": run.file, "name": NAME, "type": TYPE}, until)
    return f"{settings().public_url.rstrip('/')}/f/{token}", until
