"""The shapes of the playbook's questions and answers."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from segue.api.answers import Answer

Texts = Annotated[dict[str, str], Field(description="the text of each file by its path", max_length=1000)]


class PlaybookAnswer(Answer):
    """The definitions in force, as text."""

    version: int
    files: Texts


class Change(BaseModel):
    """Files of a playbook. Given ones replace, absent ones stay; with `replace` absent ones go."""

    files: Texts
    replace: bool = False


class ChangedFile(Answer):
    """One file that would change, as a unified diff."""

    path: str
    change: Literal["added", "changed", "removed"]
    diff: str


class Plan(Answer):
    """What applying would do; nothing has happened yet."""

    version: int
    changes: list[ChangedFile]


class Applied(Answer):
    """The version in force after the change; `changed` is false where it was in force already."""

    version: int
    changed: bool
