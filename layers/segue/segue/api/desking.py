"""The routes by which staff act in conversations."""

from aws_lambda_powertools.event_handler import Request

from segue.api.conversation_answers import (
    AssignBody,
    Body,
    ConversationAnswer,
    MergeBody,
    MoveBody,
    SaidAnswer,
    SnoozeBody,
    TagsBody,
    TopicBody,
    TurnBody,
)
from segue.api.conversations import answer_of, turn_answer
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.contact_points import CHANNELS
from segue.conversations.desk.acts import Act, Words
from segue.conversations.desk.attaching import attached
from segue.errors import Invalid
from segue.lambdas import now
from segue.messaging.templates import for_channel
from segue.times import from_text
from segue.wiring.answering import used
from segue.wiring.attachments import attachments as files_of_conversations
from segue.wiring.conversations import conversations, desk_of_conversations
from segue.wiring.reaching import move
from segue.wiring.tables import playbooks

LONGEST = 9  # digits of a version


def add_turn(conversation: str, body: TurnBody, request: Request) -> SaidAnswer:
    """Answers the customer, or notes something among the staff. 409 `answered-meanwhile` names who was first."""
    files = attached(conversation, body.attachments, files_of_conversations().size)
    detail = used(body.macro, conversation, body.text) if body.macro and body.kind == "said" else {}
    text = body.text or (f"[{body.template}]" if body.template else "")
    words = Words(text, body.kind, body.channel, files, detail, _template(body))
    act = _act(request, body)
    head, turn = desk_of_conversations().say(conversation, words, act)
    if body.kind == "said":
        conversations().keep_draft(conversation, act.by, "")
    return SaidAnswer(turn=turn_answer(turn), conversation=answer_of(head))


def move_conversation(conversation: str, body: MoveBody, request: Request) -> SaidAnswer:
    """Goes on with it by mail, text message or WhatsApp: a message there says so, and what is answered comes here."""
    head, turn = move(conversation, (body.channel, body.address), _act(request, body))
    return SaidAnswer(turn=turn_answer(turn), conversation=answer_of(head))


def merge_conversation(conversation: str, body: MergeBody, request: Request) -> ConversationAnswer:
    """Another conversation of the same customer goes on in this one, which is then told as both."""
    from segue.wiring.merging_talks import merging  # a few times a day

    return answer_of(merging().merge(conversation, body.conversation, _act(request, body)))


def part_conversation(conversation: str, body: MergeBody, request: Request) -> ConversationAnswer:
    """Takes such a merge back: each has its own turns again. 409 `merged-later`: take the later one back first."""
    from segue.wiring.merging_talks import merging

    return answer_of(merging().part(conversation, body.conversation, _act(request, body)))


def assign_conversation(conversation: str, body: AssignBody, request: Request) -> ConversationAnswer:
    """Gives it to one of the staff, takes it over, or gives it back to everybody."""
    act = _act(request, body)
    wanted = act.by if body.assignee is None else body.assignee
    return answer_of(desk_of_conversations().assign(conversation, wanted, act))


def resolve_conversation(conversation: str, body: Body, request: Request) -> ConversationAnswer:
    """Says that it is over. 409 `heard-meanwhile`: the customer has written since."""
    return answer_of(desk_of_conversations().resolve(conversation, _act(request, body)))


def reopen_conversation(conversation: str, body: Body, request: Request) -> ConversationAnswer:
    """Says that it is not over after all."""
    return answer_of(desk_of_conversations().reopen(conversation, _act(request, body)))


def snooze_conversation(conversation: str, body: SnoozeBody, request: Request) -> ConversationAnswer:
    """Nobody has to do anything in it until then, or until the customer writes. 409 `heard-meanwhile`: they have."""
    until = from_text(body.until) if body.until else 0
    return answer_of(desk_of_conversations().snooze(conversation, until, _act(request, body)))


def tag_conversation(conversation: str, body: TagsBody, request: Request) -> ConversationAnswer:
    """Its tags are these."""
    return answer_of(desk_of_conversations().tag(conversation, body.tags, _act(request, body)))


def name_topic(conversation: str, body: TopicBody, request: Request) -> ConversationAnswer:
    """What it is about, by the word of the staff."""
    return answer_of(desk_of_conversations().about(conversation, body.topic, _act(request, body)))


def _template(body: TurnBody) -> str:
    """Raises Invalid("unknown-template", "no-text")."""
    if not body.template:
        return ""
    found = playbooks().definitions("template").get(body.template)
    if found is None:
        raise Invalid("unknown-template", f"there is no template {body.template!r}")
    if body.kind != "said" or body.channel not in CHANNELS or not for_channel(found, body.channel):
        raise Invalid("no-text", f"{body.template!r} says nothing there: name the `channel` of an answer that it has")
    return body.template


def _act(request: Request, body: Body) -> Act:
    event, moment = event_of(request), now()
    seen = body.version or _matched(event.get("headers") or {})
    return Act(caller_of(event).name, moment, occasion(event, moment), seen)


def _matched(headers: dict[str, str]) -> int:
    """The version in `If-Match`, 0 where there is none. Raises Invalid("bad-version")."""
    said = {name.lower(): value for name, value in headers.items()}.get("if-match", "").strip(' "') or "0"
    if not said.isdecimal() or len(said) > LONGEST:
        raise Invalid("bad-version", "If-Match is the `version` of an earlier answer")
    return int(said)
