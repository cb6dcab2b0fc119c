"""The routes about who is one person: merges, suggestions, previews, undos."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Request
from aws_lambda_powertools.event_handler.openapi.params import Query

from segue.api.answers import Limit, Page, Text
from segue.api.cursors import page, time_of
from segue.api.decisions import DecisionBody, MergeAnswer, MergeBody, PreviewAnswer, Someone
from segue.api.masks import masked_identifiers
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.audit import Entry
from segue.identity.merges import By
from segue.identity.merging import SUGGESTED
from segue.identity.previews import Preview, described
from segue.identity.suggestions import Suggestion
from segue.keys import LENGTH, PersonId
from segue.lambdas import now
from segue.times import Millis
from segue.wiring.desk import reading
from segue.wiring.merges import merges, previews, records
from segue.wiring.suggestions import suggestions

State = Annotated[Literal["suggested", "merged", "undone"], Query()]


def merge_people(body: MergeBody, request: Request) -> MergeAnswer:
    """Two people are one from now on, whatever the rules say; it can be taken back."""
    keep, absorb = someone(body.keep), someone(body.absorb)
    return MergeAnswer.model_validate(merges().merge(keep, absorb, _by(request, body.reason), now()))


def undo_merge(merge: str, body: DecisionBody, request: Request) -> MergeAnswer:
    """Both are again what they would have been without the merge, and are known to be different."""
    return MergeAnswer.model_validate(merges().undo(merge, _by(request, body.reason), now()))


def dismiss_suggestion(merge: str, body: DecisionBody, request: Request) -> MergeAnswer:
    """Two people who look alike are not one: they are not suggested again."""
    merges().dismiss(suggestions().one(merge), _by(request, body.reason), now())
    return _suggested(suggestions().one(merge))


def list_merges(state: State = "merged", limit: Limit = 50, before: Text = "") -> Page[MergeAnswer]:
    """Merges that were made or taken back, or people who look alike and wait for a decision, newest first."""

    def read(most: int, moment: Millis) -> list[MergeAnswer]:
        if state == "suggested":
            return [_suggested(one) for one in still_two(suggestions().newest(most, moment))]
        return [MergeAnswer.model_validate(one) for one in records().newest(most, moment, state)]

    found, further = page(read, lambda one: one.moment, limit, time_of(before))
    return Page(items=list(found), next=further)


def preview_merge(merge: str, request: Request) -> PreviewAnswer:
    """What a suggested merge, or the undo of one that was made, would change; nothing happens yet."""
    return _preview(preview_of(merge), request)


def preview_two(body: MergeBody, request: Request) -> PreviewAnswer:
    """What a merge of any two people would change; nothing happens yet."""
    return _preview(previews().of_merge(someone(body.keep), someone(body.absorb), now()), request)


def still_two(found: Sequence[Suggestion]) -> list[Suggestion]:
    """Suggestions about people who have not become one since, under the ids that they have now."""
    ids = reading().people.sets(sorted({person for one in found for person in (one.left, one.right)}))
    now_two = [(one, ids[one.left].id, ids[one.right].id) for one in found]
    return [replace(one, left=left, right=right) for one, left, right in now_two if left != right]


def preview_of(merge: str) -> Preview:
    """Of a suggestion the merge, of a merge its undo. Raises NotFound."""
    if merge.startswith(SUGGESTED):
        found = suggestions().one(merge)
        return previews().of_merge(found.left, found.right, now())
    return previews().of_undo(merges().found(merge), now())


def someone(who: Someone) -> PersonId:
    """The id of the person meant. Raises NotFound, Invalid."""
    return (reading().person(who.id) if who.id else reading().set_of(who.type, who.value)).id


def _preview(preview: Preview, request: Request) -> PreviewAnswer:
    roles = caller_of(event_of(request)).roles
    said = described(preview)
    for one in (*said["before"], *said["after"]):
        one["identifiers"] = masked_identifiers(one["identifiers"], roles)
    return PreviewAnswer.model_validate(said)


def _by(request: Request, reason: str) -> By:
    event = event_of(request)
    return By(caller_of(event).name, reason, f"m_{occasion(event, now())[:LENGTH]}")


def _suggested(one: Suggestion) -> MergeAnswer:
    return MergeAnswer.model_validate(
        {
            "id": one.id,
            "keep": one.left,
            "absorb": one.right,
            "state": one.state,
            "time": one.time,
            "reason": one.reason,
            "probability": one.probability / 1000 if one.probability else None,
            "evidence": list(one.evidence),
        }
    )


def _time(entry: Entry) -> Millis:
    return entry.time
