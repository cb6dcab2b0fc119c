"""Files of conversations: `open_file` and the desk."""

from functools import cache

from segue.aws.attachments import Attachments
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.messaging.file_links import Opening


@cache
def attachments() -> Attachments:
    """The bucket of attachments."""
    return Attachments(settings().attachments_bucket)


def opening() -> Opening:
    """Links to files."""
    return Opening(derived("files"), attachments().link)
