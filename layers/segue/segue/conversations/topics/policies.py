"""The shop's own topics: `policies/topics.yaml`, a topic with the words that make it; they outrank the model.

`returns: {words: [send back, retour*], group: returns}`: each is a word or several in a row, in any case; `*` at the
end of one is any ending. `group` is the topic itself where nothing else is said.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from segue.conversations.topics.topics import Words, known_topics
from segue.errors import Invalid, every, inside
from segue.spelling import only

NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
MOST, LONGEST = 200, 80  # words of a topic, characters of one
FIELDS = ("words", "group")


def topics_policy(spec: Mapping[str, Any]) -> dict[str, Words]:
    """The topics by name. Raises Invalid("bad-topic", "unknown-key", "no-mapping")."""
    return dict(zip(spec, every(*(partial(_topic, name, said) for name, said in spec.items())), strict=True))


def topics_named(spec: Mapping[str, Any]) -> frozenset[str]:
    """Every topic and group that there is beside such a policy, whether or not the policy is right."""
    groups = [one.get("group") for one in spec.values() if isinstance(one, Mapping)]
    return known_topics(map(str, spec), [one for one in groups if isinstance(one, str)])


def topics_schema() -> dict[str, Any]:
    """What `policies/topics.yaml` may say."""
    word = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    words = {"type": "array", "minItems": 1, "maxItems": MOST, "items": word}
    named = {"type": "string", "pattern": f"^{NAME.pattern}$"}
    said = {"type": "object", "properties": {"words": words, "group": named}, "required": ["words"]}
    one = {**said, "additionalProperties": False}
    return {"type": "object", "propertyNames": {"pattern": f"^{NAME.pattern}$"}, "additionalProperties": one}


def _topic(name: Any, said: Any) -> Words:
    with inside(str(name)):
        _check_name(name)
        given = only(said, FIELDS, "a topic")
        with inside("group"):
            _check_name(given.get("group", name))
        with inside("words"):
            return Words(_pattern(given.get("words")), str(given.get("group", name)))


def _check_name(name: Any) -> None:
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise Invalid("bad-topic", "a topic is named by up to 40 small letters, digits, `-` and `_`")


def _pattern(words: Any) -> re.Pattern[str]:
    if not isinstance(words, list) or not 0 < len(words) <= MOST:
        raise Invalid("bad-topic", f"`words` is a list of 1 to {MOST} words")
    return re.compile("|".join(every(*(partial(_word, at, one) for at, one in enumerate(words)))), re.IGNORECASE)


def _word(at: int, word: Any) -> str:
    with inside(at):
        if not isinstance(word, str) or not 0 < len(word) <= LONGEST or not re.search(r"\w", word):
            raise Invalid("bad-topic", f"a word is a text of up to {LONGEST} characters")
    parts = r"\s+".join(re.escape(one) for one in word.removesuffix("*").split())
    return rf"\b{parts}" + ("" if word.endswith("*") else r"\b")
