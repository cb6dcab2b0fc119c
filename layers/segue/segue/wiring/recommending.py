"""What is recommended: on a page from what was read within a minute, in a message from what is so at that moment."""

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any

from segue.aws.lately import Lately
from segue.aws.settings import settings
from segue.aws.shelves import Shelves
from segue.catalog.items import Item
from segue.messaging.locales import comma, shop_locale
from segue.profile.profiles import Profile
from segue.recommending.answers import answer, left_out
from segue.recommending.served import Served
from segue.recommending.serving import Recommending
from segue.recommending.wishes import Wish
from segue.recommending.words import NOTHING, worded_of_them
from segue.times import Millis
from segue.wiring.catalog import catalog
from segue.wiring.policies import policy

SECONDS = 60.0  # that a page may be behind: an item sold out, a row of last night
MOST_READ = 1_000  # pieces of content that are looked through, in the order of their ids


@cache
def shelves() -> Shelves:
    """What was read within a minute is not read again."""
    return Shelves.of(settings().catalog, SECONDS)


@cache
def _library() -> Lately[Sequence[Item]]:
    return Lately(lambda _: [*islice(catalog().every("content"), MOST_READ)], SECONDS)


def library() -> Sequence[Item]:
    """All that there is to read, as it was within a minute, for whomever."""
    return _library()("")


def recommending() -> Recommending:
    """For the API and the desk."""
    return Recommending(shelves(), library=library)


def recommending_at_once() -> Recommending:
    """For a page, which waits."""
    return Recommending(shelves(), waits=False, library=library)


def recommending_now() -> Recommending:
    """For what leaves now and is read later: of products nothing is remembered."""
    return Recommending(Shelves.of(settings().catalog, 0), library=library)


def told(profile: Profile, wish: Wish, now: Millis) -> dict[str, Any]:
    """For programs: {"items", "left_out", "why", "words"}, `words` say why there is nothing, or less."""
    return _found(profile, wish, now)[1]


def told_of_them(profile: Profile, wish: Wish, now: Millis) -> dict[str, Any]:
    """The same for the staff, to whom reasons speak of the customer."""
    found, said = _found(profile, wish, now)
    for one, row in zip(found.shown, said["items"], strict=True):
        reason = row["reason"]
        reason["words"] = worded_of_them(one.recommendation.reason, reason["product_title"])
    return said


def _found(profile: Profile, wish: Wish, now: Millis) -> tuple[Served, dict[str, Any]]:
    served, shop = recommending().serve(profile, wish, now), policy()
    items = [answer(one, shop.ours, comma=comma(shop_locale(shop.shop))) for one in served.shown]
    said = {"items": items, "left_out": left_out(served), "why": served.why, "words": str(NOTHING[served.why])}
    return served, said
