"""The Playbook table: one row per kind and version, and a pointer to the version in force.

What runs per event reads the pointer every few seconds and a kind's row when the version has changed.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from segue.aws.clients import client
from segue.aws.items import pack, to_item, unpack
from segue.aws.tables import get, put_if
from segue.keys import digest
from segue.times import Millis

FRESH_SECONDS = 3.0
FILES = "files"
ACTIVE = {"pk": "active", "sk": "active"}
Definitions = dict[str, dict[str, Any]]
Made = TypeVar("Made")


@dataclass
class Playbooks:
    """Definitions in force, by kind; remembers them for as long as the version stays."""

    table: str
    _looked: float = -FRESH_SECONDS
    _place: str = ""
    _kinds: dict[str, Definitions] = field(default_factory=dict)
    _made: dict[str, Any] = field(default_factory=dict)

    def active_version(self) -> int:
        """The number of the version in force at this moment; 0 before the first apply."""
        return int(self._active().partition(".")[0] or 0)

    def definitions(self, kind: str) -> Definitions:
        """{id: definition} of a kind (`segment`, `journey`, `template`, `policy`, `source`, `plan`)."""
        self._look()
        return self._of(kind)

    def compiled(self, kind: str, make: Callable[[str, Any], Any]) -> dict[str, Any]:
        """What `make(id, definition)` makes of a kind, once per version."""
        return self.made(kind, kind, lambda definitions: {key: make(key, one) for key, one in definitions.items()})

    def made_of(self, name: str, kinds: tuple[str, ...], make: Callable[..., Made]) -> Made:
        """What `make` makes of the definitions of several kinds, all of one version, once per version."""
        self._look()
        if name not in self._made:
            self._made[name] = make(*(self._of(kind) for kind in kinds))
        return self._made[name]

    def made(self, name: str, kind: str, make: Callable[[Definitions], Made]) -> Made:
        """What `make` makes of a kind's definitions, once per version, under a name of its own."""
        definitions = self.definitions(kind)
        if name not in self._made:
            self._made[name] = make(definitions)
        return self._made[name]

    def files(self) -> dict[str, str]:
        """The texts in force, by path."""
        return {path: one["text"] for path, one in self._read(FILES, self._active()).items()}

    def apply(self, definitions: Mapping[str, Definitions], files: Mapping[str, str], by: str, now: Millis) -> int:
        """Writes a new version and puts it in force. Raises Conflict when somebody else applied meanwhile."""
        before = self._active()
        texts = {path: {"text": text} for path, text in files.items()}
        version = int(before.partition(".")[0] or 0) + 1
        place = f"{version:08d}.{digest(b'playbook', msgspec.json.encode(texts, order='sorted').decode())[:8]}"
        for kind, found in {**definitions, FILES: texts}.items():
            row = {"pk": kind, "sk": place, "b": pack(msgspec.json.encode(found))}
            client("dynamodb").put_item(TableName=self.table, Item=to_item(row))
        pointer = {**ACTIVE, "place": place, "by": by, "time": now}
        if before:
            put_if(self.table, pointer, "place IN (:before, :place)", before=before, place=place)
        else:
            put_if(self.table, pointer, "attribute_not_exists(pk) OR place = :place", place=place)
        self._looked = -FRESH_SECONDS
        return version

    def _look(self) -> None:
        """Looks, every few seconds, whether another version is in force; what is remembered is that of one version."""
        if time.monotonic() - self._looked >= FRESH_SECONDS:
            self._looked, found = time.monotonic(), self._active()
            if found != self._place:
                self._place, self._kinds, self._made = found, {}, {}

    def _of(self, kind: str) -> Definitions:
        if kind not in self._kinds:
            self._kinds[kind] = self._read(kind, self._place)
        return self._kinds[kind]

    def _active(self) -> str:
        row = get(self.table, ACTIVE)
        return row["place"] if row else ""

    def _read(self, kind: str, place: str) -> Definitions:
        row = get(self.table, {"pk": kind, "sk": place}) if place else None
        return msgspec.json.decode(unpack(row["b"])) if row else {}
