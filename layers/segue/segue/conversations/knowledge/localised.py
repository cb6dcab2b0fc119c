"""Localised: what articles and macros have in common: a file's own words, the same in other languages, topics."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.messaging.fragments import UNSAID
from segue.messaging.locales import chosen, shop_locale, tag
from segue.spelling import meant, only

Spec = Mapping[str, Any]
Check = Callable[[Any], None]
LOCALE, LOCALES = "locale", "locales"
MOST = 20  # of a list


def own_locale(spec: Spec, shop: Spec) -> str:
    """The language of a file's own words: said, else the shop's, else English. Raises Invalid("bad-locale")."""
    said = spec.get(LOCALE)
    if said is not None and (not isinstance(said, str) or tag(said) != said):
        with inside(LOCALE):
            raise Invalid("bad-locale", f"`locale` is a language such as de or de-AT, not {said!r}")
    return said or shop_locale(shop) or UNSAID


def check_languages(spec: Spec, parts: Mapping[str, Check], own: str) -> None:
    """Each part is there in each language, and right. Raises Invalid with all that is wrong."""
    locales = spec.get(LOCALES, {})
    if not isinstance(locales, Mapping):
        with inside(LOCALES):
            raise Invalid("bad-locale", "`locales` is a mapping of languages")
    others = (partial(_check_language, locale, (said, parts), own) for locale, said in locales.items())
    every(partial(_check_parts, spec, parts), *others)


def in_locale(kept: Spec, wanted: Collection[str]) -> tuple[str, Spec]:
    """The nearest language that a compiled file has for the first of some languages, and what it says in it."""
    there = [*kept.get(LOCALES, {})]
    found = chosen(wanted, there, str(kept[LOCALE]))
    return found, kept[LOCALES][found] if found in there else kept


def text_of(most: int, name: str, text: Any) -> None:
    """Checks a text of 1 to `most` characters. Raises Invalid("bad-text")."""
    if not isinstance(text, str) or not 0 < len(text.strip()) <= len(text) <= most:
        raise Invalid("bad-text", f"`{name}` is a text of up to {most} characters")


def check_texts(spec: Spec, name: str, longest: int) -> None:
    """Checks a list of short texts, where it is there. Raises Invalid("bad-text")."""
    given = spec.get(name, [])
    with inside(name):
        if not isinstance(given, list) or len(given) > MOST:
            raise Invalid("bad-text", f"`{name}` is a list of up to {MOST} texts")
        every(*(partial(_check_one, at, partial(text_of, longest, name), one) for at, one in enumerate(given)))


def check_topics(spec: Spec, known: Collection[str]) -> None:
    """Checks that the topics are topics. Raises Invalid("unknown-topic")."""
    check_texts(spec, "topics", MOST * 4)
    with inside("topics"):
        check = partial(check_topic, known)
        every(*(partial(_check_one, at, check, one) for at, one in enumerate(spec.get("topics", []))))


def check_topic(known: Collection[str], topic: Any) -> None:
    """Raises Invalid("unknown-topic")."""
    if topic not in known:
        hint = meant(topic, known) or "; topics of your own stand in policies/topics.yaml"
        raise Invalid("unknown-topic", f"there is no topic `{topic}`{hint}")


def _check_one(at: int, check: Check, one: Any) -> None:
    with inside(at):
        check(one)


def _check_language(locale: Any, given: tuple[Any, Mapping[str, Check]], own: str) -> None:
    said, parts = given
    with inside(LOCALES, str(locale)):
        if not isinstance(locale, str) or not locale or tag(locale) != locale:
            raise Invalid("bad-locale", f"`{locale}` is no language such as de or de-AT")
        if locale == own:
            raise Invalid("bad-locale", f"`{locale}` is the language of the file's own words")
        _check_parts(only(said, tuple(parts), "a language"), parts)


def _check_parts(said: Spec, parts: Mapping[str, Check]) -> None:
    every(*(partial(_check_part, said, name, check) for name, check in parts.items()))


def _check_part(said: Spec, name: str, check: Check) -> None:
    if name not in said:
        raise Invalid("bad-text", f"`{name}` is missing")
    with inside(name):
        check(said[name])
