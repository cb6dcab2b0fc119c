"""Outside rules of the playbook in force."""

from segue.aws.rules import OutsideRules, Rules
from segue.aws.settings import settings
from segue.wiring.tables import playbooks


def outside_rules() -> OutsideRules:
    """The rules that `apply` keeps on the bus; their names begin with `segue-<stack>-out-`."""
    known = settings()
    return OutsideRules(known.bus, f"segue-{known.stack}-out-", known.dead_letters_arn, known.playbook, _in_force)


def _in_force() -> tuple[str, Rules]:
    version = playbooks().in_force()
    return version.place, playbooks().at(version.place, "rule")
