"""The kinds of definitions: the folder of each, and what checks and compiles it.

To add a kind: its line in `FOLDERS` and in `KINDS`. What is wrong is refused with an Invalid whose `path` leads to it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from segue.carts.policies import cart_policy
from segue.conversations.effort.policies import effort_policy
from segue.conversations.knowledge.articles import compile_article
from segue.conversations.knowledge.macros import compile_macro
from segue.conversations.knowledge.policies import articles_policy
from segue.conversations.policies import conversations_policy
from segue.conversations.topics.policies import topics_named, topics_policy
from segue.conversations.voice.scripts import scripts_policy
from segue.errors import Invalid, every
from segue.experiments.holdouts import holdout_policy
from segue.identity.rules import rules_of
from segue.identity.suggesting import bounds_of
from segue.intake.plans import compile_plan
from segue.intake.sources import FIELDS as OF_SOURCES
from segue.intake.sources import compile_source
from segue.journeys.compiling import compile_journey
from segue.messaging.bounces import bounces_policy
from segue.messaging.breakers import sending_policy
from segue.messaging.cap_policies import caps_policy
from segue.messaging.channel_policies import channels_policy
from segue.messaging.fragments import compile_fragment, used
from segue.messaging.keywords import keywords_policy
from segue.messaging.link_policies import links_policy
from segue.messaging.making import Around, compile_template
from segue.messaging.patience import patience_policy
from segue.messaging.policies import consent_policy, shop_policy
from segue.messaging.privacy_policies import privacy_policy
from segue.messaging.quiet_policies import quiet_policy
from segue.placements.compiling import compile_placement
from segue.playbook.rules import compile_rule
from segue.predictions.policies import replenishment_policy
from segue.profile.minors import minors_policy
from segue.retention import retention_policy
from segue.segments.compiler import Compiler
from segue.segments.compiling import compile_segment
from segue.segments.rfm import fifths
from segue.sensitive.declaring import sensitive_policy
from segue.spelling import by_keys, meant, only

Definition = dict[str, Any]
Definitions = dict[str, dict[str, Definition]]
# Takes an id, the mapping and all mappings by kind and id; returns what is kept. Raises Invalid.
Compile = Callable[[str, Definition, Definitions], Definition]


def _checked(compiled: Callable[[str, Mapping[str, Any]], object]) -> Compile:
    def check(key: str, spec: Definition, _all: Definitions) -> Definition:
        by_keys(spec, partial(compiled, key))
        return spec

    return check


def _compile_source(key: str, spec: Mapping[str, Any]) -> object:
    """Stricter than a door, which goes on taking what a source in force sends, whatever else stands in its text."""
    return compile_source(key, only(spec, OF_SOURCES, "a source"))


# Each takes the mapping of `policies/<name>.yaml` and raises Invalid where it is wrong.
POLICIES: dict[str, Callable[[Mapping[str, Any]], object]] = {
    "articles": articles_policy,
    "bounces": bounces_policy,
    "caps": caps_policy,
    "carts": cart_policy,
    "channels": channels_policy,
    "consent": consent_policy,
    "conversations": conversations_policy,
    "effort": effort_policy,
    "holdout": holdout_policy,
    "identity": rules_of,
    "keywords": keywords_policy,
    "links": links_policy,
    "messages": patience_policy,
    "minors": minors_policy,
    "privacy": privacy_policy,
    "quiet-hours": quiet_policy,
    "replenishment": replenishment_policy,
    "retention": retention_policy,
    "rfm": fifths,
    "scripts": scripts_policy,
    "sending": sending_policy,
    "sensitive": sensitive_policy,
    "shop": shop_policy,
    "suggestions": bounds_of,
    "topics": topics_policy,
}


def _compile_policy(key: str, spec: Mapping[str, Any]) -> None:
    if key not in POLICIES:
        hint = meant(key, POLICIES) or f"; known: {', '.join(POLICIES)}"
        raise Invalid("bad-policy", f"there is no policy {key!r}{hint}")
    by_keys(spec, POLICIES[key])


def _compile_segment(key: str, spec: Definition, known: Definitions) -> Definition:
    """A segment by itself: whether those that it asks for are there, `segue.playbook.references` tells."""
    every(
        partial(only, spec, ("name", "description", "when", "backfill"), "a segment"),
        partial(compile_segment, key, spec, Compiler(policies=known["policy"])),
    )
    return spec


def _compile_journey(key: str, spec: Definition, known: Definitions) -> Definition:
    compile_journey(key, spec, Compiler(policies=known["policy"]))
    return spec


def _compile_template(key: str, spec: Definition, known: Definitions) -> Definition:
    """The parts, and under `uses` the fragments that have gone into them."""
    fragments = known["fragment"]
    uses = used(spec, fragments)
    made = compile_template(key, spec, Around(fragments, known["policy"].get("shop", {})))
    return made | ({"uses": uses} if uses else {})


def _known(compiled: Callable[[str, Definition, tuple[Definition, frozenset[str]]], Definition]) -> Compile:
    """What is written for the desk goes by the shop's policy and by the topics that there are."""

    def compile_one(key: str, spec: Definition, known: Definitions) -> Definition:
        policies = known["policy"]
        return compiled(key, spec, (policies.get("shop", {}), topics_named(policies.get("topics", {}))))

    return compile_one


def _compile_placement(key: str, spec: Definition, known: Definitions) -> Definition:
    policies = known["policy"]
    by_keys(spec, lambda some: compile_placement(key, some, Compiler(policies=policies), policies.get("shop", {})))
    return spec


KINDS: dict[str, Compile] = {
    "segment": _compile_segment,
    "journey": _compile_journey,
    "template": _compile_template,
    "fragment": _checked(compile_fragment),
    "policy": _checked(_compile_policy),
    "source": _checked(_compile_source),
    "plan": _checked(compile_plan),
    "rule": _checked(compile_rule),
    "article": _known(compile_article),
    "macro": _known(compile_macro),
    "placement": _compile_placement,
}
FOLDERS = {
    "segments": "segment",
    "journeys": "journey",
    "templates": "template",
    "fragments": "fragment",
    "policies": "policy",
    "sources": "source",
    "plans": "plan",
    "rules": "rule",
    "articles": "article",
    "macros": "macro",
    "placements": "placement",
}
FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}


def file_of(kind: str, key: str) -> str:
    """The path of a definition's file."""
    return f"{FOLDER_OF[kind]}/{key}.yaml"


def place_of(path: str) -> tuple[str, str]:
    """The kind and the id that a path says. Raises Invalid("bad-path")."""
    folder, _, name = path.partition("/")
    if folder not in FOLDERS or not name.endswith(".yaml") or "/" in name:
        hint = "" if folder in FOLDERS else meant(folder, FOLDERS)
        if folder in FOLDERS and name.endswith(".yml"):
            hint = f"; did you mean `{path.removesuffix('.yml')}.yaml`?"
        raise Invalid("bad-path", f"a file is named <folder>/<id>.yaml with a folder of {', '.join(FOLDERS)}{hint}")
    return FOLDERS[folder], name.removesuffix(".yaml")
