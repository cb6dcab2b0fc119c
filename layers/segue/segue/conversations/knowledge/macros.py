"""Macros: answers that are written once, as text of the playbook (`macros/<id>.yaml`), in Liquid and several languages.

One says words, and what else is done with them: tags, a topic, resolving, and steps that are then known as tried, so
that nobody asks for them again. It is strict as templates are: what no macro can know is an error of the plan.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from segue.conversations.conversations import Conversation
from segue.conversations.knowledge.localised import (
    LOCALE,
    LOCALES,
    Spec,
    check_languages,
    check_texts,
    check_topic,
    check_topics,
    in_locale,
    own_locale,
    text_of,
)
from segue.conversations.knowledge.macro_rows import Rendered, gaps_in, sets_of
from segue.errors import Invalid, every, inside
from segue.messaging.facts import Facts, interests_of
from segue.messaging.fragments import refuse
from segue.messaging.languages import person_locale
from segue.messaging.pieces import written
from segue.messaging.policies import Policy
from segue.messaging.rendering import render
from segue.messaging.shapes import FACTS, TEXT, Shape, facts_of
from segue.messaging.strict import problems
from segue.profile.profiles import Profile
from segue.spelling import only

FIELDS = ("name", "description", LOCALE, "text", LOCALES, "topics", "sets", "steps")
SETS = ("tags", "topic", "resolve")
PARTS = {"text": partial(text_of, 10_000, "text")}
SHORT = 80  # characters of a tag or a step
CONVERSATION = ("id", "topic", "channel", "subject", "order")


@dataclass(frozen=True)
class About:
    """Whom and what a macro is about. `locale`, where it is given, is the language that the agent wants; `order` is the
    id of the order that the conversation is about, "" where it has said none."""

    profile: Profile
    conversation: Conversation
    agent: str = ""
    locale: str = ""
    order: str = ""
    policy: Policy = field(default_factory=Policy)


def compile_macro(_key: str, spec: Spec, around: tuple[Spec, Collection[str]]) -> dict[str, Any]:
    """The macro as it is kept, given the shop's policy and all topics. Raises Invalid with all that is wrong."""
    shop, topics = around
    own = own_locale(spec, shop)
    every(
        partial(only, spec, FIELDS, "a macro"),
        partial(check_languages, spec, PARTS, own),
        partial(check_topics, spec, topics),
        partial(check_texts, spec, "steps", SHORT),
        partial(_check_sets, spec.get("sets", {}), topics),
    )
    refuse([one for path, text in _texts(spec) for one in _problems(path, text, shop)])
    return {**spec, LOCALE: own}


def render_macro(kept: Spec, about: About) -> Rendered:
    """What a compiled macro says in the language of the conversation, else of the customer, else the shop's. Where it
    asks for what is not known of this customer and has nothing to say instead it leaves a gap. Raises
    Refused("template-error") where a limit is hit."""
    locale, said = in_locale(kept, (about.locale, about.conversation.language, person_locale(about.profile)))
    text = render(said, ["text"], facts(about, locale), gaps=True)["text"]
    return Rendered(text, locale, *sets_of(kept), tuple(kept.get("steps", ())), gaps_in(text))


def facts(about: About, locale: str) -> dict[str, Any]:
    """What a macro may ask for."""
    talk, profile = about.conversation, about.profile
    order = str(talk.known.get("order") or about.order)
    told = {"id": talk.id, "topic": talk.topic, "channel": talk.channel, "subject": talk.subject, "order": order}
    return {
        "person": {"traits": _known_of(profile.traits), "interests": interests_of(profile)},
        "conversation": _known_of(told),
        "order": _known_of(Facts(about.policy, locale=locale).order((order,), profile)),
        "agent": _known_of({"name": about.agent}),
        "shop": about.policy.shop,
        "locale": locale,
    }


def _known_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """What is no empty text: `if` would take one for something that is known."""
    return {name: one for name, one in told.items() if one != ""}


def _problems(path: tuple[str, ...], text: str, shop: Spec) -> list[Invalid]:
    return problems("text", written(text, path), _known(shop), escapes=False)


def _known(shop: Spec) -> dict[str, Shape]:
    """The shapes of what a macro may ask for."""
    told = {"conversation": dict.fromkeys(CONVERSATION, TEXT), "agent": {"name": TEXT}, LOCALE: TEXT}
    return {**{one: FACTS[one] for one in ("person", "order")}, "shop": facts_of(shop)["shop"], **told}


def _texts(spec: Spec) -> list[tuple[tuple[str, ...], str]]:
    others = [((LOCALES, one, "text"), said["text"]) for one, said in spec.get(LOCALES, {}).items()]
    return [(("text",), spec["text"]), *others]


def _check_sets(given: Any, topics: Collection[str]) -> None:
    with inside("sets"):
        sets: Mapping[str, Any] = only(given, SETS, "`sets`")
        every(partial(check_texts, sets, "tags", SHORT), partial(_check_topic, sets, topics), partial(_check_yes, sets))


def _check_topic(sets: Spec, topics: Collection[str]) -> None:
    with inside("topic"):
        if "topic" in sets:
            check_topic(topics, sets["topic"])


def _check_yes(sets: Spec) -> None:
    if not isinstance(sets.get("resolve", False), bool):
        with inside("resolve"):
            raise Invalid("bad-macro", "`resolve` is true or false")
