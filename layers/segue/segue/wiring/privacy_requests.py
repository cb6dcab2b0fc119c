"""Requests of people: begun by staff, carried out by `privacy`."""

from functools import cache

from segue.audit import Entry
from segue.aws.erasing.receipts import Receipts
from segue.aws.jobs import StoredJobs
from segue.aws.settings import settings
from segue.erasing.runs import ERASURES, Erasure, Sought, sought
from segue.keys import digest
from segue.times import Millis
from segue.wiring.merges import audit


@cache
def erasures() -> StoredJobs[Erasure]:
    """Erasures in the Requests table."""
    return StoredJobs(settings().requests, settings().privacy_queue, ERASURES)


@cache
def receipts() -> Receipts:
    """Their receipts."""
    return Receipts(settings().requests)


def erasure_of(occasion: str) -> str:
    """The id of the erasure that is begun on an occasion."""
    return f"e_{digest(b'erasure', occasion)}"


def begin(asked: str | Sought, why: tuple[str, str], occasion: str, now: Millis) -> Erasure:
    """Whoever is behind a key or an id is erased, for (who of the staff, reason); on the same occasion it is one
    erasure. Raises Unavailable."""
    who = sought(asked)
    by, reason = why
    name = erasure_of(occasion)
    audit().write([Entry(f"erasure_{name}", now, by, "erase", (who.asked,))])
    run = erasures().noted(Erasure(name, now, by, asked=who.asked, reason=reason, written=who.written))
    erasures().send(run)
    return run
