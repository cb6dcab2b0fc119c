"""The shapes of the playbook's questions and answers."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from segue.api.answers import Answer, Time

Texts = Annotated[dict[str, str], Field(description="the text of each file by its path", max_length=1000)]
Number = Annotated[int, Field(ge=0, le=99_999_999)]
Kind = Literal["added", "changed", "removed"]


class PlaybookAnswer(Answer):
    """The definitions in force, as text."""

    version: int
    files: Texts


class Change(BaseModel):
    """Files of a playbook. Given ones replace, absent ones stay; with `replace` absent ones go.

    `base` is the version that the change was made from: 409 where another is in force by now.
    """

    files: Texts
    replace: bool = False
    base: Number | None = None


class EstimateAnswer(Answer):
    """How many people a segment would have; 19 times out of 20 between `low` and `high`, which are the same where
    everybody was looked at."""

    people: int
    low: int
    high: int


class AffectedAnswer(Answer):
    """Whom a change is about: how many are in a segment, or how many runs of a journey go on and at which step.

    `people` is null where nobody has counted, as of a segment that is new; `whole` is false where it may be more.
    `after`: how many a segment would have that is new or asks for something else.
    """

    people: int | None
    steps: dict[str, int]
    whole: bool
    after: EstimateAnswer | None = None


class ChangedFile(Answer):
    """One file that would change, as a unified diff. `notes`: what is not wrong, and still worth knowing."""

    path: str
    change: Kind
    diff: str
    affected: AffectedAnswer | None = None
    notes: list[str] = Field(default_factory=list)


class FailureAnswer(Answer):
    """Why a template could not be rendered, in how many messages, and for whom first."""

    reason: str
    count: int
    person: str


class RehearsalAnswer(Answer):
    """A changed template rendered for some real people. `html`: bytes of the largest mail; `sms`: the most parts of a
    text message. `notes`: what is not wrong, and still worth knowing."""

    template: str
    people: int
    messages: int
    failures: list[FailureAnswer]
    html: int
    sms: int
    notes: list[str]


class Plan(Answer):
    """What applying would do; nothing has happened yet."""

    version: int
    changes: list[ChangedFile]
    templates: list[RehearsalAnswer] = Field(default_factory=list)


class RefusedRule(Answer):
    """An outside rule that EventBridge does not take, and why. The playbook is in force all the same."""

    rule: str
    reason: str


class Applied(Answer):
    """The version in force after the change; `changed` is false where it was in force already."""

    version: int
    changed: bool
    refused: list[RefusedRule] = Field(default_factory=list)


class ChangeAnswer(Answer):
    """What became of a file."""

    path: str
    change: Kind


class VersionAnswer(Answer):
    """A version: when it was applied, by whom, and what it changed; `by_name`: what this one of the staff is called."""

    version: int
    time: Time
    by: str
    by_name: str
    note: str
    changed: list[ChangeAnswer]


class VersionDetail(Answer):
    """A version with its changes as unified diffs, and its texts."""

    version: int
    time: Time
    by: str
    by_name: str
    note: str
    changes: list[ChangedFile]
    files: Texts


class Back(BaseModel):
    """The version to go back to, which becomes a new one. `base` as in an apply."""

    version: Annotated[int, Field(ge=1, le=99_999_999)]
    base: Number | None = None
