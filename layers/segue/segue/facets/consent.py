"""Consent: yes or no per channel, purpose and contact point, with its proof.

Kept is the newest answer of every origin (the strongest identifier of the event): after a merge it can still be told
which of two people said what, and most restrictive can be worked out when it is asked for, and undone. What a send
must pass first is the contact point (`segue.aws.contact_points`), written before an opt-out is answered.

Global Privacy Control of a browser is a no to sharing and selling (channel `web`), as old as the newest event that says
it, and to nothing else (docs/decisions/0090): whoever hands people to others asks `denies` for `SHARING`.

A yes that history brings has a place of its own (`IMPORTED`) and never takes a no away, whichever is newer: a list of
an old shop does not know what its customers have said since.

A no to the purpose `profiling`, on whatever channel, is an objection to it: `segue.profile.profiling`.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from segue.consent import asked, said_at
from segue.contact_points import ADDRESSES
from segue.events import Event
from segue.facets.registers import Register, kept, short, text
from segue.identifiers import Identifier, identifiers_of
from segue.times import Millis, to_text

VERSION = 5
MOST = 200
IMPORTED = "~"  # behind the origin of a yes out of history
Answers = dict[str, Register]


class Question(NamedTuple):
    """What was asked; `point` is an address or number, "" where the answer named none and is about all of them."""

    channel: str
    purpose: str
    point: str


SHARING = Question("web", "sharing", "")


def of(event: Event) -> Answers:
    """{"channel/purpose/point/origin": [time, denied (0 or 1), id, source, message id, method, wording]}."""
    return {**_controlled(event), **_answered(event)}


def _controlled(event: Event) -> Answers:
    if event.context.get("gpc") is not True:
        return {}
    said = [event.timestamp, 1, short(event.message_id), event.source, event.message_id[:64], "gpc", ""]
    return {f"{SHARING.channel}/{SHARING.purpose}//{_origin(identifiers_of(event))}": said}


def _answered(event: Event) -> Answers:
    answer = asked(event)
    if answer is None:
        return {}
    channel, purpose, granted = answer
    named = identifiers_of(event)
    said = [said_at(event, granted), int(not granted), short(event.message_id), event.source, *_proof(event)]
    points = [one.value for one in named if one.type == ADDRESSES.get(channel)] or [""]
    origin = _origin(named) + (IMPORTED if granted and event.backfill else "")
    return kept({f"{channel}/{purpose}/{point}/{origin}": said for point in points}, MOST)


def add(left: Answers, right: Answers) -> Answers:
    """Per question and origin the newest; at the same time the denial."""
    return kept({name: max(left.get(name, one), one) for name, one in {**left, **right}.items()}, MOST)


def read(value: Answers, merged: Millis | None = None) -> list[dict[str, Any]]:
    """One row per question: {"channel", "purpose", "contact_point", "granted", "since", "source", "proof"}.

    `merged`: when two known people last became one. What was answered after it is one person's answer and the newest
    holds; of what the two said before it the most restrictive does.
    """
    asked_for: dict[Question, Answers] = {}
    for name, said in sorted(value.items()):
        asked_for.setdefault(_question(name), {})[name] = said
    return [_row(question, _standing(answers, merged)) for question, answers in sorted(asked_for.items())]


def denies(value: Answers, question: Question, merged: Millis | None = None) -> bool:
    """Whether a no holds for the contact point, or for all of the person's."""
    holds = answer(value, question, merged)
    return holds is not None and bool(holds[1])


def answer(value: Answers, question: Question, merged: Millis | None = None) -> Register | None:
    """The answer that holds for the contact point, its own or one about all of the person's; None where there is none.

    [time, denied (0 or 1), id, source, message id, method, wording]
    """
    points = (question, question._replace(point=""))
    newest: dict[str, Register] = {}
    for name, said in value.items():
        if _question(name) in points:
            origin = name.rpartition("/")[2]
            newest[origin] = max(newest.get(origin, said), said)
    return _standing(newest, merged) if newest else None


def _standing(answers: Answers, merged: Millis | None) -> Register:
    """Of answers by their origins: a no that holds among what was said here, else whatever holds of all."""
    own = [said for origin, said in answers.items() if not origin.endswith(IMPORTED)]
    said = _holding(own, merged) if own else None
    return said if said and said[1] else _holding(list(answers.values()), merged)


def _holding(answers: list[Register], merged: Millis | None) -> Register:
    after = [one for one in answers if merged is not None and one[0] > merged]
    if merged is None or after:
        return max(after or answers)
    return max(answers, key=_restricting)


def _restricting(answer: Register) -> tuple[int, Register]:
    return answer[1], answer


def _question(name: str) -> Question:
    channel, purpose, rest = name.split("/", 2)
    return Question(channel, purpose, rest.rpartition("/")[0])


def _row(question: Question, answer: Register) -> dict[str, Any]:
    time, denied, _, source, message, method, wording = answer
    return {
        "channel": question.channel,
        "purpose": question.purpose,
        "contact_point": question.point,
        "granted": not denied,
        "since": to_text(time),
        "source": source,
        "proof": {"event": message, "method": method, "wording": wording},
    }


def _origin(named: Iterable[Identifier]) -> str:
    """Who said it, as far as the event itself knows: a short hash of its strongest identifier."""
    return next((f"{short(f'{one.type}:{one.value}'):010x}" for one in named), "")


def _proof(event: Event) -> tuple[str, str, str]:
    said = event.properties
    wording = text(said.get("text_version") or said.get("version") or said.get("wording") or said.get("text"), 120)
    return event.message_id[:64], text(said.get("method") or event.channel, 32), wording
