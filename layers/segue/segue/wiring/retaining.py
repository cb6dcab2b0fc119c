"""How long rows are kept that the policy of retention names."""

from collections.abc import Mapping

from segue import retention
from segue.times import Millis
from segue.wiring.tables import playbooks


def ends(name: str, since: Millis) -> Mapping[str, int]:
    """The attribute that ends a row of this class, by the playbook in force."""
    return retention.ends(playbooks().definitions("policy"), name, since)
