"""`surveys`, and the answers that `file_turns` finds in what customers write."""

from segue.aws.conversations import Conversations
from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.aws.survey_answers import SurveyAnswers
from segue.conversations.cards.tasks import head_of
from segue.conversations.conversations import Conversation
from segue.conversations.effort.policies import EffortPolicy, effort_policy
from segue.conversations.effort.surveying import Rules, Surveying
from segue.lambdas import now
from segue.wiring.links import links
from segue.wiring.policies import policy
from segue.wiring.retaining import ends
from segue.wiring.tables import messages, playbooks


def surveying() -> Surveying:
    """Asks and hears how easy it was."""
    answers = SurveyAnswers(settings().requests)
    return Surveying(links().asked, messages(), head, Ledger(settings().ledger), rules, answers.admit)


def note_asked(message: str) -> None:
    """Notes a question that has left. Raises Unavailable."""
    from segue.conversations.effort.counting import Counting  # words of customers ask nothing

    Counting(_conversations(), messages().read, head).note(message)


def head(name: str) -> Conversation | None:
    """Where a conversation stands, by its id or by a name that a channel has for it."""
    return head_of(_conversations(), name, now())


def _conversations() -> Conversations:
    known = settings()
    return Conversations(known.conversations, known.ledger, known.messages, ends)


def rules() -> Rules:
    """What the shop says of itself and of the question, by the playbook in force."""
    said = playbooks().definitions("policy").get("effort")
    return Rules(policy().shop, effort_policy(said) if said else EffortPolicy())
