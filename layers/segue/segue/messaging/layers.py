"""Layers: what a template's file says in each language and style, each whole.

A language inherits of the file's own what has no words in it (a link, `{{ product.name }}`), a style everything that
it does not say itself. Each text knows where it stands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from segue.contact_points import CHANNELS, Channel
from segue.errors import Invalid, inside
from segue.messaging.fragments import LOCALE, WRITTEN
from segue.messaging.locales import shop_locale, tag
from segue.messaging.masks import LIQUID
from segue.messaging.pieces import Composed, Path, written
from segue.messaging.templates import EXPERIMENT

# What is no text of the message.
ABOUT = ("name", "description", "frame", LOCALE, "locales", "styles", "again", "coupon", EXPERIMENT)
HTML, TEXT = "mjml", "text"  # where the first is said anew, the second is made of it
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
MARKUP = re.compile(r"<[^<>]*>|https?://\S+|&\w+;")
LETTER = re.compile(r"[^\W\d_]")
STYLE = re.compile(r"[a-z][a-z0-9-]{0,23}")


@dataclass(frozen=True)
class Layer:
    """What is said in a language and style ("" for the usual one) by part; `new` are those that it says itself."""

    locale: str
    style: str
    path: Path
    said: Mapping[str, Composed]
    new: frozenset[str]

    @property
    def channels(self) -> list[Channel]:
        """Those for which it says something that not every language has."""
        return [one for one in CHANNELS.values() if any(WRITTEN.get(part, part) in self.new for part in one.parts)]


def layers(spec: Mapping[str, Any], shop: Mapping[str, Any]) -> Iterator[Layer]:
    """All of them, each language before its styles, the file's own first. Raises Invalid("bad-template")."""
    own, locales = _flat(spec, ()), _mapping(spec, "locales", ())
    base = Layer(_own_locale(spec, shop), "", (), own, frozenset(own))
    yield base
    yield from _styles(spec, base)
    wordless = {name: text for name, text in own.items() if not worded(text.text)}
    for locale in locales:
        path = "locales", _checked(locale, base.locale)
        said = _flat(_mapping(locales, locale, ("locales",)), path)
        made = Layer(locale, "", path, {**wordless, **said}, frozenset(said))
        yield made
        yield from _styles(locales[locale], made)


def worded(text: str) -> bool:
    """Whether there are words in a text that another language would say differently."""
    quoted = [one for liquid in LIQUID.findall(text) for one in QUOTED.findall(liquid) if "%" not in one]
    return bool(LETTER.search(MARKUP.sub("", LIQUID.sub("", text)))) or any(map(LETTER.search, quoted))


def _styles(spec: Mapping[str, Any], base: Layer) -> Iterator[Layer]:
    styles = _mapping(spec, "styles", base.path)
    for name in styles:
        path = *base.path, "styles", name
        if not STYLE.fullmatch(name):
            raise _refused("a style is a short word in small letters, such as short or formal", path)
        said = _flat(_mapping(styles, name, path[:-1]), path)
        kept = {part: text for part, text in base.said.items() if part != TEXT or HTML not in said}
        yield replace(base, style=name, path=path, said={**kept, **said}, new=base.new | said.keys())


def _flat(spec: Mapping[str, Any], path: Path) -> dict[str, Composed]:
    """{"push.title": text} of `push: {title: text}`."""
    found: dict[str, Composed] = {}
    for name, value in spec.items():
        if isinstance(value, Mapping) and name not in ABOUT:
            found |= {f"{name}.{inner}": text for inner, text in _flat(value, (*path, name)).items()}
        elif name not in ABOUT and value is not None:
            found[name] = _text(name, value, (*path, name))
    return found


def _text(name: str, value: Any, path: Path) -> Composed:
    if not isinstance(value, str):
        raise _refused(f"`{name}` is a text", path)
    return written(value, path)


def _own_locale(spec: Mapping[str, Any], shop: Mapping[str, Any]) -> str:
    said = spec.get(LOCALE)
    if said is not None and (not isinstance(said, str) or tag(said) != said):
        raise _refused(f"`locale` is a language such as de or de-AT, not {said!r}", (LOCALE,))
    own = said or shop_locale(shop)
    if "locales" in spec and not own:
        raise _refused("a template with `locales` says in `locale` which language its own words are", ("locales",))
    return own


def _checked(locale: str, own: str) -> str:
    if tag(locale) != locale:
        hint = f"; did you mean `{tag(locale)}`?" if tag(locale) else ""
        raise _refused(f"`{locale}` is no language such as de or de-AT{hint}", ("locales", locale))
    if locale == own:
        raise _refused(f"`{locale}` is the language of the template's own words", ("locales", locale))
    return locale


def _mapping(spec: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    found = spec.get(name, {})
    if not isinstance(found, Mapping):
        raise _refused(f"`{name}` is a mapping", (*path, name))
    return found


def _refused(words: str, path: Path) -> Invalid:
    with inside(*path):
        raise Invalid("bad-template", words)
