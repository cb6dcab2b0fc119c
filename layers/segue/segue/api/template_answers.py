"""The shapes of what is asked and answered about templates."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from segue.api.answers import Answer

Word = Annotated[str, StringConstraints(max_length=40)]
Text = Annotated[str, StringConstraints(max_length=200_000)]


class Reader(BaseModel):
    """A person by id, or by an identifier."""

    id: Annotated[str, StringConstraints(max_length=64)] = ""
    type: Word = ""
    value: Annotated[str, StringConstraints(max_length=512)] = ""


class TemplatePreview(BaseModel):
    """How a template is to be shown: for whom (nobody: somebody who is made up), on which channel, in which language
    and style (nothing: the person's own, the usual), and the text of its file where that is not in force yet."""

    who: Reader = Field(default_factory=Reader)
    channel: Word = "email"
    locale: Word = ""
    variant: Word = ""
    text: Text = ""


class TemplateTest(TemplatePreview):
    """The same, and where it is to go: `to` is an address of the channel, `to_who` somebody who has one. A mail goes to
    who asks, without either."""

    to: Annotated[str, StringConstraints(max_length=512)] = ""
    to_who: Reader = Field(default_factory=Reader)


class SmsSize(Answer):
    """In which alphabet a text message is, how many places it takes, in how many parts."""

    alphabet: str
    places: int
    parts: int


class TemplateShown(Answer):
    """What the person would read. `preview`: what a mailbox shows behind the subject; `sizes`: bytes by part."""

    channel: str
    locale: str
    variant: str
    parts: dict[str, str]
    preview: str
    sizes: dict[str, int]
    sms: SmsSize | None
    warnings: list[str]


class TemplateTested(Answer):
    """A test that is on its way. `to`: the address that was said, or the id of the person."""

    id: str
    to: str
