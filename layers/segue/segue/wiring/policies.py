"""The policies that messages go by."""

from segue.messaging.policies import Policy, policy_of
from segue.wiring.tables import playbooks


def policy() -> Policy:
    """The policies in force, made once per version of the playbook."""
    return playbooks().made_of("policy", ("policy",), policy_of)
