"""Making: what a template's file says becomes what is kept, once, when the playbook is applied."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.contact_points import CHANNELS
from segue.errors import Invalid, inside
from segue.messaging.coupons import compiled_pool
from segue.messaging.experimenting import compiled_experiment
from segue.messaging.fragments import LOCALE, WRITTEN, Composing, Fragments, asked, refuse
from segue.messaging.layers import HTML, TEXT, Layer, layers
from segue.messaging.locales import shop_locale
from segue.messaging.mjml import html, with_preview
from segue.messaging.pieces import Composed, written
from segue.messaging.plain import plain
from segue.messaging.rendering import ESCAPED
from segue.messaging.shapes import facts_of
from segue.messaging.strict import Facts, problems
from segue.messaging.templates import AGAIN, FALLBACK, STYLES
from segue.spelling import meant

PREVIEW, REASON = "preview", "reason"  # what a mailbox shows behind the subject; why somebody gets this
LOCALES = "locales"
Texts = Mapping[str, Composed]


@dataclass(frozen=True)
class Around:
    """What of the rest of the playbook a template is compiled with."""

    fragments: Fragments = field(default_factory=dict)
    shop: Mapping[str, Any] = field(default_factory=dict)


def compile_template(key: str, spec: Mapping[str, Any], around: Around | None = None) -> dict[str, Any]:
    """The parts of each channel that it is for, in each language and style. Raises Invalid("bad-template"), with
    everything else that is wrong as `also`."""
    around = around or Around()
    making = _Making(key, around, facts_of(around.shop), str(spec.get("frame") or ""))
    kept: dict[str, Any] = {}
    refuse([one for layer in layers(spec, around.shop) for one in making.keep(layer, kept)])
    fallback = shop_locale(around.shop) if LOCALES in kept else ""
    beside = _again(spec) | compiled_pool(spec, _texts(kept)) | compiled_experiment(spec, kept)
    return kept | beside | ({FALLBACK: fallback} if fallback else {})


@dataclass(frozen=True)
class _Making:
    key: str
    around: Around
    facts: Facts
    frame: str

    def keep(self, layer: Layer, kept: dict[str, Any]) -> Iterator[Invalid]:
        """Adds a layer; of a style what differs from the usual alone. Tells what is wrong."""
        own = layer.path[:1] != (LOCALES,)
        usual = kept if own else kept.setdefault(LOCALES, {}).setdefault(layer.locale, {})
        try:
            made = self._made(layer)
            if layer.style:
                usual.setdefault(STYLES, {})[layer.style] = _different(made, usual, layer)
        except Invalid as wrong:
            yield from wrong.all
            return
        if not layer.style:
            usual |= made | ({LOCALE: layer.locale} if own and layer.locale else {})

    def _made(self, layer: Layer) -> dict[str, str]:
        parts = self._parts(layer)
        composing = Composing(self.around.fragments, self.frame, layer.locale)
        wanted = [WRITTEN.get(part, part) for part in (*parts, PREVIEW)]
        texts = composing.whole(layer.said, [one for one in wanted if one in layer.said])
        self._check(texts)
        if HTML in texts:
            texts |= {HTML: with_preview(texts[HTML], texts[PREVIEW])} if PREVIEW in texts else {}
            texts = {TEXT: _plain(layer, composing, texts), **texts}
        made = {part: _part(part, texts) for part in parts}
        return made | ({PREVIEW: texts[PREVIEW].text.strip()} if PREVIEW in texts else {})

    def _check(self, texts: Texts) -> None:
        """Raises Invalid with all that is wrong in them."""
        escaped = [WRITTEN.get(one, one) for one in ESCAPED]
        found = [problems(part, text, self.facts, escapes=part in escaped) for part, text in texts.items()]
        refuse([one for some in found for one in some])

    def _parts(self, layer: Layer) -> list[str]:
        """Of all channels that it says something for. Raises Invalid where one lacks a part."""
        self._strange(layer)
        needed = [(WRITTEN.get(part, part), one.may) for one in layer.channels for part in one.parts]
        missing = [part for part, may in needed if part not in layer.said and part not in may]
        if missing or not needed:
            name = layer.path[-1] if layer.path else self.key
            with inside(*layer.path):
                raise Invalid("bad-template", f"{name} lacks {', '.join(missing or _any())}")
        return list(dict.fromkeys(part for one in layer.channels for part in one.parts))

    def _strange(self, layer: Layer) -> None:
        """Raises Invalid for what nobody asks for."""
        every = [WRITTEN.get(part, part) for one in CHANNELS.values() for part in one.parts]
        known = {*every, PREVIEW, REASON, *asked(self.around.fragments)}
        for name in (one for one in layer.said if one not in known):
            hint = meant(name, known) or f"; it knows {', '.join(f'`{one}`' for one in _any())}"
            with inside(*layer.said[name].pieces[0].origin.path):
                raise Invalid("unknown-key", f"a template does not know `{name}`{hint}")


def _any() -> list[str]:
    """What a template may have."""
    every = [WRITTEN.get(part, part) for one in CHANNELS.values() for part in one.parts if part not in one.may]
    return list(dict.fromkeys(every))


def _plain(layer: Layer, composing: Composing, texts: Texts) -> Composed:
    """The plain-text part where nobody wrote one: with the text of frame and fragments, where they have one."""
    words = written(plain(layer.said[HTML].text), layer.said[HTML].pieces[0].origin.path)
    try:
        return composing.whole({**layer.said, TEXT: words}, [TEXT], framed=True)[TEXT]
    except Invalid:  # one of them has no text
        return written(plain(texts[HTML].text), ())


def _part(part: str, texts: Texts) -> str:
    text = texts.get(WRITTEN.get(part, part))
    if text is None:
        return ""
    return html(text) if part in WRITTEN else text.text


def _different(made: Mapping[str, str], usual: Mapping[str, Any], layer: Layer) -> dict[str, str]:
    more = made.keys() - usual.keys()
    if more:
        with inside(*layer.path):
            raise Invalid("bad-template", f"the usual style has no {', '.join(sorted(more))}")
    return {part: text for part, text in made.items() if usual[part] != text}


def _texts(kept: Any) -> Iterator[str]:
    if isinstance(kept, Mapping):
        for one in kept.values():
            yield from _texts(one)
    elif isinstance(kept, str):
        yield kept


def _again(spec: Mapping[str, Any]) -> dict[str, str]:
    said = spec.get("again", AGAIN[0])
    if said not in AGAIN:
        with inside("again"):
            raise Invalid("bad-template", f"`again` is {' or '.join(AGAIN)}{meant(said, AGAIN)}")
    return {"again": said} if said != AGAIN[0] else {}
