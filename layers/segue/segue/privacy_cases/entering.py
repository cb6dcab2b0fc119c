"""The page behind the link in a message with a code: the customer types it there. Without a script, and GET changes
nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from typing import Protocol
from urllib.parse import parse_qs

from segue.errors import Conflict, Invalid, NotFound
from segue.http import Answer, Request
from segue.keys import digest
from segue.messaging.case_links import case_of
from segue.messaging.page_texts import TEXTS, Texts, spoken
from segue.messaging.public_pages import lost, page
from segue.privacy_cases.cases import Case
from segue.privacy_cases.handling import CUSTOMER, Act
from segue.times import Millis

LONGEST = 4_000  # bytes of a form
FORM = """{wrong}<p>{text}</p><form method="post"><p><label>{label}
<input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{{6,12}}" required></label></p>
<p class="actions"><button>{button}</button></p></form>"""


class Handling(Protocol):
    """Takes codes."""

    def enter_code(self, case: str, code: str, act: Act, /) -> Case: ...


@dataclass(frozen=True)
class Entering:
    """`secret` signs links; `find` finds a case."""

    secret: Callable[[], bytes]
    find: Callable[[str], Case]
    handling: Callable[[], Handling]

    def answer(self, request: Request, now: Millis) -> Answer:
        """The page; in words, too, for a token that is none of ours (404). Raises NotFound for other methods."""
        language = spoken((), request.headers.get("accept-language", ""), "")
        try:
            named, message = case_of(self.secret(), request.path.rpartition("/preferences/")[2])
            case = self.find(named)
        except NotFound:
            return lost(request)
        match request.method:
            case "GET" | "HEAD":
                return _shown(language, case, message)
            case "POST":
                return self._entered(language, case, message, (request, now))
        raise NotFound("unknown-route", "a link like this is opened or posted to")

    def _entered(self, language: str, case: Case, message: str, came: tuple[Request, Millis]) -> Answer:
        request, now = came
        if case.check.message != message:
            return _shown(language, case, message)
        act = Act(CUSTOMER, digest(b"case code", message), now)
        try:
            return _shown(language, self.handling().enter_code(case.id, _code(request.body), act), message)
        except Conflict:
            return replace(_form(TEXTS[language], language, "case.again"), status=Conflict.status)
        except Invalid as wrong:
            said = "case.over" if wrong.reason == "code-over" else "case.wrong"
            return replace(_form(TEXTS[language], language, said), status=wrong.status)


def _shown(language: str, case: Case, message: str) -> Answer:
    """The form while the newest code is waited for; else what there is to say."""
    texts = TEXTS[language]
    if case.state == "verifying":
        if case.check.message == message:
            return _form(texts, language)
        return _said(texts, language, "case.newer")
    return _said(texts, language, "case.done" if case.identified or case.over else "case.newer")


def _said(texts: Texts, language: str, word: str) -> Answer:
    return page(language, texts["case.title"], f'<p role="status">{escape(texts[word])}</p>')


def _form(texts: Texts, language: str, wrong: str = "") -> Answer:
    told = f'<p role="alert">{escape(texts[wrong])}</p>' if wrong else ""
    words = {name: escape(texts[f"case.{name}"]) for name in ("text", "label", "button")}
    return page(language, texts["case.title"], FORM.format(wrong=told, **words))


def _code(body: bytes) -> str:
    try:
        return parse_qs(body[:LONGEST].decode("utf-8", "replace"), max_num_fields=5).get("code", [""])[-1]
    except ValueError:
        return ""
