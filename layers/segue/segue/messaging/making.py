"""Making: what a template's file says becomes what is kept, once, when the playbook is applied."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from liquid.exceptions import LiquidError

from segue.contact_points import CHANNELS
from segue.errors import Invalid, inside
from segue.messaging.fragments import LOCALE, WRITTEN, Composing, Fragments, misplaced
from segue.messaging.layers import HTML, TEXT, Layer, layers
from segue.messaging.liquids import parsed
from segue.messaging.locales import shop_locale
from segue.messaging.mjml import html, with_preview
from segue.messaging.pieces import Composed, written
from segue.messaging.plain import plain
from segue.messaging.templates import AGAIN, ESCAPED, FALLBACK
from segue.spelling import meant

PREVIEW = "preview"  # what a mailbox shows behind the subject
LOCALES, STYLES = "locales", "styles"
Texts = Mapping[str, Composed]


def compile_template(
    key: str, spec: Mapping[str, Any], fragments: Fragments | None = None, shop: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The parts of each channel that it is for, in each language and style. Raises Invalid("bad-template")."""
    making = _Making(key, fragments or {}, str(spec.get("frame") or ""))
    kept: dict[str, Any] = {}
    for layer in layers(spec, shop or {}):
        making.keep(layer, kept)
    fallback = shop_locale(shop or {}) if LOCALES in kept else ""
    return kept | _again(spec) | ({FALLBACK: fallback} if fallback else {})


@dataclass(frozen=True)
class _Making:
    key: str
    fragments: Fragments
    frame: str

    def keep(self, layer: Layer, kept: dict[str, Any]) -> None:
        """Adds a layer; of a style what differs from the usual alone."""
        own = layer.path[:1] != (LOCALES,)
        usual = kept if own else kept.setdefault(LOCALES, {}).setdefault(layer.locale, {})
        made = self._made(layer)
        if layer.style:
            usual.setdefault(STYLES, {})[layer.style] = _different(made, usual, layer)
        else:
            usual |= made | ({LOCALE: layer.locale} if own and layer.locale else {})

    def _made(self, layer: Layer) -> dict[str, str]:
        parts = self._parts(layer)
        composing = Composing(self.fragments, self.frame, layer.locale)
        wanted = [WRITTEN.get(part, part) for part in (*parts, PREVIEW)]
        texts = composing.whole(layer.said, [one for one in wanted if one in layer.said])
        if HTML in texts:
            texts |= {HTML: with_preview(texts[HTML], texts[PREVIEW])} if PREVIEW in texts else {}
            texts = {TEXT: _plain(layer, composing, texts), **texts}
        made = {part: _part(part, texts) for part in parts}
        return made | ({PREVIEW: texts[PREVIEW].text.strip()} if PREVIEW in texts else {})

    def _parts(self, layer: Layer) -> list[str]:
        """Of all channels that it says something for. Raises Invalid where one lacks a part."""
        needed = [(WRITTEN.get(part, part), one.may) for one in layer.channels for part in one.parts]
        missing = [part for part, may in needed if part not in layer.said and part not in may]
        if missing or not needed:
            with inside(*layer.path):
                raise Invalid("bad-template", f"{_name(self.key, layer)} lacks {', '.join(missing or _any())}")
        return list(dict.fromkeys(part for one in layer.channels for part in one.parts))


def _name(key: str, layer: Layer) -> str:
    return str(layer.path[-1]) if layer.path else key


def _any() -> list[str]:
    """What a template may have."""
    every = [WRITTEN.get(part, part) for one in CHANNELS.values() for part in one.parts if part not in one.may]
    return list(dict.fromkeys(every))


def _plain(layer: Layer, composing: Composing, texts: Texts) -> Composed:
    """The plain-text part where nobody wrote one: with the text of frame and fragments, where they have one."""
    words = written(plain(layer.said[HTML].text), layer.said[HTML].pieces[0].origin.path)
    if composing.has(TEXT, words.text):
        return composing.whole({**layer.said, TEXT: words}, [TEXT])[TEXT]
    return written(plain(texts[HTML].text), ())


def _part(part: str, texts: Texts) -> str:
    """One part, as Liquid. Raises Invalid where it is none."""
    text = texts.get(WRITTEN.get(part, part))
    if text is None:
        return ""
    _check(WRITTEN.get(part, part), text, part in ESCAPED)
    return html(text) if part in WRITTEN else text.text


def _check(part: str, text: Composed, escapes: bool) -> None:
    try:
        parsed(text.text, escapes)
    except LiquidError as wrong:
        at = wrong.token.start_index if wrong.token else 0
        raise misplaced(f"{part}: {wrong.message}", text.origin(max(at, 0))) from wrong


def _different(made: Mapping[str, str], usual: Mapping[str, Any], layer: Layer) -> dict[str, str]:
    more = made.keys() - usual.keys()
    if more:
        with inside(*layer.path):
            raise Invalid("bad-template", f"the usual style has no {', '.join(sorted(more))}")
    return {part: text for part, text in made.items() if usual[part] != text}


def _again(spec: Mapping[str, Any]) -> dict[str, str]:
    said = spec.get("again", AGAIN[0])
    if said not in AGAIN:
        with inside("again"):
            raise Invalid("bad-template", f"`again` is {' or '.join(AGAIN)}{meant(said, AGAIN)}")
    return {"again": said} if said != AGAIN[0] else {}
