"""Files of conversations: `open_file` and the desk."""

from functools import cache

from segue.aws.attachments import Attachments
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.exporting.runs import MARK
from segue.messaging.file_links import Opening


@cache
def attachments() -> Attachments:
    """The bucket of attachments."""
    return Attachments(settings().attachments_bucket)


@cache
def exported() -> Attachments:
    """The bucket of exports."""
    return Attachments(settings().exports_bucket)


def opening() -> Opening:
    """Links to files: those of conversations, and exports."""
    return Opening(derived("files"), _place)


def _place(key: str, name: str, kind: str) -> str:
    files = exported() if key.startswith(MARK) else attachments()
    return files.link(key, name, kind)
