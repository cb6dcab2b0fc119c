"""How long rows are kept that the policy of retention names."""

from segue.times import Millis
from segue.wiring.tables import playbooks


def ends(name: str, since: Millis) -> dict[str, int]:
    """The attribute that ends a row of this class, by the playbook in force."""
    from segue import retention  # for whoever writes such a row

    return retention.ends(playbooks().definitions("policy"), name, since)
