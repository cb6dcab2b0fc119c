"""`policies/effort.yaml`: what the page asks of how easy it was. When it is asked, and how often, the journey says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.errors import Invalid, inside
from segue.messaging.locales import chosen, tag
from segue.spelling import only

FIELDS = ("question", "free_text")
LONGEST = 200  # characters of a question
FIELDS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "question": {"type": "object", "additionalProperties": {"type": "string", "maxLength": LONGEST}},
        "free_text": {"type": "boolean", "description": "whether people may say why"},
    },
}


@dataclass(frozen=True)
class EffortPolicy:
    """`question` by locale, in place of the product's own; `free_text`: whether people may say why."""

    question: Mapping[str, str] = field(default_factory=dict)
    free_text: bool = True

    def asked(self, language: str) -> str:
        """The shop's own question in a language; "" where it has none."""
        return self.question.get(chosen([language], list(self.question), ""), "")


def effort_policy(spec: Mapping[str, Any]) -> EffortPolicy:
    """The policy; what it leaves out is usual. Raises Invalid("unknown-key", "bad-policy")."""
    said = only(spec, FIELDS, "the policy of effort")
    with inside("question"):
        question = said.get("question", {})
        if not isinstance(question, Mapping) or not all(_is_question(*one) for one in question.items()):
            raise Invalid("bad-policy", f"`question` has a text of at most {LONGEST} characters for each language")
    with inside("free_text"):
        if not isinstance(said.get("free_text", True), bool):
            raise Invalid("bad-policy", "`free_text` is true or false")
    return EffortPolicy({tag(one): str(text) for one, text in question.items()}, said.get("free_text", True))


def _is_question(language: Any, text: Any) -> bool:
    return bool(tag(language)) and isinstance(text, str) and 0 < len(text.strip()) <= LONGEST
