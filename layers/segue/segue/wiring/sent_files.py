"""Files of answers, as `send` asks for them. Few messages have any: who has none waits for nothing here."""

from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.messaging.enclosing import Attached
from segue.times import Millis


class SentFiles:
    """The files of answers, as `send` asks for them."""

    def read(self, key: str) -> bytes:
        """The bytes. Raises Refused("no-file"), Unavailable."""
        from segue.wiring.attachments import attachments

        return attachments().read(key)

    def link(self, attached: Attached, until: Millis) -> str:
        """An address that leads to a file until then."""
        from segue.messaging.file_links import sealed

        return f"{settings().public_url}/f/{sealed(derived('files'), attached, until)}"
