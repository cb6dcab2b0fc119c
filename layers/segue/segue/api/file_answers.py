"""The shapes of questions and answers about files of conversations."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from segue.api.answers import Answer

Name = Annotated[str, StringConstraints(max_length=128, strip_whitespace=True)]


class UploadBody(BaseModel):
    """A file that is to go with an answer: its name, its media type, its bytes."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1, max_length=256)]
    type: Name
    size: int = Field(ge=1)


class FileAnswer(Answer):
    """A file: `url` leads to it for ten minutes."""

    name: str
    type: str
    url: str


class AttachedAnswer(Answer):
    """What stands in an answer's `attachments`."""

    key: str
    name: str
    type: str
    size: int


class UploadAnswer(Answer):
    """A form to be posted as `multipart/form-data`, its `fields` first and the `file` last, within ten minutes."""

    url: str
    fields: dict[str, str]


class WantedUpload(Answer):
    """Where to upload a file, and what then stands in `attachments` of a turn."""

    upload: UploadAnswer
    attachment: AttachedAnswer
