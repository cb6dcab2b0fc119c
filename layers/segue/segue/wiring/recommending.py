"""What is recommended: on a page from what was read within a minute, in a message from what is so at that moment."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from segue.aws.settings import settings
from segue.aws.shelves import Shelves
from segue.messaging.facts import MOST
from segue.messaging.locales import comma, shop_locale
from segue.profile.profiles import Profile
from segue.recommending.answers import answer, left_out
from segue.recommending.serving import Recommending, Shown
from segue.recommending.wishes import Wish
from segue.recommending.words import NOTHING
from segue.times import Millis
from segue.wiring.policies import policy

SECONDS = 60.0  # that a page may be behind: an item sold out, a row of last night


@cache
def shelves() -> Shelves:
    """What was read within a minute is not read again."""
    return Shelves.of(settings().catalog, SECONDS)


def recommending() -> Recommending:
    """For the API and the desk."""
    return Recommending(shelves())


def recommending_at_once() -> Recommending:
    """For a page, which waits."""
    return Recommending(shelves(), waits=False)


def recommending_now() -> Recommending:
    """For what leaves now and is read later: nothing is remembered."""
    return Recommending(Shelves.of(settings().catalog, 0))


def suits_by(service: Recommending, profile: Profile, product: str, now: Millis) -> Sequence[Shown]:
    """The first few for a message that is about a product, or about none."""
    return service.serve(profile, Wish(most=MOST, product=product), now).shown


def told(profile: Profile, wish: Wish, now: Millis) -> dict[str, Any]:
    """For programs and the staff: {"items", "left_out", "why", "words"}, `words` say why there is nothing, or less."""
    served, shop = recommending().serve(profile, wish, now), policy()
    items = [answer(one, shop.ours, comma=comma(shop_locale(shop.shop))) for one in served.shown]
    return {"items": items, "left_out": left_out(served), "why": served.why, "words": NOTHING[served.why]}
