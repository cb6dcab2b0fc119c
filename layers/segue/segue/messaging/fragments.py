"""Fragments: what several messages have in common, written once and put in when the playbook is applied.

The parts of a template with `frame: mail` come to stand where the same part of `fragments/mail.yaml` says
`{% content %}`; `{% content reason %}` there is the template's own `reason`, or one of the fragment's own `words`, and
`{% content locale %}` the language. `{% fragment items %}`, in a template or a fragment, is that part of
`fragments/items.yaml`. A fragment has other words and parts for other languages under `locales`. It is all plain text
before MJML and Liquid look at it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.contact_points import CHANNELS
from segue.errors import Invalid, inside
from segue.messaging.locales import chosen, tag
from segue.messaging.pieces import Composed, Origin, Path, Piece, written
from segue.spelling import meant, only

CONTENT = re.compile(r"\{%-?\s*content(?:\s+([\w-]+))?\s*-?%\}")
FRAGMENT = re.compile(r"\{%-?\s*fragment\s+([\w-]+)\s*-?%\}")
WRITTEN = {"html": "mjml"}  # the part that is written in a language of its own
PARTS = tuple(dict.fromkeys(WRITTEN.get(part, part) for one in CHANNELS.values() for part in one.parts))
LOCALE = "locale"
UNSAID = "en"  # the language where neither template nor shop says one
DEEPEST = 3  # fragments in each other
Fragments = Mapping[str, Mapping[str, Any]]
Put = Callable[[re.Match[str], Origin], Composed]
Said = Mapping[str, Composed]  # what a template says in one language and style, by part


def compile_fragment(key: str, spec: Mapping[str, Any]) -> None:
    """Checks that there are texts and nothing else. Raises Invalid("bad-fragment")."""
    only(spec, ("name", "description", LOCALE, "locales", "words", *PARTS), "a fragment")
    _check(spec)
    for locale, said in _mapping(spec, "locales").items():
        with inside("locales", locale):
            _check_language(locale, said)
    if not any(part in spec for part in PARTS):
        raise Invalid("bad-fragment", f"{key} has none of {', '.join(PARTS)}")


def _check_language(locale: str, said: Any) -> None:
    if tag(locale) != locale:
        raise Invalid("bad-fragment", f"`{locale}` is no language such as de or de-AT")
    _check(only(said, ("words", *PARTS), "a language of a fragment"))


def _check(spec: Mapping[str, Any]) -> None:
    texts = {(part,): spec[part] for part in PARTS if part in spec}
    words = {("words", name): text for name, text in _mapping(spec, "words").items()}
    for path in (path for path, text in {**texts, **words}.items() if not isinstance(text, str)):
        with inside(*path):
            raise Invalid("bad-fragment", f"`{path[-1]}` is a text")


def _mapping(spec: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = spec.get(name, {})
    if not isinstance(found, Mapping):
        with inside(name):
            raise Invalid("bad-fragment", f"`{name}` is a mapping")
    return found


def used(spec: Mapping[str, Any], fragments: Fragments) -> list[str]:
    """The fragments that a template names, and those that stand in them, by their ids."""
    found = {*_found(FRAGMENT, spec), *([str(spec["frame"])] if "frame" in spec else [])}
    for _ in range(DEEPEST):
        found |= {name for one in found for name in _found(FRAGMENT, fragments.get(one, {}))}
    return sorted(found)


def asked(fragments: Fragments) -> frozenset[str]:
    """The names of the texts that frames ask their templates for."""
    return frozenset(name for one in fragments.values() for name in _found(CONTENT, one) if name)


def _found(pattern: re.Pattern[str], spec: Any) -> set[str]:
    if isinstance(spec, Mapping):
        return {name for inner in spec.values() for name in _found(pattern, inner)}
    return set(pattern.findall(spec)) if isinstance(spec, str) else set()


@dataclass(frozen=True)
class Composing:
    """Puts a template's parts together, in one language; `frame` is "" for none."""

    fragments: Fragments
    frame: str = ""
    locale: str = ""

    def whole(self, said: Said, parts: Sequence[str], *, framed: bool = False) -> dict[str, Composed]:
        """These parts with frame and fragments put in; `framed`: the frame must have them. Raises
        Invalid("bad-template")."""
        if self.frame and self.frame not in self.fragments:
            with inside("frame"):
                raise _missing(self.frame, self.fragments)
        if framed and self.frame and any(self._of(self.frame, part) is None for part in parts):
            raise Invalid("bad-template", f"the frame `{self.frame}` lacks {', '.join(parts)}")
        return {part: self._filled(part, self._framed(part, said), said) for part in parts}

    def _framed(self, part: str, said: Said) -> Composed:
        own = self._of(self.frame, part) if self.frame else None
        return said[part] if own is None else own.put(CONTENT, self._content(self.frame, said, said[part], part))

    def _filled(self, part: str, text: Composed, said: Said) -> Composed:
        """With fragments, and those that stand in them, put in."""

        def fragment(found: re.Match[str], at: Origin) -> Composed:
            if found[1] not in self.fragments:
                raise placed(_missing(found[1], self.fragments), at)
            own = self._of(found[1], part)
            if own is None:
                raise misplaced(f"the fragment `{found[1]}` has no `{part}`", at)
            return own.stripped().put(CONTENT, self._content(found[1], said, Composed((Piece("", at),))))

        for _ in range(DEEPEST):
            text = text.put(FRAGMENT, fragment)
        left = FRAGMENT.search(text.text) or CONTENT.search(text.text)
        if left:
            words = f"fragments stand {DEEPEST} deep at most, and `content` stands in a frame or fragment alone"
            raise misplaced(words, text.origin(left.start()))
        return text

    def _content(self, name: str, said: Said, within: Composed, part: str = "") -> Put:
        """What `content` is in a fragment: a text of the template's, a word of the fragment's own, or, without a name,
        what stands within it, if it is a frame."""

        def content(found: re.Match[str], _at: Origin) -> Composed:
            asked = found[1] or part
            own = said.get(asked) or self._word(name, asked)
            if own is None:
                kind, what = "frame" if part else "fragment", f"`{asked}`" if asked else "a content that it cannot have"
                raise misplaced(f"the {kind} `{name}` asks for {what}", within.origin(0))
            return own.stripped()

        return content

    def _word(self, fragment: str, name: str) -> Composed | None:
        own = self._of(fragment, "words", name) if name else None
        return own or (written(self.locale or UNSAID, (), fragment) if name == LOCALE else None)

    def _of(self, name: str, *path: str) -> Composed | None:
        """What a fragment says at a path, in the language where it says it there."""
        spec = self.fragments[name]
        there = [one for one in spec.get("locales", {}) if _at(spec["locales"][one], path) is not None]
        locale = chosen((self.locale,), there, tag(spec.get("locale")))
        inner = ("locales", locale, *path) if locale in there else path
        text = _at(spec, inner)
        return written(text, inner, name) if text is not None else None


def _at(spec: Any, path: Path) -> str | None:
    for name in path:
        spec = spec.get(name) if isinstance(spec, Mapping) else None
    return spec if isinstance(spec, str) else None


def misplaced(words: str, place: Origin) -> Invalid:
    """What is wrong at a place."""
    return placed(Invalid("bad-template", words), place)


def refuse(wrong: Sequence[Invalid]) -> None:
    """Raises the first of these with the others as its `also`; nothing where there is none."""
    if wrong:
        wrong[0].also = tuple(wrong[1:])
        raise wrong[0]


def placed(wrong: Invalid, place: Origin) -> Invalid:
    """The same with its place."""
    wrong.file = f"fragments/{place.file}.yaml" if place.file else ""
    wrong.path, wrong.at = place.path, place.at
    return wrong


def _missing(name: str, fragments: Fragments) -> Invalid:
    return Invalid("bad-template", f"there is no fragment `{name}`{meant(name, fragments)}")
