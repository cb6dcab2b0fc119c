"""Answers to questions in the Requests table: which ones a link has brought, so that nobody brings them without end."""

from dataclasses import dataclass

from segue.aws.tables import Lost, update_if
from segue.conversations.effort.surveys import MOST_ANSWERS
from segue.ledger import KEEP
from segue.times import SECOND, Millis

ANSWERS = "survey-answers"


@dataclass(frozen=True)
class SurveyAnswers:
    """One row a question; it stays as long as the ledger has what was answered."""

    table: str

    def admit(self, question: str, answer: str, now: Millis) -> bool:
        """Whether an answer is taken, by its name: one that was taken stays, and there is room for a few."""
        key = {"pk": f"{ANSWERS}#{question}", "sk": ANSWERS}
        room = "attribute_not_exists(answers) OR size(answers) < :most OR contains(answers, :answer)"
        given = {"answer": answer, "one": {answer}, "most": MOST_ANSWERS, "kept": (now + KEEP) // SECOND}
        try:
            update_if(self.table, key, "ADD answers :one SET #ttl = :kept", room, **given)
        except Lost:
            return False
        return True
