"""What there is to read about what somebody is reading up on, at this moment: it needs no night of learning.

Content says what it is about by its topics and products. What is narrow, a feature, leads before its category.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from segue.catalog.items import Item
from segue.profile.profiles import Profile
from segue.profile.researching import BEGUN, Research, researched
from segue.recommending.choosing import CONTENT, Reason, Recommendation
from segue.recommending.exclusions import unsellable
from segue.recommending.wishes import Wish
from segue.times import Millis

WEIGHTS = {"feature": 1.0, "brand": 0.25, "category": 0.25}
FIRST = 3  # readings whose products are told
PRODUCT = 1_000.0  # to be about the product of the page comes first


Reading = tuple[Item, Recommendation]


class Match(NamedTuple):
    """How much speaks for a piece of content, and what most."""

    score: float
    reason: Reason


def readings_of(library: Callable[[], Iterable[Item]], profile: Profile, wish: Wish, now: Millis) -> list[Reading]:
    """The best first, where the wish is for such; the library is asked only then. What is in another language than the
    reader's is left out."""
    if wish.of != "content" and wish.kind != "researched":
        return []
    personal = wish.kind in ("for_you", "trending", "researched") or not wish.product
    read = researched(profile, now, BEGUN) if personal else []
    product = wish.product if wish.of == "content" else ""
    items = library() if read or product else ()
    found = [(one, _match(one, read, product)) for one in items if _shown(one, wish.locale)]
    ranked = sorted((-made.score, one.id, one, made.reason) for one, made in found if made.score > 0)
    return [(one, Recommendation(f"{CONTENT}{key}", -score, reason)) for score, key, one, reason in ranked]


def takes(found: Sequence[Reading]) -> list[tuple[Item, Recommendation]]:
    """The products that the first readings are about, each once, beside the reading that names it."""
    named: dict[str, tuple[Item, Recommendation]] = {}
    for item, one in found[:FIRST]:
        for product in map(str, item.fields.get("products") or ()):
            named.setdefault(product, (item, Recommendation(product, one.score, Reason("takes", one.product))))
    return list(named.values())


def _match(item: Item, read: Iterable[Research], product: str) -> Match:
    parts = [Match(WEIGHTS[one.kind] * one.points, _because(one)) for one in read if one.name in _topics(item)]
    if product and product in (item.fields.get("products") or ()):
        parts.append(Match(PRODUCT, Reason("about", product)))
    strongest = max(parts, key=lambda one: one.score, default=Match(0.0, Reason("similar")))
    return Match(sum(one.score for one in parts), strongest.reason)


def _because(one: Research) -> Reason:
    return Reason("reads" if one.kind == "feature" else "looks", category=one.name)


def _topics(item: Item) -> set[str]:
    return set(_small(item.fields.get("topics") or ()))


def _small(names: Iterable[str]) -> Iterator[str]:
    return (str(one).strip().lower() for one in names)


def _shown(item: Item, locale: str) -> bool:
    said: Mapping[str, object] = item.fields
    own = str(said.get("locale") or "")
    return not unsellable(item) and bool(said) and (not own or not locale or _language(own) == _language(locale))


def _language(tag: str) -> str:
    return tag.partition("-")[0].lower()
