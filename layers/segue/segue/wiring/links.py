"""Signed links in messages."""

from functools import cache

from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.messaging.links import Links


@cache
def links() -> Links:
    """Signed links."""
    return Links(derived("links"), derived("identity"), settings().public_url, settings().link_url)
