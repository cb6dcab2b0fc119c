"""In which language somebody reads the console: what they chose here, else what their browser asks for."""

from segue.console.desk import Desk
from segue.console.doors import inside
from segue.console.visits import Shown, Visit, cookie, redirect
from segue.errors import Invalid
from segue.languages.texts import ENGLISH, LANGUAGES
from segue.messaging.page_texts import asked_for

COOKIE = "segue_language"
YEAR = 365 * 24 * 3600  # seconds


def language_of(visit: Visit) -> str:
    """One of LANGUAGES."""
    browser = [one.partition("-")[0].lower() for one in asked_for(visit.request.headers.get("accept-language", ""))]
    return next((one for one in (visit.cookies.get(COOKIE, ""), *browser) if one in LANGUAGES), ENGLISH)


def choose(visit: Visit, _: Desk) -> Shown:
    """Keeps the language in this browser, and goes back to where it was chosen. Raises Invalid("no-language")."""
    wanted = visit.form.get("language", "")
    if wanted not in LANGUAGES:
        raise Invalid("no-language", f"The console is told in {', '.join(LANGUAGES)}.")
    return redirect(visit.base + inside(visit.form.get("back", "")), cookie(visit, COOKIE, wanted, YEAR))
