"""What is recommended: on a page from what was read within a minute, in a message from what is so at that moment."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.shelves import Shelves
from segue.recommending.serving import Recommending

SECONDS = 60.0  # that a page may be behind: an item sold out, a row of last night


@cache
def recommending() -> Recommending:
    """For pages, the API and the desk."""
    return Recommending(Shelves.of(settings().catalog, SECONDS))


def recommending_now() -> Recommending:
    """For what leaves now and is read later: nothing is remembered."""
    return Recommending(Shelves.of(settings().catalog, 0))
