"""The page behind a question's link: seven answers from very hard to very easy, and thanks. Opening it answers nothing.

It works without a script, with a keyboard and a screen reader: seven radio buttons with a name for their group.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from segue.conversations.effort.surveys import Given
from segue.http import Answer
from segue.messaging.links import SCORES
from segue.messaging.public_pages import page

ENGLISH = {
    "title": "How easy was it?",
    "question": "The shop made it easy to handle my issue.",
    "low": "1: not at all",
    "high": "7: very much so",
    "why": "Would you like to tell us why? (optional)",
    "send": "Send",
    "choose": "Please choose one of the seven answers.",
    "thanks": "Thank you for your answer.",
    "counted": "You answered {score}. You can still change it, and what you say last counts.",
    "enough": "You have answered this many times. What you said last but this counts.",
    "again": "Send again",
}
GERMAN = {
    "title": "Wie leicht war es?",
    "question": "Der Shop hat es mir leicht gemacht, mein Anliegen zu klären.",
    "low": "1: überhaupt nicht",
    "high": "7: voll und ganz",
    "why": "Möchten Sie uns sagen, warum? (freiwillig)",
    "send": "Absenden",
    "choose": "Bitte wählen Sie eine der sieben Antworten.",
    "thanks": "Danke für Ihre Antwort.",
    "counted": "Sie haben mit {score} geantwortet. Sie können das noch ändern; es zählt, was Sie zuletzt sagen.",
    "enough": "Sie haben das schon oft beantwortet. Es zählt, was Sie zuletzt davor gesagt haben.",
    "again": "Noch einmal absenden",
}
TEXTS: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "de": GERMAN}
STYLE = (
    "<style>.scale{display:grid;grid-template-columns:repeat(7,1fr);gap:.25rem;padding:.75rem 0}"
    ".scale label{display:flex;flex-direction:column;align-items:center;gap:.375rem;min-height:4.25rem;"
    "justify-content:center;border:1px solid var(--line);border-radius:.5rem;cursor:pointer}"
    ".scale label:has(:checked){border-color:var(--brand)}.ends{display:flex;justify-content:space-between;gap:1rem}"
    "textarea{font:inherit;width:100%;min-height:6rem;padding:.5rem .75rem;border-radius:.5rem;"
    "border:1px solid var(--quiet);background:var(--card);color:inherit}</style>"
)
FORM = (
    '{style}{status}<form method="post"><fieldset><legend>{question}</legend><div class="scale">{choices}</div>'
    '<p class="ends quiet"><small>{low}</small><small>{high}</small></p></fieldset>{why}'
    '<p class="actions"><button>{send}</button></p></form>'
)
CHOICE = '<label><input type="radio" name="score" value="{score}" required{checked}> {score}</label>'
WHY = (
    '<label for="why"><b>{why}</b></label><textarea id="why" name="comment" maxlength="2000" rows="4">{said}</textarea>'
)
BAD, TOO_MANY = 400, 429


@dataclass(frozen=True)
class Paper:
    """What a page is written with: its language, the shop's name, the shop's own question ("" for the usual one), and
    whether people may say why."""

    language: str
    shop: str = ""
    question: str = ""
    free_text: bool = True


def in_words(question: str, language: str) -> str:
    """The question and what its ends mean, where there is no page; `question` in place of the usual one."""
    texts = TEXTS.get(language.partition("-")[0], ENGLISH)
    return f"{question or texts['question']} ({texts['low']}, {texts['high']})"


def asking(paper: Paper, score: int, comment: str = "") -> Answer:
    """The question, with the answer that a link named chosen and not given; 0 for none."""
    return _page(paper, ("title", "", "send"), score, comment)


def unclear(paper: Paper, comment: str) -> Answer:
    """The same where a form came without an answer."""
    said = TEXTS[paper.language]["choose"]
    return replace(_page(paper, ("title", said, "send"), 0, comment), status=BAD)


def thanking(paper: Paper, score: int, comment: str) -> Answer:
    """Thanks, with the answer as it counts and the way to change it."""
    said = TEXTS[paper.language]["counted"].format(score=score)
    return _page(paper, ("thanks", said, "again"), score, comment)


def enough(paper: Paper, given: Given) -> Answer:
    """Where no more answers to this question are taken: what was typed is still there, and nobody has got it."""
    said = TEXTS[paper.language]["enough"]
    return replace(_page(paper, ("title", said, "send"), given.score, given.comment), status=TOO_MANY)


def _page(paper: Paper, words: tuple[str, str, str], score: int, comment: str) -> Answer:
    """`words`: the title, what is said of the answer, what stands on the button."""
    texts, (title, status, send) = TEXTS[paper.language], words
    choices = "".join(CHOICE.format(score=one, checked=" checked" * (one == score)) for one in SCORES)
    why = WHY.format(why=escape(texts["why"]), said=escape(comment)) if paper.free_text else ""
    body = FORM.format(
        style=STYLE,
        status=f'<p role="status">{escape(status)}</p>' if status else "",
        question=escape(paper.question or texts["question"]),
        choices=choices,
        low=escape(texts["low"]),
        high=escape(texts["high"]),
        why=why,
        send=escape(texts[send]),
    )
    return page(paper.language, texts[title], body, paper.shop)
