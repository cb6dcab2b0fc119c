"""Variants out of the playbook's text: who sees one, when, what it is about and what it shows."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.experiments.shares import share
from segue.messaging.locales import tag
from segue.placements.contents import asked_by, check_content
from segue.placements.placements import KINDS, PRODUCTS, Variant
from segue.recommending.wishes import Wish, wish
from segue.segments.compiler import Compiler
from segue.segments.conditions import compile_condition
from segue.segments.verdicts import Condition
from segue.spelling import only
from segue.times import LATEST, Millis, from_text

SHOWN = ("content", "locales", "recommend")
FIELDS = ("id", "when", "from", "until", "priority", "about", "share", *SHOWN)
FALLBACK = "fallback"  # in place of a variant's id
MOST_NAMED, LONGEST = 50, 100
RECOMMENDED = re.compile(r"\brecommended\b")
Spec = Mapping[str, Any]


def variant(place: int, given: Any, compiler: Compiler, shop: Spec) -> Variant:
    """The variant at a place of the list. Raises Invalid with all that is wrong."""
    with inside(place):
        spec = only(given, FIELDS, "a variant")
        key, when, (since, until), priority, about, size, said = every(
            partial(_id, spec.get("id")),
            partial(_when, spec, compiler),
            partial(_times, spec),
            partial(_priority, spec.get("priority", 0)),
            partial(_about, spec.get("about", {})),
            partial(_share, spec.get("share", 0)),
            partial(shown, str(spec.get("id")), spec, shop),
        )
    return Variant(key, said.content, when, since, until, priority, about, said.locales, said.recommend, size)


def shown(key: str, spec: Spec, shop: Spec) -> Variant:
    """What something shows, to everybody and at all times. Raises Invalid."""
    content, locales, recommend = every(
        partial(check_content, spec.get("content"), ("content",), shop),
        partial(_locales, spec.get("locales", {}), shop),
        partial(_recommend, spec.get("recommend")),
    )
    made = Variant(key, content, locales=locales, recommend=recommend)
    if recommend is None and any(RECOMMENDED.search(one) for one in asked_by(made)):
        raise Invalid("bad-content", "a text asks for `recommended`: say `recommend: {kind: for_you}` beside `content`")
    return made


def _recommend(given: Any) -> Wish | None:
    with inside("recommend"):
        return None if given is None else wish(given)


def _id(given: Any) -> str:
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST or given == FALLBACK:
        with inside("id"):
            raise Invalid("bad-placement", f"`id` is a name of up to {LONGEST} characters, and not `{FALLBACK}`")
    return given


def _when(spec: Spec, compiler: Compiler) -> Condition | None:
    """A condition of the language of segments, or `segment: <id>`."""
    if "when" not in spec:
        return None
    said = spec["when"]
    asked = {"in_segment": said["segment"]} if isinstance(said, Mapping) and set(said) == {"segment"} else said
    with inside("when"):
        return compile_condition(asked, compiler)


def _times(spec: Spec) -> tuple[Millis, Millis]:
    since, until = every(partial(_moment, spec, "from", 0), partial(_moment, spec, "until", LATEST))
    if since >= until:
        with inside("until"):
            raise Invalid("bad-placement", "`until` is later than `from`")
    return since, until


def _moment(spec: Spec, name: str, usual: Millis) -> Millis:
    with inside(name):
        return from_text(str(spec[name])) if name in spec else usual


def _priority(given: Any) -> int:
    with inside("priority"):
        return _whole(given, "`priority` is a whole number; the highest is asked first")


def _share(given: Any) -> int:
    with inside("share"):
        return share(given)


def _whole(given: Any, words: str) -> int:
    if not isinstance(given, int) or isinstance(given, bool):
        raise Invalid("bad-placement", words)
    return given


def _about(given: Any) -> dict[str, frozenset[str]]:
    with inside("about"):
        spec = only(given, KINDS, "what a variant is about")
        return dict(every(*(partial(_names, kind, names) for kind, names in spec.items())))


def _names(kind: str, given: Any) -> tuple[str, frozenset[str]]:
    with inside(kind):
        listed = isinstance(given, list) and 0 < len(given) <= MOST_NAMED
        if not listed or not all(isinstance(one, str) for one in given):
            raise Invalid("bad-placement", f"`{kind}` is a list of 1 to {MOST_NAMED} names")
    return kind, frozenset(one if kind == PRODUCTS else one.lower() for one in given)


def _locales(given: Any, shop: Spec) -> dict[str, Any]:
    with inside("locales"):
        if not isinstance(given, Mapping):
            raise Invalid("bad-locale", "`locales` is a mapping of languages, each with a content")
        return dict(every(*(partial(_language, locale, said, shop) for locale, said in given.items())))


def _language(locale: Any, said: Any, shop: Spec) -> tuple[str, Spec]:
    if not isinstance(locale, str) or not locale or tag(locale) != locale:
        with inside(str(locale)):
            raise Invalid("bad-locale", f"`{locale}` is no language such as de or de-AT")
    return locale, check_content(said, (locale,), shop)
