"""The people behind a part of a measure: looked up at once, or by the job where that takes longer than that."""

from segue.errors import Unavailable
from segue.friction.ranking import LOST, behind_part
from segue.lambdas import now
from segue.measures.behind import Behind, Question
from segue.measures.behind import behind as behind_of
from segue.measures.results import Wish
from segue.times import SECOND
from segue.wiring.measures import answers, results
from segue.wiring.measuring import ASKED, NIGHT, finding, pseudonyms
from segue.wiring.people import people

SCAN, SCAN_AT_NIGHT = 10, 240  # seconds


def behind(wish: Wish, part: str) -> Behind | None:
    """Those behind a part; None where the job was asked and has not answered yet. Raises as `Finding.people`."""
    question = Question(wish, part)
    if known := answers().last(question, now()):
        return known
    try:
        return looked_up(question, ASKED, SCAN)
    except Unavailable as late:
        if late.reason != "too-slow":
            raise
        answers().ask(question)
        return None


def keep(question: Question) -> None:
    """Looks them up without haste, and keeps the answer for an hour."""
    answers().keep(question, looked_up(question, NIGHT, SCAN_AT_NIGHT), now())


def looked_up(question: Question, seconds: float, scan: int) -> Behind:
    """By a scan of who has which pseudonym. Raises Unavailable("too-slow")."""
    counted = _counted(question, seconds)
    late = now() + scan * SECOND
    found = pseudonyms().owners({who for who, _ in counted}, lambda: now() > late)
    sets = people().sets(set(found.values()), strong=False)
    return behind_of(counted, {who: sets[owner].id for who, owner in found.items()})


def _counted(question: Question, seconds: float) -> list[tuple[int, int]]:
    """Pseudonyms with how many things; of a friction those who were lost there last, once each."""
    if not question.part.startswith(LOST):
        return finding(seconds).people(question.wish, question.part)
    found = behind_part(results().last(question.wish), question.part)
    return [(who, 1) for who in dict.fromkeys(one.person for one in found.samples)] if found else []
