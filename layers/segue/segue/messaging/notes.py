"""Notes: what is not wrong about a template, and still worth knowing before it is in force."""

from collections.abc import Iterator, Mapping
from typing import Any

from segue.contact_points import CHANNELS
from segue.messaging.locales import shop_locales
from segue.messaging.templates import Kept, locale_for, locales, own_locale

CLIPPED = 102_000  # bytes of HTML: Gmail shows no more, and hides the way out that stands at the end


def notes(template: Kept, shop: Mapping[str, Any]) -> Iterator[str]:
    """Sentences about a template of a shop that says this of itself."""
    channels = [name for name, one in CHANNELS.items() if template.keys() >= set(one.parts)]
    for wanted in shop_locales(shop):
        lacking = [name for name in channels if not _speaks(template, name, wanted)]
        if lacking:
            instead = locale_for(template, lacking[0], wanted) or "the language of the file"
            where = "" if len(lacking) == len(channels) else f" on {', '.join(lacking)}"
            yield f"there is no `{wanted}`{where}, which the shop speaks: who reads it gets {instead}"
    for locale, html in _pages(template):
        if len(html.encode()) > CLIPPED:
            where = f" in `{locale}`" if locale else ""
            yield f"the mail{where} has more than {CLIPPED // 1000} KB before anything is put in: Gmail cuts it off"


def _speaks(template: Kept, channel: str, wanted: str) -> bool:
    found = locale_for(template, channel, wanted)
    return found.partition("-")[0] == wanted.partition("-")[0] or not any(locales(template))


def _pages(template: Kept) -> Iterator[tuple[str, str]]:
    layers = {own_locale(template): template, **template.get("locales", {})}
    for locale, layer in layers.items():
        yield from ((locale, one["html"]) for one in (layer, *layer.get("styles", {}).values()) if "html" in one)
