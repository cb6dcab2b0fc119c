"""A folder with a copy of the playbook: which version it was pulled from, and what has been edited here since.

`.segue.json` in the folder knows the version and a hash of each file as it was then.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from segue_tools.playbooks import files_of

RECORD = ".segue.json"
Files = Mapping[str, str]


@dataclass(frozen=True)
class Copy:
    """What a folder was pulled from; `version` None where nothing is known."""

    version: int | None = None
    files: Mapping[str, str] = field(default_factory=dict)  # hashes by path

    def is_as_it_was(self, path: str, text: str | None) -> bool:
        """Whether a file, None where there is none, is as it was pulled."""
        return self.files.get(path) == (None if text is None else hashed(text))


@dataclass(frozen=True)
class Pulled:
    """What a pull does: files to write (None: to delete); it leaves those that were edited here, and those that were
    edited here and there."""

    changed: Mapping[str, str | None]
    edited: tuple[str, ...]
    conflicts: tuple[str, ...]


def hashed(text: str) -> str:
    """What tells one text from another."""
    return hashlib.sha256(text.encode()).hexdigest()


def recorded(folder: Path) -> Copy:
    """What is known of a folder."""
    try:
        said = json.loads((folder / RECORD).read_text())
        return Copy(said["version"], said["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return Copy()


def remember(folder: Path, version: int, files: Files) -> None:
    """Writes down that these files, as far as they are in the folder, are those of the version."""
    here = files_of(folder)
    copy = Copy(version, {path: hashed(text) for path, text in files.items() if path in here})
    (folder / RECORD).write_text(json.dumps(asdict(copy), indent=1, sort_keys=True) + "\n")


def pulled(here: Files, there: Files, copy: Copy) -> Pulled:
    """How a folder comes to what is in force without losing what was edited in it."""
    differing = sorted(path for path in {**here, **there} if here.get(path) != there.get(path))
    edited = [path for path in differing if not copy.is_as_it_was(path, here.get(path))]
    conflicts = tuple(path for path in edited if not copy.is_as_it_was(path, there.get(path)))
    changed = {path: there.get(path) for path in differing if path not in edited}
    return Pulled(changed, tuple(path for path in edited if path not in conflicts), conflicts)


def write(folder: Path, changed: Mapping[str, str | None]) -> None:
    """Writes these files, and deletes those that are None."""
    for path, text in changed.items():
        file = folder / path
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
