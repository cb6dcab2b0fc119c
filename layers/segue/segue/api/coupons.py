"""The routes about coupons: codes that messages give away, brought in pools."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, Field

from segue.api.answers import Answer, Page, Time
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.audit import Entry
from segue.lambdas import now
from segue.messaging.coupons import Pool, codes_of, named
from segue.wiring.coupons import coupons
from segue.wiring.merges import audit


class CodesBody(BaseModel):
    """Codes as the shop knows them; one that is there already is not added again."""

    codes: Annotated[list[str], Field(min_length=1, max_length=1_000)]


class PoolAnswer(Answer):
    """How many codes a pool was given, how many went to somebody, how many are left."""

    name: str
    imported: int
    taken: int
    left: int
    time: Time


class AddedAnswer(PoolAnswer):
    """The pool as it then is; `added`: how many of the codes were new."""

    added: int


def list_coupons() -> Page[PoolAnswer]:
    """The pools of coupons, the newest first."""
    return Page(items=[PoolAnswer.model_validate(_told(one)) for one in coupons().pools()])


def read_coupons(pool: str) -> PoolAnswer:
    """A pool of coupons: how many codes are left."""
    return PoolAnswer.model_validate(_told(coupons().read(named(pool))))


def add_coupons(pool: str, body: CodesBody, request: Request) -> AddedAnswer:
    """Brings up to 1,000 codes into a pool, each of which goes to one message, once."""
    event, moment = event_of(request), now()
    name, codes = named(pool), codes_of(body.codes)
    added = coupons().add(name, codes, moment)
    evidence, caller = {"pool": name, "added": added}, caller_of(event).name
    audit().write([Entry(occasion(event, moment), moment, caller, "coupons.add", (), "", evidence)])
    return AddedAnswer.model_validate({**_told(coupons().read(name)), "added": added})


def _told(pool: Pool) -> dict[str, object]:
    return {**vars(pool), "left": pool.left}
