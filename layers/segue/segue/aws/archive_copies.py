"""Copies of the archive on our own disk, by version, so that a warm function fetches only what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from os import getpid
from pathlib import Path

from segue.aws.archive import Archive
from segue.aws.parallel import side_by_side
from segue.errors import TooLarge
from segue.measures.local import Files
from segue.measures.reaching import Reach
from segue.measures.stored import NEW, PARTS, PEOPLE, Stored


@dataclass(frozen=True)
class Copies:
    """`room`: bytes that copies may take; whoever asks for more needs another engine."""

    archive: Archive
    folder: Path
    room: int

    def of(self, reach: Reach) -> Files:
        """All that lies there of a stretch. Raises Unavailable, TooLarge("archive-too-large")."""
        fresh = self._listed(NEW, reach)  # before the parts: what goes into one meanwhile stands there twice, not never
        parts = self._listed(PARTS, reach)
        people = self.archive.find(PEOPLE)
        wanted = [*fresh, *parts, *([people] if people else [])]
        self._make_room(wanted)
        paths = dict(zip(wanted, self.copied(wanted), strict=True))
        touched = {one.partition for one in fresh}
        return Files(
            parts=[paths[one] for one in parts],
            fresh=[paths[one] for one in fresh],
            beside=[paths[one] for one in parts if one.partition in touched],
            people=paths[people] if people else None,
        )

    def copied(self, objects: Sequence[Stored]) -> list[Path]:
        """Objects as files, in their order. Raises Unavailable."""
        return side_by_side(self._copy, objects)

    def _listed(self, folder: str, reach: Reach) -> list[Stored]:
        found = self.archive.listed(folder, "" if reach.ever else reach.first, reach.last)
        return [one for one in found if one.size and reach.has(*one.partition)]

    def _copy(self, one: Stored) -> Path:
        path = self._path(one)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(f".{getpid()}.part")  # others on this disk may fetch the same
            part.write_bytes(self.archive.get(one))
            part.replace(path)  # whole or not at all
        return path

    def _path(self, one: Stored) -> Path:
        home, _, name = one.key.rpartition("/")
        stem, _, kind = name.partition(".")
        return self.folder / home / f"{stem}-{one.etag.strip(chr(34))}.{kind}"

    def _make_room(self, wanted: Sequence[Stored]) -> None:
        size = sum(one.size for one in wanted)
        if size > self.room:
            detail = f"{size} bytes of the archive are looked at and {self.room} fit: a shorter period, or Athena"
            raise TooLarge("archive-too-large", detail)
        keep = {self._path(one) for one in wanted}
        others = [one for one in self.folder.rglob("*") if one.is_file() and one not in keep]
        if size + sum(map(_size, others)) > self.room:
            for one in others:
                one.unlink(missing_ok=True)


def _size(path: Path) -> int:
    """Nothing where somebody else on this disk has taken it away."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
