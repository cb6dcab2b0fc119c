"""Files at the console's desk: uploaded by the browser itself, opened by links that end."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from segue.conversations import refs
from segue.errors import NotFound
from segue.times import LATEST
from segue.wiring.conversations import conversations


class Attaching:
    """Raises as what it calls does."""

    def upload(self, conversation: str, file: tuple[str, str, int], occasion: str) -> dict[str, Any]:
        """{"url", "fields"} of the form that takes a file of (name, type, bytes), and the `attachment` that it is."""
        from segue.conversations.desk.attaching import upload
        from segue.wiring.attachments import attachments

        one = upload(conversation, file, occasion)
        return {**attachments().form(one), "attachment": one._asdict()}

    def attached(self, conversation: str, given: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
        """The files of an answer, which are there."""
        from segue.conversations.desk.attaching import attached
        from segue.wiring.attachments import attachments

        return attached(conversation, given, attachments().size)

    def uploads_to(self) -> str:
        """The origin that files are uploaded to."""
        from segue.conversations.desk.attaching import Upload
        from segue.wiring.attachments import attachments

        found = urlsplit(attachments().form(Upload("-", "-", "text/plain", 1))["url"])
        return f"{found.scheme}://{found.netloc}"

    def file(self, conversation: str, turn: str, number: int) -> str:
        """A link to a file of a turn, for a few minutes. Raises NotFound("unknown-file")."""
        from segue.wiring.attachments import attachments
        from segue.wiring.mail_files import file_of_mail

        ref = refs.of_turn(turn)
        known = conversations().aliases([ref], LATEST).get(ref)
        own = known and known.conversation == conversation
        found = conversations().turn(conversation, known.place) if known and own else None
        one = found.attachments[number] if found and number < len(found.attachments) else {}
        key = found.kept(one) if found else ""
        kept = attachments().link(key, str(one.get("name", "")), str(one.get("type", ""))) if key else ""
        url = kept or (file_of_mail(found, number) if found and one else "")
        if not url:
            raise NotFound("unknown-file", "this file is not kept here")
        return url
