"""`open_file`: files of conversations, and exports."""

from segue.aws.attachments import Attachments
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.exporting.runs import MARK
from segue.messaging.file_links import Opening
from segue.wiring.attachments import attachments


def opening() -> Opening:
    """Links to files."""
    return Opening(derived("files"), _place)


def _place(key: str, name: str, kind: str) -> str:
    files = Attachments(settings().exports_bucket) if key.startswith(MARK) else attachments()
    return files.link(key, name, kind)
