"""`surveys`, and the answers that `file_turns` finds in what customers write."""

from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.conversations.effort_policies import EffortPolicy, effort_policy
from segue.conversations.surveying import Rules, Surveying
from segue.wiring.conversations import conversations
from segue.wiring.links import links
from segue.wiring.policies import policy
from segue.wiring.tables import messages, playbooks


def surveying() -> Surveying:
    """Asks and hears how easy it was."""
    return Surveying(links().asked, messages(), conversations().head, Ledger(settings().ledger), rules)


def rules() -> Rules:
    """What the shop says of itself and of the question, by the playbook in force."""
    said = playbooks().definitions("policy").get("effort")
    return Rules(policy().shop, effort_policy(said) if said else EffortPolicy())
