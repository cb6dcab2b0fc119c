"""The second factor of whoever is signed in: an app for one-time passwords, set up by themselves."""

import re

from segue.audit import Entry
from segue.console.desk import Desk
from segue.console.doors import ACCESS, DIGITS
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.errors import Refused
from segue.languages.texts import _
from segue.trailing import on_trail

ACTION, SECRET = "second-factor.set", 128  # SECRET: characters of a key
WRONG = _("These are not the digits that the app shows now. Wait for the next ones and type those.")
AGAIN = _("That did not work: your session may have been renewed meanwhile. Try once more.")


def show(visit: Visit, desk: Desk) -> Shown:
    """Whether they have an app, and the way to one."""
    return _page(visit, on=desk.door.has_app(_access(visit)), said=visit.asked("said") == "on")


def begin(visit: Visit, desk: Desk) -> Shown:
    """The key that the app is given; nothing is asked at sign-in before its digits have been typed. Who has an app
    gets no other one by a session alone."""
    if desk.door.has_app(_access(visit)):
        return redirect(f"{visit.base}/second-factor")
    try:
        return _page(visit, secret=desk.door.new_app(_access(visit)))
    except Refused as refused:
        return _page(visit, status=409, wrong=refused.detail if refused.reason == "no-apps" else AGAIN)


def confirm(visit: Visit, desk: Desk) -> Shown:
    """With the digits that the app shows now it is theirs, and asked for from the next sign-in on."""
    code, secret = "".join(visit.typed("code", DIGITS).split()), visit.typed("secret", SECRET)
    if desk.door.has_app(_access(visit)):
        return redirect(f"{visit.base}/second-factor")
    if not re.fullmatch("[0-9]{6}", code):
        return _page(visit, status=422, secret=secret, wrong=WRONG)
    entry = Entry(f"{ACTION}.{visit.name}.{visit.now}", visit.now, visit.name, ACTION, ())
    with on_trail(desk.trail, entry) as ahead:
        try:
            desk.door.keep_app(_access(visit), code)
        except Refused as refused:
            ahead.refused(refused.reason)
            wrong = WRONG if refused.reason == "wrong-code" else AGAIN
            return _page(visit, status=422, secret=secret, wrong=wrong)
    return redirect(f"{visit.base}/second-factor?said=on")


def _page(visit: Visit, status: int = 200, **facts: object) -> Shown:
    known = {"on": False, "said": False} | dict.fromkeys(("secret", "wrong"), "")
    return page(visit, "own_factor.html", status, **known | facts)


def _access(visit: Visit) -> str:
    return visit.cookies.get(ACCESS, "")
