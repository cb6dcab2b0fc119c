"""What the Requests table holds about somebody: found by looking through all of it, for most of it lies under ids of
its own."""

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from segue.aws.behind import KIND as BEHIND
from segue.aws.clients import unavailable
from segue.aws.erasing.rows import Row, every, take_away
from segue.aws.first_answers import KIND as ANSWER
from segue.aws.identities import Identities
from segue.aws.items import unpack
from segue.aws.puts import put_all
from segue.aws.short_links import LINK
from segue.aws.survey_answers import ANSWERS
from segue.erasing.whole import Whole, needles
from segue.identity.merging import KIND as MERGE
from segue.identity.suggestions import KIND as SUGGESTION
from segue.intake.quarantine import KIND as QUARANTINE
from segue.letters import KIND as LETTER
from segue.reconciling.runs import RECONCILIATIONS

AUDIT = "audit"
NAME, HANDOVERS = "name", ("handover", "code", "talk-handover", "talk-code")
# What is taken away where it is about somebody. What else there is counts, or is work of the staff's; of the audit
# trail the words go, and who did what to which id stays.
ABOUT = (QUARANTINE, LETTER, MERGE, SUGGESTION, ANSWER, LINK, BEHIND, ANSWERS, NAME, RECONCILIATIONS.name, *HANDOVERS)


@dataclass(frozen=True)
class KeptRequests:
    """Rows of the Requests table; `identities` know what somebody is called."""

    table: str
    identities: Identities
    name: str = "requests"

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        with unavailable("read-failed"):
            known = self.identities.read(whole.keys).values()
        wanted = needles(whole, known)
        return [row for row in every(self.table) if _kind(row) in (*ABOUT, AUDIT) and _is_about(row, wanted)]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        put_all(self.table, [{**row, "reason": "", "evidence": {}} for row in rows if _kind(row) == AUDIT])
        take_away(self.table, [row for row in rows if _kind(row) != AUDIT])


def _kind(row: Row) -> str:
    return row["pk"].partition("#")[0]


def _is_about(row: Row, wanted: Collection[bytes]) -> bool:
    if _kind(row) == AUDIT and not (row["reason"] or row["evidence"]):
        return False
    whole = b"\n".join(_texts(row)).lower()
    return any(one.lower() in whole for one in wanted)


def _texts(value: Any) -> Iterator[bytes]:
    if isinstance(value, str):
        yield value.encode("utf-8", "replace")
    elif isinstance(value, bytes):
        yield from (value, *_opened(value))
    elif isinstance(value, Mapping):
        yield from (one for pair in value.items() for part in pair for one in _texts(part))
    elif isinstance(value, list | tuple | set):
        yield from (one for part in value for one in _texts(part))


def _opened(packed: bytes) -> Iterator[bytes]:
    for opens in (unpack, lambda one: zlib.decompressobj().decompress(one)):
        with suppress(zlib.error):
            yield opens(packed)
