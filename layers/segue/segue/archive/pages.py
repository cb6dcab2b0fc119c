"""Pages: of which kind one is, and how the visit came to it. Neither its address nor what was searched is kept."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from segue.events import Event

SAID_AS = ("page_type", "template", "pageType", "page_template")
PAGES = ("home", "list", "product", "search", "cart", "checkout", "thanks", "article", "account", "help", "other")
CALLED: Mapping[str, str] = {
    **{one: one for one in PAGES},
    "index": "home",
    "homepage": "home",
    "collection": "list",
    "collections": "list",
    "category": "list",
    "list-collections": "list",
    "pdp": "product",
    "plp": "list",
    "searchresults": "search",
    "basket": "cart",
    "confirmation": "thanks",
    "thank-you": "thanks",
    "thank_you": "thanks",
    "blog": "article",
    "contact": "help",
    "faq": "help",
    "login": "account",
}
# By the first words of a path, in the languages of the starter; the first that fits. `thanks` lies below a checkout.
BEGINNINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("product", ("products", "product", "p", "produkt", "produkte", "item", "dp")),
    ("list", ("collections", "collection", "category", "categories", "c", "kategorie", "shop", "sale")),
    ("cart", ("cart", "basket", "warenkorb")),
    ("checkout", ("checkout", "checkouts", "kasse")),
    ("search", ("search", "suche")),
    ("account", ("account", "login", "register", "konto", "orders", "anmelden")),
    ("help", ("help", "faq", "contact", "support", "hilfe", "kontakt", "returns", "shipping")),
    ("article", ("blog", "blogs", "articles", "article", "guides", "journal", "magazin", "ratgeber")),
    ("thanks", ("thanks", "thank-you", "thank_you", "danke")),
)
OF_BEGINNING: Mapping[str, str] = {word: page for page, words in BEGINNINGS for word in words}
THANKS = ("thank-you", "thank_you", "thanks", "confirmation", "danke", "orders")
ENGINES = ("google.", "bing.", "duckduckgo.", "ecosia.", "yahoo.", "qwant.", "startpage.", "baidu.", "yandex.")
SOCIAL = ("facebook.", "instagram.", "pinterest.", "tiktok.", "youtube.", "linkedin.", "reddit.", "t.co", "x.com")
PAID = ("gclid", "msclkid", "gbraid", "wbraid")
LANGUAGE = 2  # letters of a path that begins with one


def page_of(event: Event) -> str:
    """The kind of the page that it happened on; "" where none is told."""
    told = (event.properties, _page(event))
    names = (_text(place.get(name)).partition(".")[0].casefold() for place in told for name in SAID_AS)
    if kind := next((CALLED[name] for name in names if name in CALLED), ""):
        return kind
    path = next((found for one in told if (found := _path(one))), "")
    return _by_path(path) if path else ""


def came_by(event: Event) -> dict[str, str]:
    """How the visit came: {"medium", "campaign"}, as far as the page's address, or what led to it, tells."""
    said = event.context.get("campaign")
    campaign = said if isinstance(said, Mapping) else {}
    asked = _query(event)
    medium = _plain(campaign.get("medium")) or _plain(asked.get("utm_medium")) or _unsaid(event, asked)
    name = _plain(campaign.get("name")) or _plain(asked.get("utm_campaign"))
    return {"medium": medium, "campaign": name}


def _unsaid(event: Event, asked: Mapping[str, str]) -> str:
    if any(one in asked for one in PAID):
        return "cpc"
    host = _host(_text(_page(event).get("referrer") or event.properties.get("referrer")))
    if not host or host == _host(_text(_page(event).get("url") or event.properties.get("url"))):
        return ""
    if any(host.startswith(one) or f".{one}" in host for one in ENGINES):
        return "organic"
    return "social" if any(host.startswith(one) or f".{one}" in host for one in SOCIAL) else "referral"


def _by_path(path: str) -> str:
    parts = [one.casefold() for one in path.split("/") if one]
    if parts and len(parts[0].partition("-")[0]) == LANGUAGE and parts[0] not in OF_BEGINNING:
        parts = parts[1:]  # `/de/products/...`
    if not parts:
        return "home"
    kind = OF_BEGINNING.get(parts[0].removesuffix(".html"), "other")
    if kind == "checkout" and any(one in THANKS for one in parts[1:]):
        return "thanks"
    return "product" if kind == "list" and "products" in parts[1:] else kind


def _path(place: Mapping[str, Any]) -> str:
    path = _text(place.get("path"))
    return path if path.startswith("/") else _split(_text(place.get("url")))[1]


def _query(event: Event) -> dict[str, str]:
    for place in (_page(event), event.properties):
        query = _text(place.get("search")).removeprefix("?") or _split(_text(place.get("url")))[2]
        if query:
            return {name: found[0] for name, found in _parsed(query).items()}
    return {}


def _parsed(query: str) -> dict[str, list[str]]:
    try:
        return parse_qs(query, max_num_fields=50)
    except ValueError:
        return {}


def _host(url: str) -> str:
    return _split(url)[0].removeprefix("www.")


def _split(url: str) -> tuple[str, str, str]:
    """Host, path and query of an address; empty texts of what is none."""
    try:
        found = urlsplit(url)
        return (found.hostname or "", found.path, found.query) if found.scheme in ("http", "https") else ("", "", "")
    except ValueError:
        return "", "", ""


def _page(event: Event) -> Mapping[str, Any]:
    page = event.context.get("page")
    return page if isinstance(page, Mapping) else {}


def _text(given: Any) -> str:
    return given[:2000] if isinstance(given, str) else ""


def _plain(given: Any) -> str:
    return _text(given).strip().lower()
