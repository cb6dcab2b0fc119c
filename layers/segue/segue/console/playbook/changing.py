"""What the console needs to show the playbook and to change it, as ports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from segue.versions import Version


class Playbooks(Protocol):
    """The playbook in force, and the versions that there were. `version` raises NotFound."""

    def active_version(self) -> int: ...

    def in_force(self) -> Version: ...

    def files(self) -> dict[str, str]: ...

    def texts(self, place: str) -> dict[str, str]: ...

    def at(self, place: str, kind: str) -> Mapping[str, dict[str, Any]]: ...

    def definitions(self, kind: str) -> dict[str, dict[str, Any]]: ...

    def versions(self) -> list[Version]: ...

    def version(self, number: int) -> Version: ...


Problem = Mapping[str, Any]  # {"file", "line", "column", "message"}, counted from 1


class About(Protocol):
    """Whom a change is about: how many people (None: nobody has counted), of a journey also by step; `whole` is False
    where it may be more."""

    @property
    def people(self) -> int | None: ...

    @property
    def steps(self) -> Mapping[str, int]: ...

    @property
    def whole(self) -> bool: ...


@dataclass(frozen=True)
class Wanted:
    """What is to be in force: all texts, the version that they were begun on, who wants it, and where it is from."""

    files: Mapping[str, str]
    base: int
    by: str
    note: str = ""


class Changing(Protocol):
    """Changes of the playbook: what is wrong with texts, whom they are about, and putting them in force."""

    def problems(self, files: Mapping[str, str]) -> Sequence[Problem]:
        """What is wrong with these texts; nothing where they may be put in force."""
        ...

    def said(self, text: str) -> Mapping[str, Any]:
        """The mapping in a text; empty where it is none."""
        ...

    def value(self, text: str) -> Any:
        """What stands behind a key in the playbook's language: `2h`, `[a, b]`; what is none, as a text."""
        ...

    def about(self, paths: Iterable[str]) -> Mapping[str, About]:
        """Whom changes of these files are about."""
        ...

    def rehearsed(self, files: Mapping[str, str]) -> Mapping[str, tuple[Any, Sequence[str]]]:
        """How each template that these files would change comes out for some real people, and notes on it."""
        ...

    def apply(self, wanted: Wanted) -> Mapping[str, str]:
        """Puts texts in force; {rule: reason} of the outside rules that AWS refused. Raises Invalid where something is
        wrong, Conflict where `base` is in force no longer."""
        ...
