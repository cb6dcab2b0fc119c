"""Coming in and going out: sign in, choose a password, sign out, and who a visitor is."""

from dataclasses import replace
from urllib.parse import urlencode

from segue.api.roles import ADMIN, AGENT, AGENTS, MARKETER, PRIVACY, groups_of
from segue.aws.staff import PASSWORD, Challenge, Session, Staff
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Member, Shown, Visit, cookie, redirect
from segue.errors import Refused
from segue.languages.texts import _
from segue.wiring.presence import signed_in

ACCESS, REFRESH = "segue_access", "segue_refresh"
SHIFT = 12 * 3600  # seconds that a browser keeps a session
DIGITS = 20  # characters that are taken of a code
LIVE = "/live"
HOMES = ((ADMIN, LIVE), (AGENT, "/inbox"), (PRIVACY, "/privacy"), (MARKETER, "/measures"))
SIGNED_OUT = _("You are signed out.")


def recognise(visit: Visit, desk: Desk) -> tuple[Visit, tuple[str, ...]]:
    """The visit with its member of staff, if there is one, and the cookies of a renewed session."""
    door = desk.door
    staff = door.staff(visit.cookies.get(ACCESS, ""), visit.now)
    renewed = door.renew(visit.cookies[REFRESH]) if staff is None and visit.cookies.get(REFRESH) else None
    if renewed:
        staff = door.staff(renewed.access, visit.now)
    _note(visit, desk, staff if renewed else None)
    member = Member(staff.name, groups_of(list(staff.groups)), staff.email) if staff else None
    return replace(visit, staff=member), _session(visit, renewed) if renewed else ()


def ask(visit: Visit) -> Shown:
    """To the sign-in page, and from there back to where the visitor wanted to go."""
    here = f"{visit.base}/sign-in" + (f"?{urlencode({'next': visit.path})}" if visit.request.method == "GET" else "")
    return Shown(401, headers={"hx-redirect": f"{visit.base}/sign-in"}) if visit.scripted else redirect(here)


def show(visit: Visit, _: Desk) -> Shown:
    """The sign-in page."""
    said = SIGNED_OUT if visit.asked("said") == "out" else ""
    return page(visit, "sign_in.html", wrong="", said=said, next=visit.asked("next"), username="")


def home(visit: Visit, _: Desk) -> Shown:
    """Where the day of somebody of these roles begins; whoever was sent to sign in by a link follows that."""
    return redirect(visit.base + next((place for role, place in HOMES if role in visit.roles), LIVE))


def sign_in(visit: Visit, desk: Desk) -> Shown:
    """E-mail and password: in, or to the choice of a password, or the page again with what was wrong."""
    username, further = visit.form.get("username", "").strip(), visit.form.get("next", "")
    try:
        outcome = desk.door.sign_in(username, visit.form.get("password", ""))
    except Refused as refused:
        wrong = refused.detail
        return page(visit, "sign_in.html", 401, wrong=wrong, said="", next=further, username=username)
    return _outcome(visit, desk, outcome)


def choose_password(visit: Visit, desk: Desk) -> Shown:
    """The invited person's own password."""
    username, state = visit.form.get("username", ""), visit.form.get("challenge", "")
    try:
        outcome = desk.door.choose_password(username, visit.form.get("password", ""), state)
    except Refused as refused:
        if refused.reason == "weak-password":
            return _new_password(visit, username, state, refused.detail)
        wrong = _("That took too long. Sign in with the password from the invitation once more.")
        further = visit.form.get("next", "")
        return page(visit, "sign_in.html", 401, wrong=wrong, said="", next=further, username=username)
    return _outcome(visit, desk, outcome)


def enter_code(visit: Visit, desk: Desk) -> Shown:
    """The digits of the app, or the first ones of an app that was just set up."""
    username, state = visit.form.get("username", ""), visit.form.get("challenge", "")
    code, new = "".join(visit.typed("code", DIGITS).split()), visit.form.get("new") == "yes"
    try:
        outcome = desk.door.enter_code(username, code, state, new)
    except Refused as refused:
        further = visit.form.get("next", "")
        return page(visit, "sign_in.html", 401, wrong=refused.detail, said="", next=further, username="")
    return _outcome(visit, desk, outcome)


def sign_out(visit: Visit, desk: Desk) -> Shown:
    """Ends the session at the pool and in the browser."""
    if visit.cookies.get(REFRESH):
        desk.door.end(visit.cookies[REFRESH], visit.cookies.get(ACCESS, ""))
    gone = (cookie(visit, ACCESS, "", 0), cookie(visit, REFRESH, "", 0))
    return redirect(f"{visit.base}/sign-in?said=out", *gone)


def _outcome(visit: Visit, desk: Desk, outcome: Session | Challenge) -> Shown:
    if isinstance(outcome, Challenge) and outcome.kind != PASSWORD:
        facts = {"challenge": outcome.state, "username": outcome.username, "secret": outcome.secret}
        return page(visit, "second_factor.html", 200, **facts, next=visit.form.get("next", ""))
    if isinstance(outcome, Challenge):
        return _new_password(visit, outcome.username, outcome.state, "")
    staff = desk.door.staff(outcome.access, visit.now)
    _note(visit, desk, staff)
    if staff and groups_of(list(staff.groups)) & AGENTS:
        signed_in(staff.name, visit.now)
    return redirect(visit.base + inside(visit.form.get("next", "")), *_session(visit, outcome))


def _note(visit: Visit, desk: Desk, staff: Staff | None) -> None:
    """Tokens hold no address: at the beginning of a session it is known whose user name is whose."""
    if staff and staff.email:
        desk.colleagues.note(staff.name, staff.email, visit.now)


def _new_password(visit: Visit, username: str, state: str, wrong: str) -> Shown:
    facts = {"wrong": wrong, "next": visit.form.get("next", ""), "challenge": state, "username": username}
    return page(visit, "new_password.html", 422 if wrong else 200, **facts)


def _session(visit: Visit, session: Session) -> tuple[str, ...]:
    access = cookie(visit, ACCESS, session.access, SHIFT)
    return (access, cookie(visit, REFRESH, session.refresh, SHIFT)) if session.refresh else (access,)


def inside(further: str) -> str:
    """Only a path of the console's own: never another site's address."""
    plain = further.startswith("/") and not further.startswith("//") and further.isprintable() and "\\" not in further
    return further if plain and ".." not in further else ""
