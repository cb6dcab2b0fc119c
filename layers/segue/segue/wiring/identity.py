"""Who is one person: `fold_events` links, staff look up, merge and undo."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from segue.aws.ledger import key_of
from segue.identity.linking import Linking
from segue.identity.naming import Naming
from segue.identity.rules import Rules, rules_of
from segue.wiring.people import people
from segue.wiring.tables import playbooks


def rules() -> Rules:
    """The playbook's rules in force, compiled once per version."""
    return playbooks().made_of("rules", ("policy", "source"), _rules)


def _rules(policies: Mapping[str, Any], sources: Mapping[str, Any]) -> Rules:
    return rules_of(policies.get("identity", {}), sources)


@cache
def linking() -> Linking:
    """Changes of who is one person."""
    return Linking(people(), rules)


@cache
def naming() -> Naming:
    """What events say about who is one person."""
    return Naming(key_of, rules)
