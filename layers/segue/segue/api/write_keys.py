"""The routes of write keys: which there are, one more, and one less."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from segue.api.answers import Answer, Maybe, Page
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.lambdas import now
from segue.wiring.making_keys import create, revoke
from segue.wiring.write_keys import write_keys
from segue.write_keys import LONGEST, MOST_ORIGINS, Key

Name = Annotated[str, StringConstraints(max_length=LONGEST, strip_whitespace=True)]


class KeyBody(BaseModel):
    """What a key is for: the `source` or `name` that uses it. `browser` keys stand in pages, `server` keys never do;
    `origins`: the pages that may use it, all where none are named; `proof`: whoever it names as a known customer needs
    `context.userHash`."""

    model_config = ConfigDict(extra="forbid")

    name: Name = ""
    source: Name = ""
    kind: Literal["browser", "server"] = "browser"
    proof: bool = False
    origins: list[Annotated[str, StringConstraints(max_length=200)]] = Field([], max_length=MOST_ORIGINS)


class KeyAnswer(Answer):
    """A key without itself. `begins`: how it begins, as it stands in a page; `used`: the last day on which it was used,
    by UTC, empty where that is not known."""

    id: str
    kind: str
    name: str
    begins: str
    origins: list[str]
    proof: bool
    created: Maybe
    by: str
    revoked: Maybe
    revoked_by: str
    used: str


class NewKey(KeyAnswer):
    """The same with the key, which is told this once."""

    key: str


def list_keys() -> Page[KeyAnswer]:
    """Write keys, revoked ones too; the two that every stack has from its beginning stand at the end."""
    return Page(items=[KeyAnswer.model_validate(told(one)) for one in write_keys().all()])


def create_key(body: KeyBody, request: Request) -> NewKey:
    """A key of one's own for a source. It is told this once; under the same Idempotency-Key it is the same key."""
    event, moment = event_of(request), now()
    asked = (body.kind, body.name or body.source, body.origins, body.proof)
    key, text = create(asked, caller_of(event).name, occasion(event, moment), moment)
    return NewKey.model_validate({**told(key), "key": text})


def revoke_key(key: str, request: Request) -> KeyAnswer:
    """Not in force any more: of a key of one's own within a minute, of the stack's first ones within a quarter of an
    hour."""
    event, moment = event_of(request), now()
    return KeyAnswer.model_validate(told(revoke(key, caller_of(event).name, occasion(event, moment), moment)))


def told(one: Key) -> dict[str, object]:
    """A key as it is told of."""
    from segue.write_keys import KINDS

    return {**vars(one), "begins": f"{KINDS[one.kind]}_{one.id}" if one.created else "", "origins": list(one.origins)}
