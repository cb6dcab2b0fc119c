"""The Playbook table: one row per kind and version, a row that says what a version is, and a pointer to the version in
force.

What runs per event reads the pointer every few seconds and a kind's row when the version has changed.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, TypeVar

import msgspec

from segue.aws.clients import client
from segue.aws.items import pack, to_item, unpack
from segue.aws.queries import query
from segue.aws.tables import Lost, get, put_if
from segue.errors import NotFound
from segue.keys import digest
from segue.times import Millis
from segue.versions import Draft, Version, changes, moved, row_of, version_of, way_back

FRESH_SECONDS = 3.0
FILES, VERSION, EARS = "files", "version", "ears"
MOST = 10_000
ACTIVE = {"pk": "active", "sk": "active"}
Definitions = dict[str, dict[str, Any]]
Made = TypeVar("Made")


@dataclass
class Playbooks:
    """Definitions in force, by kind; remembers them for as long as the version stays. Threads look one by one, so that
    none takes another's unread version for no playbook."""

    table: str
    _looked: float = -FRESH_SECONDS
    _place: str = ""
    _kinds: dict[str, Definitions] = field(default_factory=dict)
    _made: dict[str, Any] = field(default_factory=dict)
    _alone: RLock = field(default_factory=RLock)

    def active_version(self) -> int:
        """The number of the version in force at this moment; 0 before the first apply."""
        return self.in_force().number

    def in_force(self) -> Version:
        """The version in force at this moment, without what it changed."""
        row = get(self.table, ACTIVE)
        return version_of({**row, "sk": row["place"]}) if row else Version()

    @property
    def place(self) -> str:
        """Where the version in force stands, as `at` asks for it; "" before the first apply."""
        with self._alone:
            self._look()
            return self._place

    def at(self, place: str, kind: str) -> Definitions:
        """The definitions of an older version; {} where there is none."""
        return self._read(kind, place)

    def definitions(self, kind: str) -> Definitions:
        """{id: definition} of a kind (`segment`, `journey`, `template`, `policy`, `source`, `plan`, `rule`)."""
        with self._alone:
            self._look()
            return self._of(kind)

    def made_of(self, name: str, kinds: tuple[str, ...], make: Callable[..., Made]) -> Made:
        """What `make` makes of the definitions of some kinds, all of one version, once per version under this name."""
        with self._alone:
            self._look()
            if name not in self._made:
                self._made[name] = make(*(self._of(kind) for kind in kinds))
            return self._made[name]

    def files(self) -> dict[str, str]:
        """The texts in force, by path."""
        return self.texts(self.in_force().place)

    def texts(self, place: str) -> dict[str, str]:
        """The texts of the version at this place, by path; none before the first."""
        return {path: one["text"] for path, one in self._read(FILES, place).items()}

    def versions(self) -> list[Version]:
        """All versions that were in force, the newest first."""
        place = self.in_force().place
        rows = query(self.table, "pk = :pk", MOST, newest_first=True, pk=VERSION)
        return way_back(place, {row["sk"]: row for row in rows})

    def version(self, number: int) -> Version:
        """One of them. Raises NotFound("unknown-version")."""
        found = next((one for one in self.versions() if one.number == number), None)
        if found is None:
            raise NotFound("unknown-version", f"there is no version {number} of the playbook")
        return found

    def apply(self, definitions: Mapping[str, Definitions], files: Mapping[str, str], by: str, now: Millis) -> int:
        """Puts these in force after whatever is. Raises Conflict when somebody else applied meanwhile."""
        return self.put(Draft(self.in_force(), definitions, files, by), now)

    def _look(self) -> None:
        """Looks, every few seconds, whether another version is in force; what is remembered is that of one version."""
        if time.monotonic() - self._looked >= FRESH_SECONDS:
            self._looked, found = time.monotonic(), self.in_force().place
            if found != self._place:
                self._place, self._kinds, self._made = found, {}, {}

    def _of(self, kind: str) -> Definitions:
        if kind not in self._kinds:
            self._kinds[kind] = self._read(kind, self._place)
        return self._kinds[kind]

    def put(self, draft: Draft, now: Millis) -> int:
        """Writes a new version and puts it in force; its number. Raises Conflict("playbook-moved") where `base` is in
        force no more."""
        before, texts = draft.base, {path: {"text": text} for path, text in draft.files.items()}
        number = before.number + 1
        place = f"{number:08d}.{digest(b'playbook', msgspec.json.encode(texts, order='sorted').decode())[:8]}"
        for kind, found in {**draft.definitions, FILES: texts, EARS: self._ears(draft)}.items():
            self._write({"pk": kind, "sk": place, "b": pack(msgspec.json.encode(found))})
        changed = changes(self.texts(before.place), draft.files)
        made = Version(number, place, before.place, draft.by, now, draft.note, changed)
        self._write({"pk": VERSION, "sk": place, **row_of(made)})
        self._point(made)
        self._looked = -FRESH_SECONDS
        return number

    def _ears(self, draft: Draft) -> Definitions:
        """What runs may hear from now on; after a version that says nothing of it, by that one's texts."""
        from segue.journeys.ears import gathered  # of no use to whoever reads the version in force

        place, own = draft.base.place, draft.definitions.get("journey", {}).values()
        known = self._read(EARS, place) or gathered({}, self._read("journey", place).values())
        return gathered(known, own)

    def _point(self, made: Version) -> None:
        pointer = {**ACTIVE, "place": made.place, "by": made.by, "time": made.time}
        try:
            if made.before:
                put_if(self.table, pointer, "place IN (:before, :place)", before=made.before, place=made.place)
            else:
                put_if(self.table, pointer, "attribute_not_exists(pk) OR place = :place", place=made.place)
        except Lost as lost:
            raise moved(version_of({**lost.row, "sk": lost.row["place"]})) from lost

    def _write(self, row: Mapping[str, Any]) -> None:
        client("dynamodb").put_item(TableName=self.table, Item=to_item(row))

    def _read(self, kind: str, place: str) -> Definitions:
        row = get(self.table, {"pk": kind, "sk": place}) if place else None
        return msgspec.json.decode(unpack(row["b"])) if row else {}
