"""Scripts: the words by which consent is asked for aloud or in a chat, `policies/scripts.yaml`.

A version names exactly the words that were said, in their language: what was agreed to can be shown years later.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from segue.contact_points import CHANNELS
from segue.errors import Invalid, every, inside
from segue.languages.texts import _
from segue.messaging.locales import chosen, tag
from segue.spelling import choice, only

FIELDS = ("channel", "purpose", "text")
SPOKEN = tuple(name for name, one in CHANNELS.items() if one.address in ("email", "phone"))  # by an address to say
NAME, PURPOSE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}"), re.compile(r"[a-z][a-z0-9_]{0,31}")
MOST, LONGEST = 100, 2000
DIGITS = 10  # of a version's fingerprint


@dataclass(frozen=True)
class Script:
    """What is asked for: messages of a purpose on a channel. `texts` are the words by language, the usual first."""

    id: str
    channel: str
    purpose: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """The words for one customer, with the version that names them."""

    script: Script
    language: str
    text: str

    @property
    def version(self) -> str:
        """`sms-marketing/de@3f2a…`: other words have another."""
        return f"{self.script.id}/{self.language}@{hashlib.sha256(self.text.encode()).hexdigest()[:DIGITS]}"


def scripts_policy(spec: Mapping[str, Any]) -> dict[str, Script]:
    """The policy, by the ids of its scripts. Raises Invalid("bad-policy", "unknown-key")."""
    if len(spec) > MOST:
        raise Invalid("bad-policy", f"there are at most {MOST} scripts")
    found = every(*(partial(_script, key, given) for key, given in spec.items()))
    return {one.id: one for one in found}


def reading(script: Script, language: str) -> Reading:
    """The words in a customer's language, else in the script's first one."""
    own = next(iter(script.texts))
    spoken = chosen([language], [*script.texts], own)
    return Reading(script, spoken, script.texts[spoken])


def of_version(script: Script, version: str) -> Reading:
    """The words that a version names. Raises Invalid("other-words") where the script says them no more, or never
    did."""
    found = next(
        (one for one in (Reading(script, *pair) for pair in script.texts.items()) if one.version == version), None
    )
    if found is None:
        raise Invalid("other-words", _("the script says other words by now: read those aloud, and ask again"))
    return found


def _script(key: str, given: Any) -> Script:
    with inside(key):
        if not NAME.fullmatch(key):
            raise Invalid("bad-policy", "a script has a name of small letters, digits and hyphens, at most 40")
        spec = only(given, FIELDS, "a script")
        return Script(key, *every(partial(_channel, spec), partial(_purpose, spec), partial(_texts, spec.get("text"))))


def _channel(spec: Mapping[str, Any]) -> str:
    with inside("channel"):
        return choice(spec.get("channel"), SPOKEN, "channel", "bad-policy")


def _purpose(spec: Mapping[str, Any]) -> str:
    with inside("purpose"):
        given = spec.get("purpose", "marketing")
        if not isinstance(given, str) or not PURPOSE.fullmatch(given):
            raise Invalid("bad-policy", "a purpose is a word such as marketing")
    return given


def _texts(given: Any) -> dict[str, str]:
    with inside("text"):
        if not isinstance(given, Mapping) or not given:
            raise Invalid("bad-policy", "`text` has the words by language: {en: May we ..., de: Dürfen wir ...}")
        every(*(partial(_words, language, words) for language, words in given.items()))
    return dict(given)


def _words(language: Any, words: Any) -> None:
    with inside(str(language)):
        if not isinstance(language, str) or tag(language) != language:
            raise Invalid("bad-policy", f"a language is written such as de or de-AT, not {str(language)[:40]!r}")
        if not isinstance(words, str) or not 0 < len(words.strip()) <= LONGEST:
            raise Invalid("bad-policy", f"the words are a text of at most {LONGEST} characters")
