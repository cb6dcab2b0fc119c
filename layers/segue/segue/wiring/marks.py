"""Which segments are being filled: asked by whoever evaluates, so apart from what fills them."""

from functools import cache

from segue.aws.marks import Marks
from segue.aws.settings import settings


@cache
def marks() -> Marks:
    """The row `filling` of the Playbook table."""
    return Marks(settings().playbook)
