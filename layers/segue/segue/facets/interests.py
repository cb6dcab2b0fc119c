"""Interests: points per category, brand and feature in weeks, and the last products that were looked at.

Dwelling counts: a point for every ten seconds. Points are whole; decay is applied when somebody reads them, and only
then the best are chosen. Products are many and each is met seldom, so the last events are kept instead of counters.
"""

from typing import Any

from segue.events import Event
from segue.facets.buckets import add_buckets
from segue.facets.registers import TIE, last, short, text
from segue.times import DAY, SECOND, Millis

VERSION = 2
WEEK: Millis = 7 * DAY
WINDOW = 13  # weeks before the newest
HALF_LIFE = 4  # weeks
MOST = 60  # keys in a week
PRODUCTS = 8  # of the last events about a product
LONGEST, TAGS = 40, 10
POINTS = {
    "Product Viewed": 1,
    "Product Clicked": 1,
    "Product List Viewed": 1,
    "Product Shared": 2,
    "Product Reviewed": 2,
    "Product Added": 3,
    "Product Added to Wishlist": 3,
    "Order Completed": 5,
    "Content Viewed": 1,
    "Article Viewed": 1,
    "Dwelled": 0,
    "Product Feature Viewed": 0,
}
DWELL = ("dwell_seconds", "seconds", "duration")
SECONDS_A_POINT, MOST_DWELL = 10, 30  # points
KINDS = {"c": "categories", "b": "brands", "f": "features"}
Interests = dict[str, Any]  # {"w": {week: {"c:tents": points}}, "p": [[second, id, product, points], ...]}


def of(event: Event) -> Interests:
    """The points of what the event looks at, puts into a cart, orders or dwells on; {} of any other."""
    browsing = event.type in ("page", "screen")
    if event.event not in POINTS and not browsing:
        return {}
    points = (1 if browsing else POINTS[event.event or ""]) + _dwell(event)
    things = _things(event)
    keys = {key for one in things for key in _keys(one)}
    weeks = {event.timestamp // WEEK: dict.fromkeys(keys, points)} if keys and points else {}
    products = sorted({name for one in things if (name := text(one.get("product_id") or one.get("sku"), LONGEST))})
    seen = [[event.timestamp // SECOND, short(event.message_id) & TIE, one, points] for one in products if points]
    return add({}, {"w": weeks, "p": seen}) if weeks or seen else {}


def add(left: Interests, right: Interests) -> Interests:
    """Weeks added up, old ones dropped; the last product events of both."""
    if not left or not right:
        left, right = left or right, {}
    if not left:
        return {}
    weeks = add_buckets(left["w"], right.get("w", {}), WINDOW, MOST)
    return {"w": weeks, "p": last(left["p"], right.get("p", []), PRODUCTS)}


def read(value: Interests, most: int = 10) -> dict[str, list[dict[str, Any]]]:
    """{"categories", "brands", "features", "products"}: rows {"name", "score"}, highest first, at most `most` each.

    A score halves every four weeks, counted from the newest week that is known.
    """
    newest = newest_week(value)
    scores = {**scores_of(value), "products": dict[str, float]()}
    for second, _, product, points in value.get("p", []):
        _score(scores["products"], product, points, newest - second * SECOND // WEEK)
    return {kind: _best(found, most) for kind, found in scores.items()}


def newest_week(value: Interests) -> int:
    """The number of the newest week that is known; 0 where none is."""
    return max((*value.get("w", {}), *(one[0] * SECOND // WEEK for one in value.get("p", []))), default=0)


def scores_of(value: Interests) -> dict[str, dict[str, float]]:
    """{"categories" | "brands" | "features": {name: score as of the newest week}}."""
    scores: dict[str, dict[str, float]] = {name: {} for name in KINDS.values()}
    newest, weeks = newest_week(value), value.get("w", {})
    for week, counts in sorted(weeks.items()):
        for key, points in counts.items():
            _score(scores[KINDS[key[0]]], key[2:], points, newest - week)
    return scores


def _score(scores: dict[str, float], name: str, points: int, age: int) -> None:
    scores[name] = scores.get(name, 0.0) + points * 0.5 ** (age / HALF_LIFE)


def _best(scores: dict[str, float], most: int) -> list[dict[str, Any]]:
    ranked = sorted(((round(score, 2), name) for name, score in scores.items()), key=lambda one: (-one[0], one[1]))
    return [{"name": name, "score": score} for score, name in ranked[:most]]


def _things(event: Event) -> list[dict[str, Any]]:
    """What the event is about: its properties; of an order its products, of a list none of them in particular."""
    products = event.properties.get("products")
    inside = products if isinstance(products, list) and event.event == "Order Completed" else []
    return [event.properties, *(one for one in inside[:50] if isinstance(one, dict))]


def _keys(thing: dict[str, Any]) -> list[str]:
    listed = [thing.get(name) for name in ("features", "tags", "topics")]
    features = [tag for one in listed if isinstance(one, list) for tag in one[:TAGS]]
    named = [("c", thing.get("category")), ("b", thing.get("brand")), ("f", thing.get("feature"))]
    named += [("f", tag) for tag in features]
    return [f"{kind}:{name}" for kind, given in named if (name := text(given, LONGEST).lower())]


def _dwell(event: Event) -> int:
    given = next((event.properties[name] for name in DWELL if name in event.properties), 0)
    usable = isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given < 1e9
    return min(int(given) // SECONDS_A_POINT, MOST_DWELL) if usable else 0
