"""Topics as the playbook in force has them."""

from collections.abc import Mapping
from typing import Any

from segue.conversations.topics.policies import topics_policy
from segue.conversations.topics.topics import Topics, Words, model
from segue.wiring.tables import playbooks


def topics() -> Topics:
    """What tells what a text is about."""
    return playbooks().made_of("topics", ("policy",), lambda policies: Topics(model(), _own(policies)))


def topic_of(text: str) -> tuple[str, float]:
    """What a text is about, by the shop's words or by the model, and how sure that is; ("", 0.0) for nothing."""
    found = topics().of(text)
    return found.topic, found.confidence


def _own(policies: Mapping[str, Any]) -> Mapping[str, Words]:
    return topics_policy(policies.get("topics", {}))
