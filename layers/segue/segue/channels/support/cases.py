"""Cases: a conversation opens, has turns, ends and may open again; the same facts whichever desk keeps it."""

from dataclasses import dataclass, replace
from typing import Literal

from segue.channels.drafts import Draft, stated_id
from segue.channels.payloads import Payload, given
from segue.channels.turns import Turn, said

NOTE = "internal-note"  # said among the staff, never to the customer
Moment = float | str | None


@dataclass(frozen=True)
class Case:
    """`id` is the desk's conversation under the desk's prefix, `who` the context that names the customer."""

    id: str
    who: Payload
    topic: str | None = None


def opened(case: Case, time: Moment) -> Draft:
    """That the customer came with it; once, however often it is told."""
    return _stage("Opened", case, time, stated_id(case.id, "opened"))


def changed(stage: Literal["Resolved", "Reopened"], case: Case, time: Moment) -> Draft:
    """That it is over, or not after all; as often as it happens."""
    return _stage(stage, case, time, stated_id(case.id, stage, str(time)))


def turn(case: Case, contribution: Turn, time: Moment, further: Payload | None = None) -> Draft:
    """One contribution; told again with the same words it is the same."""
    drafted = said(replace(contribution, topic=case.topic), case.who, time, further)
    own = stated_id(case.id, contribution.id or contribution.text, contribution.change)
    return replace(drafted, id=own)


def answered(case: Case, score: float | None, time: Moment, comment: str | None) -> Draft:
    """How satisfied the customer was."""
    properties = {"survey": "csat", "score": score, "comment": comment, "conversation_id": case.id}
    return Draft("Survey Answered", case.who, time, given(properties), id=stated_id(case.id, "csat", str(score)))


def _stage(stage: str, case: Case, time: Moment, own: str) -> Draft:
    properties = given({"conversation_id": case.id, "topic": case.topic})
    return Draft(f"Conversation {stage}", case.who, time, properties, id=own)
