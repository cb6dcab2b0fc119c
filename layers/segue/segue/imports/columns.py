"""Columns: what a mapping names, read out of a row."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from segue.clocks import moment
from segue.errors import Invalid
from segue.identifiers import BLOCKED
from segue.times import Millis, to_millis

SINCE = re.compile(r"\d{9,13}(\.\d{1,9})?")  # seconds or milliseconds since 1970 as a table writes them
Row = Mapping[str, Any]
Names = Mapping[str, str]  # what it is for us: the column
OWN = {"user_id": "user_id", "anonymous_id": "anonymous_id"}  # fields of the event itself
TRAITS = ("email", "phone")
TRUE, FALSE = ("true", "yes", "1"), ("false", "no", "0")


@dataclass(frozen=True)
class Clock:
    """The column of the time; `form` is strptime's where it is not ISO 8601, `zone` where it names no offset."""

    column: str
    form: str = ""
    zone: ZoneInfo | None = None

    def at(self, row: Row) -> Millis:
        """When it was. Raises Invalid("bad-time")."""
        given = row.get(self.column)
        number = self._number(given)
        if number is not None:
            return moment(number) or 0
        try:
            return to_millis(self._zoned(self._read(given)))
        except (ValueError, TypeError, OverflowError) as wrong:
            raise Invalid("bad-time", f"{self.column} is no time: {str(given)[:40]!r}") from wrong

    def _number(self, given: Any) -> float | None:
        """The seconds or milliseconds that are given, in CSV as text."""
        if isinstance(given, int | float):
            return None if isinstance(given, bool) else given
        text = str(given).strip()
        return float(text) if not self.form and SINCE.fullmatch(text) else None

    def _read(self, given: Any) -> datetime:
        if isinstance(given, datetime):
            return given
        text = str(given).strip()
        return datetime.strptime(text, self.form) if self.form else datetime.fromisoformat(text)

    def _zoned(self, read: datetime) -> datetime:
        return read if read.tzinfo else read.replace(tzinfo=self.zone or UTC)


def clock_of(spec: Mapping[str, Any]) -> Clock:
    """`time`, `time_format` and `time_zone` of a mapping. Raises Invalid("bad-mapping")."""
    try:
        zone = ZoneInfo(str(spec.get("time_zone", "UTC")))
    except (ZoneInfoNotFoundError, ValueError) as wrong:
        raise Invalid("bad-mapping", f"{spec.get('time_zone')!r} is no time zone such as Europe/London") from wrong
    return Clock(column(spec, "time"), str(spec.get("time_format", "")), zone)


def column(spec: Mapping[str, Any], name: str) -> str:
    """The column that a mapping names. Raises Invalid("bad-mapping")."""
    given = spec.get(name)
    if not isinstance(given, str) or not given:
        raise Invalid("bad-mapping", f"`{name}` names a column")
    return given


def names(spec: Mapping[str, Any], name: str) -> dict[str, str]:
    """A part of a mapping that gives each of our fields its column. Raises Invalid("bad-mapping")."""
    given = spec.get(name) or {}
    if not isinstance(given, Mapping) or not all(isinstance(one, str) for one in given.values()):
        raise Invalid("bad-mapping", f"`{name}` gives each field its column")
    return {str(field): one for field, one in given.items()}


def values(row: Row, fields: Names) -> dict[str, Any]:
    """The fields of a row that say something."""
    found = {field: plain(row.get(one)) for field, one in fields.items()}
    return {field: value for field, value in found.items() if value not in (None, "")}


def who(row: Row, fields: Names) -> dict[str, Any]:
    """The fields of an event that name the customer: `user_id`, `anonymous_id`, `email`, `phone`; any other field is an
    external id of that type."""
    said = {field: text for field, text in values(row, fields).items() if not BLOCKED.fullmatch(str(text).strip())}
    own = {field: str(text).strip() for field, text in said.items() if field in OWN}
    traits = {field: text for field, text in said.items() if field in TRAITS}
    others = [{"type": field, "id": str(text)} for field, text in said.items() if field not in (*OWN, *TRAITS)]
    context = ({"traits": traits} if traits else {}) | ({"externalIds": others} if others else {})
    return {**own, "context": context}


def plain(value: Any) -> Any:
    """The value as JSON has it: times as text, text without blanks around it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.strip() if isinstance(value, str) else value


def truth(value: Any) -> bool:
    """Yes or no, as tables write them. Raises Invalid("bad-consent")."""
    text = str(plain(value)).lower()
    if text not in (*TRUE, *FALSE):
        raise Invalid("bad-consent", f"`granted` is yes or no: {text[:40]!r}")
    return text in TRUE
