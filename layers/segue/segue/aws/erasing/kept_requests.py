"""What the Requests table holds about somebody: found by looking through all of it, for most of it lies under ids of
its own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.aws.behind import KIND as BEHIND
from segue.aws.clients import unavailable
from segue.aws.erasing.plain import told, unpacked
from segue.aws.erasing.rows import Row, every, take_away
from segue.aws.first_answers import KIND as ANSWER
from segue.aws.identities import Identities
from segue.aws.puts import put_all
from segue.aws.short_links import LINK
from segue.aws.survey_answers import ANSWERS
from segue.aws.tables import save
from segue.erasing.excerpts import excerpt, naming
from segue.erasing.stores import Told
from segue.erasing.whole import Whole, needles
from segue.errors import Conflict, Unavailable
from segue.identity.merging import KIND as MERGE
from segue.identity.suggestions import KIND as SUGGESTION
from segue.intake.quarantine import KIND as QUARANTINE
from segue.letters import KIND as LETTER
from segue.privacy_cases.rows import KIND as CASE
from segue.privacy_cases.rows import case_of, row_of
from segue.reconciling.runs import RECONCILIATIONS

AUDIT = "audit"
NAME, HANDOVERS = "name", ("handover", "code", "talk-handover", "talk-code")
# What is taken away where it is about somebody. What else there is counts, or is work of the staff's; of the audit
# trail the words go, and who did what to which id stays; of a case that there was one, and when it was answered.
CHECKED = RECONCILIATIONS.name
ABOUT = (QUARANTINE, LETTER, MERGE, SUGGESTION, ANSWER, LINK, BEHIND, ANSWERS, NAME, CHECKED, *HANDOVERS)
SEVERAL = (QUARANTINE, LETTER, ANSWER, BEHIND, ANSWERS, CHECKED)  # may name others too
WORDS = {
    QUARANTINE: "not_understood",
    LETTER: "not_delivered",
    MERGE: "merge",
    SUGGESTION: "merge_suggestion",
    ANSWER: "kept_answer",
    LINK: "short_link",
    BEHIND: "kept_answer",
    ANSWERS: "survey_link",
    NAME: "pointer",
    AUDIT: "audit",
    CASE: "privacy_case",
    CHECKED: "profile_check",
}


@dataclass(frozen=True)
class KeptRequests:
    """Rows of the Requests table; `identities` know what somebody is called."""

    table: str
    identities: Identities
    name: str = "requests"

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        return [row for row in self._rows(self._wanted(whole)) if _has_words(row)]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        put_all(self.table, [{**row, "reason": "", "evidence": {}} for row in rows if _kind(row) == AUDIT])
        for row in rows:
            if _kind(row) == CASE:
                self._forget(row)
        take_away(self.table, [row for row in rows if _kind(row) not in (AUDIT, CASE)])

    def _forget(self, row: Row) -> None:
        """Of a case stays that it was answered in time. Raises Unavailable, also where staff save it meanwhile."""
        try:
            save(self.table, row_of(case_of(row).forgotten()))
        except Conflict as conflict:
            raise Unavailable("contended") from conflict

    def held(self, whole: Whole) -> Iterator[Told]:
        """Also what staff did to them, without who did it. Raises Unavailable."""
        wanted = self._wanted(whole)
        names = naming(wanted)
        for row in self._rows(wanted):
            said = told(WORDS.get(_kind(row), "handover"), row)
            part = excerpt(said.data, names) if _kind(row) in SEVERAL else said.data
            yield said._replace(data={"id": row["pk"].partition("#")[2], **part})

    def _wanted(self, whole: Whole) -> tuple[bytes, ...]:
        with unavailable("read-failed"):
            return needles(whole, self.identities.read(whole.keys).values())

    def _rows(self, wanted: Collection[bytes]) -> Iterator[Row]:
        return (row for row in every(self.table) if _kind(row) in (*ABOUT, AUDIT, CASE) and _is_about(row, wanted))


def _kind(row: Row) -> str:
    return row["pk"].partition("#")[0]


def _has_words(row: Row) -> bool:
    return _kind(row) != AUDIT or bool(row["reason"] or row["evidence"])


def _is_about(row: Row, wanted: Collection[bytes]) -> bool:
    whole = b"\n".join(_texts(row)).lower()
    return any(one.lower() in whole for one in wanted)


def _texts(value: Any) -> Iterator[bytes]:
    if isinstance(value, str):
        yield value.encode("utf-8", "replace")
    elif isinstance(value, bytes):
        yield from (value, *unpacked(value))
    elif isinstance(value, Mapping):
        yield from (one for pair in value.items() for part in pair for one in _texts(part))
    elif isinstance(value, list | tuple | set):
        yield from (one for part in value for one in _texts(part))
