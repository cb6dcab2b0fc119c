"""`follow_link`, and the short links that `send` makes for it."""

from dataclasses import replace
from functools import cache, partial

from segue.aws.ledger import Ledger
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.aws.short_links import ShortLinks
from segue.lambdas import now
from segue.messaging.following import Following
from segue.messaging.links import Links
from segue.messaging.targets import Target, opened
from segue.wiring.links import links


@cache
def following() -> Following:
    """Tracked links."""
    return Following(partial(opened, derived("links")), _short().read, Ledger(settings().ledger))


def kept_links() -> Links:
    """Signed links, short where a channel wants it."""
    return replace(links(), keep=_keep)


def _keep(name: str, target: Target) -> None:
    _short().keep(name, target, now())


def _short() -> ShortLinks:
    return ShortLinks(settings().requests)
