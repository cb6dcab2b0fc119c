"""The routes about files of conversations."""

from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.event_handler import Request

from segue.api.file_answers import FileAnswer, UploadBody, WantedUpload
from segue.api.repeats import occasion
from segue.api.routes import event_of
from segue.conversations import refs
from segue.conversations.conversations import Turn
from segue.conversations.desk.attaching import upload
from segue.errors import NotFound
from segue.lambdas import now
from segue.wiring.attachments import attachments
from segue.wiring.conversations import conversations, desk_of_conversations
from segue.wiring.mail_files import file_of_mail


def ask_for_upload(conversation: str, body: UploadBody, request: Request) -> WantedUpload:
    """Where the browser uploads a file to, itself; 400 for a type or a size that is not taken."""
    desk_of_conversations().read(conversation)
    one = upload(conversation, (body.name, body.type, body.size), occasion(event_of(request), now()))
    return WantedUpload.model_validate({"upload": attachments().form(one), "attachment": one._asdict()})


def read_attachment(conversation: str, turn: str, number: int) -> FileAnswer:
    """A file of a turn by its place in `attachments`; one of a mail is taken out of the mail. 404 where it is no
    more."""
    desk_of_conversations().read(conversation)
    found = _turn(conversation, turn)
    one = found.attachments[number] if found and 0 <= number < len(found.attachments) else None
    if found is None or one is None:
        raise NotFound("unknown-file", "there is no such file")
    url = _linked(found, one) or file_of_mail(found, number)
    if not url:
        raise NotFound("unknown-file", "this file is not kept here")
    return FileAnswer(name=str(one.get("name", "")), type=str(one.get("type", "")), url=url)


def listed(turn: Turn) -> list[dict[str, Any]]:
    """The files of a turn: `url` leads to those that we keep for ten minutes; `at` asks for one of a mail."""
    return [_listed(turn, number, dict(one)) for number, one in enumerate(turn.attachments)]


def _turn(conversation: str, turn: str) -> Turn | None:
    ref = refs.of_turn(turn)
    known = conversations().aliases([ref], now()).get(ref)
    return conversations().turn(conversation, known.place) if known and known.conversation == conversation else None


def _listed(turn: Turn, number: int, one: dict[str, Any]) -> dict[str, Any]:
    if one.get("key"):
        return one | {"url": _linked(turn, one)}
    stored = turn.detail.get("stored") and not one.get("url")
    return one | ({"at": f"/v1/conversations/{turn.conversation}/attachments/{turn.id}/{number}"} if stored else {})


def _linked(turn: Turn, one: Mapping[str, Any]) -> str:
    key = turn.kept(one)
    if not key:
        return "" if one.get("key") else str(one.get("url", ""))
    return attachments().link(key, str(one.get("name", "")), str(one.get("type", "")))
