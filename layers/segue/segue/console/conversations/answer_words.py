"""What an article or a macro says, in words: who sees it, what it is about, and the text as it will look. Pure;
whatever stands in the file, this never fails."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from segue.console.segments.clause_words import listed
from segue.console.words import label
from segue.conversations.conversations import Conversation
from segue.conversations.knowledge.localised import LOCALE, LOCALES
from segue.deliveries import STUMBLES
from segue.errors import SegueError
from segue.languages.texts import _
from segue.messaging.fragments import UNSAID
from segue.times import from_text

Spec = Mapping[str, Any]
Facts = list[tuple[str, str]]
SEEN_BY = {"customers": _("Staff, and customers who look for it"), "agents": _("Staff alone")}
ORDER = "1001"  # that of somebody who is made up
THEN = from_text("2026-11-02T12:00:00Z")  # when they ordered: the same text reads the same on every day


class Words(NamedTuple):
    """A text in one language; `title` is "" where it has none."""

    language: str
    title: str
    text: str


def article(spec: Spec, shop: Spec) -> dict[str, Any]:
    """{"facts", "texts"} of an article."""
    facts = [
        (_("Who sees it"), SEEN_BY.get(str(spec.get("visibility")), SEEN_BY["agents"])),
        (_("About"), _named(spec.get("topics")) or _("No topic: it is found by its words alone")),
        (_("Products"), ", ".join(map(str, _list(spec.get("products"))))),
    ]
    texts = [Words(one, str(said.get("title") or ""), str(said.get("body") or "")) for one, said in _said(spec, shop)]
    return {"facts": _with_languages(facts, texts), "texts": texts}


def macro(spec: Spec, shop: Spec) -> dict[str, Any]:
    """{"facts", "texts", "note"} of a macro; its texts as somebody who is made up would read them."""
    sets = spec.get("sets") if isinstance(spec.get("sets"), Mapping) else {}
    facts = [
        (_("Offered for"), _named(spec.get("topics")) or _("Any topic: it stands among all others")),
        (_("Sets"), listed(_sets(sets or {}), "and")),
        (_("Noted as tried"), ", ".join(map(str, _list(spec.get("steps"))))),
    ]
    texts = [Words(one, "", _rendered(spec, one, said, shop)) for one, said in _said(spec, shop)]
    note = _("As Kim reads it, who is made up, about an order {order}.").format(order=ORDER) if texts else ""
    return {"facts": _with_languages(facts, texts), "texts": texts, "note": note}


def _sets(sets: Spec) -> list[str]:
    tags = ", ".join(map(str, _list(sets.get("tags"))))
    said = [
        _("the topic {topic}").format(topic=label(str(sets["topic"]))) if sets.get("topic") else "",
        _("the tags {tags}").format(tags=tags) if tags else "",
        _("the conversation to resolved") if sets.get("resolve") is True else "",
    ]
    return [one for one in said if one]


def _said(spec: Spec, shop: Spec) -> list[tuple[str, Spec]]:
    """What the file says in each language, its own first."""
    others = spec.get(LOCALES)
    given = others.items() if isinstance(others, Mapping) else ()
    own = str(spec.get(LOCALE) or shop.get(LOCALE) or UNSAID)
    return [(own, spec), *((str(one), said) for one, said in given if isinstance(said, Mapping))]


def _with_languages(facts: Facts, texts: Iterable[Words]) -> Facts:
    languages = ", ".join(one.language for one in texts)
    return [(name, said) for name, said in (*facts, (_("Languages"), languages)) if said]


def _rendered(spec: Spec, language: str, said: Spec, shop: Spec) -> str:
    """The text with what is known of a made-up customer; as it is written where that cannot be done."""
    from segue.conversations.knowledge.macros import About, render_macro  # Liquid, for whoever reads a macro
    from segue.messaging.policies import Policy
    from segue.messaging.pretending import somebody

    talk = Conversation("", "", language=language, known={"order": ORDER})
    about = About(somebody(THEN), talk, "Amy", language, policy=Policy(shop=shop))
    try:
        return render_macro({**spec, **said, LOCALE: language, LOCALES: {}, "sets": {}}, about).text
    except (SegueError, *STUMBLES):
        return str(said.get("text") or "")


def _named(given: Any) -> str:
    return listed([label(str(one)) for one in _list(given)], "and")


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else []
