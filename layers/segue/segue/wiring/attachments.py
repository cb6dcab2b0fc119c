"""Files of conversations: the desk, and `segue.wiring.opened_files`."""

from functools import cache

from segue.aws.attachments import Attachments
from segue.aws.settings import settings


@cache
def attachments() -> Attachments:
    """The bucket of attachments."""
    return Attachments(settings().attachments_bucket)
