"""Setting aside: a record of quarantine that nobody will ever understand waits no longer, and somebody says why.

It stays in the list under a filter of its own, goes with its time to live, and is counted as left out by name
(`set-aside`) instead of as held: received = stored + duplicate + ignored + quarantined.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.audit import Entry
from segue.errors import Conflict, Invalid
from segue.intake.quarantine import OPEN, REPLAYED, SET_ASIDE, Ending, Record, counts_as
from segue.intake.replaying import Records
from segue.intake.tallies import ignored
from segue.times import Millis

LONGEST = 500  # characters of a reason


class Noting(Protocol):
    """The audit trail; the same entry again is one."""

    def __call__(self, entries: Sequence[Entry], /) -> object: ...


@dataclass(frozen=True)
class SettingAside:
    """Doing it twice is doing it once, and what was said first stays."""

    records: Records
    note: Noting

    def set_aside(self, record: str, by: str, why: str, now: Millis) -> Record:
        """The record as it then is. Raises NotFound; Invalid("no-reason") without a reason of at most 500 characters;
        Conflict("replayed") where it was understood meanwhile."""
        said = why.strip()
        if not 0 < len(said) <= LONGEST:
            raise Invalid("no-reason", f"say why, in at most {LONGEST} characters")
        kept = self.records.one(record)
        if kept.state == OPEN:
            became = {counts_as(kept): -1, ignored(SET_ASIDE): 1}
            self.records.close(kept, Ending(SET_ASIDE, now, by, said), became)
            kept = self.records.one(record)
        if kept.state == REPLAYED:
            raise Conflict("replayed", "this record was replayed: it waits no more")
        self.note([_entry(kept)])
        return kept


def _entry(kept: Record) -> Entry:
    """What stands in the record, so that a second try notes the same."""
    done = kept.set_aside or Ending(SET_ASIDE, 0)
    about = {"record": kept.id, "source": kept.delivery.source, "reason": kept.reason}
    return Entry(f"aside.{kept.id}", done.at, done.by, "quarantine.set-aside", (), done.why, about)
