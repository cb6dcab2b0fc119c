"""What an agent does on the telephone: enters the code that the customer reads, asks for consent."""

from segue.console.conversations import conversing
from segue.console.conversations.typed import Unsent
from segue.console.desk import Desk
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import sentence
from segue.conversations.desk.acts import Act
from segue.errors import Invalid
from segue.keys import digest
from segue.languages.texts import _

DIGITS, NAME, PROOF = 20, 160, 200  # characters that are taken
WRONG = {
    "bad-code": _("A code is six digits."),
    "too-many": _("Too many codes were tried just now. Wait ten minutes."),
    "other-words": _("The words have changed meanwhile: read the new ones."),
}
UNUSABLE = _(
    "This code leads nowhere: it was used, or its thirty minutes are over. The customer can ask for a new one."
)


def enter(visit: Visit, desk: Desk) -> Shown:
    """Goes to the conversation in which the customer reads the code; both are then known to be one customer's."""
    talk, code = visit.args["conversation"], visit.typed("code", DIGITS)
    try:
        found = desk.talks.helping.entered(code, talk, _act(visit, code))
    except Invalid as wrong:
        return _refused(visit, desk, WRONG.get(wrong.reason, UNUSABLE))
    return redirect(f"{visit.base}/inbox/{found}?said=entered")


def agree(visit: Visit, desk: Desk) -> Shown:
    """Keeps what the customer said to the words that were read out."""
    said = {name: visit.typed(name, NAME) for name in ("script", "version", "answer", "method")}
    proof = visit.typed("proof", PROOF)
    head = conversing.head_of(visit, desk)
    act = _act(visit, " ".join(said.values()))
    try:
        desk.talks.helping.agreed(head, said | {"proof": proof}, act)
    except Invalid as wrong:
        return _refused(visit, desk, WRONG.get(wrong.reason, sentence(wrong.detail)))
    return redirect(f"{visit.base}/inbox/{head.id}?said=agreed")


def _refused(visit: Visit, desk: Desk, words: str) -> Shown:
    draft = {"text": desk.talks.kept.draft(visit.args["conversation"], visit.name)}
    return conversing.show(visit, desk, Unsent(words, draft), 422)


def _act(visit: Visit, about: str) -> Act:
    occasion = f"{visit.name} {visit.form.get('occasion') or visit.request.id} {about}"
    return Act(visit.name, visit.now, digest(b"console", occasion))
