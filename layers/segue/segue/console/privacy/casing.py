"""The pages of cases: what people ask about their data, by when it is due, and the steps to the answer."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from segue.api.roles import OFFICERS
from segue.console.desk import Desk
from segue.console.menus import Entry
from segue.console.pages import View
from segue.console.privacy.case_words import ASKED, KINDS, reason_of, row
from segue.console.rendering import page
from segue.console.visits import REASON, SOUGHT, Shown, Visit, redirect
from segue.console.words import plural
from segue.errors import Invalid, NotFound
from segue.languages.texts import _
from segue.privacy_cases import cases as cased
from segue.privacy_cases.cases import Case, Kind
from segue.privacy_cases.handling import Act, Wanted
from segue.times import from_text
from segue.wiring.privacy_cases import cases, handling, opened

MOST = 50
LINES = 20  # traits that are typed at once
KNOWN: Mapping[str, Kind] = {one: one for one in cased.KINDS}
BLANK = {"sought": "", "kind": "access", "channel": "email", "received": "", "reason": ASKED}


def show(visit: Visit, desk: Desk) -> Shown:
    """Cases by the day on which they are due, those that are late in front; and those that have ended."""
    return _list(visit, desk)


def ask(visit: Visit, desk: Desk) -> Shown:
    """Writes down that somebody asked."""
    typed = {name: visit.typed(name, REASON) for name in BLANK}
    try:
        case = _opened(typed, visit, desk)
    except Invalid as wrong:
        return _list(visit, desk, {**BLANK, **{name: said for name, said in typed.items() if said}}, wrong.detail)
    return redirect(f"{visit.base}/requests/{case.id}")


def show_one(visit: Visit, desk: Desk) -> Shown:
    """One case with its steps. Raises NotFound."""
    return _page(visit, desk, cases().find(visit.args["case"]))


def act(visit: Visit, desk: Desk) -> Shown:
    """One step; a form that is sent twice does it once. Raises NotFound, Unavailable."""
    case, doing = visit.args["case"], Act(visit.name, _occasion(visit), visit.now, visit.typed("reason", REASON))
    try:
        ACTS[visit.args["act"]](case, doing, visit)
    except NotFound:
        raise
    except Invalid as wrong:
        return _page(visit, desk, cases().find(case), wrong)
    return redirect(f"{visit.base}/requests/{case}")


def _opened(typed: Mapping[str, str], visit: Visit, desk: Desk) -> Case:
    kind = KNOWN.get(typed["kind"], "access")
    received = from_text(typed["received"]) if typed["received"] else visit.now
    if received > visit.now:
        raise Invalid("bad-time", _("That day has not been yet."))
    said = {
        "channel": typed["channel"] or "email",
        "reason": reason_of(typed["reason"]),
        "received": received,
    }
    doing = Act(visit.name, _occasion(visit), visit.now)
    return opened(kind, _asked(typed["sought"][:SOUGHT], desk), said, doing)


def _asked(sought: str, desk: Desk) -> str:
    """Whom it is about. Of what nobody is known by the key, so that it can be answered that nothing is held."""
    found = desk.reading.search(sought) if sought else []
    if len(found) > 1:
        several = plural(
            "{count} customer is found by that. Type what only one of them has.",
            "{count} customers are found by that. Type what only one of them has.",
            len(found),
        )
        raise Invalid("several", several)
    if found:
        return found[0].id
    meant = [one for one in desk.reading.meanings(sought) if one.type in ("email", "phone")] if sought else []
    if not meant:
        raise Invalid("nobody", _("No customer is found by that. Of a stranger type the address or the number."))
    return desk.reading.keys_of(meant[0])[0]


def _verify(case: str, doing: Act, visit: Visit) -> object:
    code = visit.typed("code", 12)
    return handling().enter_code(case, code, doing) if code else handling().send_code(case, doing)


def _identify(case: str, doing: Act, _: Visit) -> object:
    return handling().identify(case, _worded(doing))


def _work(case: str, doing: Act, visit: Visit) -> object:
    to = [one for one in ("marketing", "profiling") if visit.form.get(one)]
    return handling().work(case, Wanted(_traits(visit.typed("traits", 5_000)), (), to), doing)


def _traits(typed: str) -> dict[str, str]:
    """Lines such as `firstName: Kim`. Raises Invalid."""
    lines = [line for line in typed.splitlines() if line.strip()][:LINES]
    pairs = [line.partition(":") for line in lines]
    if any(not name.strip() or not colon for name, colon, _ in pairs):
        raise Invalid("bad-line", _("Type a line for each, such as firstName: Kim"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _worded(doing: Act) -> Act:
    if not doing.note:
        raise Invalid("no-words", _("Say it in a sentence: it is kept with the case."))
    return doing


ACTS: Mapping[str, Callable[[str, Act, Visit], object]] = {
    "verification": _verify,
    "identification": _identify,
    "work": _work,
    "extension": lambda case, doing, _visit: handling().extend(case, _worded(doing)),
    "answer": lambda case, doing, _visit: handling().answer(case, _worded(doing)),
    "refusal": lambda case, doing, _visit: handling().refuse(case, _worded(doing)),
    "lift": lambda case, doing, _visit: handling().lifted(case, _worded(doing)),
}


def _occasion(visit: Visit) -> str:
    return f"{visit.name} {visit.typed('occasion', SOUGHT)}"


def _list(visit: Visit, desk: Desk, typed: Mapping[str, str] = BLANK, wrong: str = "") -> Shown:
    waiting = [row(one, visit.now) for one in cases().open()]
    ended = [row(one, visit.now) for one in cases().ended(MOST)]
    more = {"typed": typed, "wrong": wrong, "kinds": KINDS, "occasion": desk.fresh_token()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return page(visit, "cases.html", status, waiting=waiting, ended=ended, **more)


def _page(visit: Visit, desk: Desk, case: Case, wrong: Invalid | None = None) -> Shown:
    from segue.console.privacy.case_facts import facts  # few pages are those of a case

    said = wrong.detail if wrong else ""
    return page(visit, "case.html", wrong.status if wrong else HTTPStatus.OK, **facts(case, visit, desk), wrong=said)


CASE = r"/requests/(?P<case>c_\w{1,60})"
VIEWS = (
    View("GET", "/requests", show, OFFICERS, Entry(_("Requests"), "note", "privacy", often=True)),
    View("POST", "/requests", ask, OFFICERS),
    View("GET", CASE, show_one, OFFICERS),
    View("POST", f"{CASE}/(?P<act>{'|'.join(ACTS)})", act, OFFICERS),
)
