"""The way of every visit to the console: recognise, check, show, secure. The pages stand in `views.py`."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from segue.audit import asked_by
from segue.console import doors, noting
from segue.console.desk import Desk
from segue.console.failures import failed
from segue.console.menus import Menu, menu
from segue.console.role_words import whose
from segue.console.speaking import language_of
from segue.console.views import VIEWS, View
from segue.console.visits import HTML, Shown, Visit, as_lambda, cookie, token_of, visit_of
from segue.errors import Forbidden, NotFound
from segue.lambdas import Lambda
from segue.languages.texts import speaking
from segue.times import Millis

DOOR = "segue_door"
DOOR_SECONDS = 30 * 24 * 3600
ELSEWHERE = ("cross-site", "same-site")  # of the Fetch Metadata header: a form of another site


def menu_of(roles: frozenset[str]) -> Menu:
    """Where these roles may go, by the list of the pages."""
    return menu((one.path, one.entry) for one in VIEWS if one.entry and one.roles & roles)


def answer(event: Lambda, desk: Desk, now: Millis) -> dict[str, Any]:
    """Answers a request to the console; whatever goes wrong is a page too."""
    visit = visit_of(event, desk.public_url, now)
    with speaking(language_of(visit)):
        shown, cookies = _shown(visit, desk)
    headers = {**_security(visit, shown.connects), **shown.headers}
    lacking = cookies if shown.kind == HTML else ()
    return as_lambda(replace(shown, headers=headers, cookies=(*lacking, *shown.cookies)))


def _shown(visit: Visit, desk: Desk) -> tuple[Shown, tuple[str, ...]]:
    cookies: tuple[str, ...] = ()
    try:
        view, visit, cookies = _arrive(visit, desk)
        return _serve(view, visit, desk), cookies
    except Exception as wrong:
        return failed(visit, wrong), cookies


def _arrive(visit: Visit, desk: Desk) -> tuple[View | None, Visit, tuple[str, ...]]:
    """The page that is asked for, who asks, and the cookies that the browser lacks."""
    view, args = _view(visit)
    stranger = view is not None and not view.roles and not view.greets
    visit, renewed = (visit, ()) if stranger else doors.recognise(visit, desk)
    door = visit.cookies.get(DOOR) or desk.fresh_token()
    token = token_of(desk.key, door, visit.name)
    fresh = () if visit.cookies.get(DOOR) else (cookie(visit, DOOR, door, DOOR_SECONDS),)
    visit = replace(visit, args=args, token=token, menu=menu_of(visit.roles), directory=desk.colleagues.names)
    return view, visit, (*renewed, *fresh)


def _view(visit: Visit) -> tuple[View | None, Mapping[str, str]]:
    method, path = "GET" if visit.request.method == "HEAD" else visit.request.method, visit.path
    for view in VIEWS:
        found = re.fullmatch(view.path, path) if view.method == method else None
        if found:
            return view, found.groupdict()
    return None, {}


def _serve(view: View | None, visit: Visit, desk: Desk) -> Shown:
    if view is None:
        raise NotFound("no-page")
    if view.roles and visit.staff is None:
        return doors.ask(visit)
    if view.method == "POST":
        _check_origin(visit)
    if view.roles and not visit.roles & view.roles:
        raise Forbidden("missing-role", whose(view.roles))
    with asked_by(noting.asker_of(visit)):
        return noting.shown(view, visit, desk)


def _check_origin(visit: Visit) -> None:
    """A form counts only when it is one of ours, in this browser, by this visitor. Raises Forbidden."""
    elsewhere = visit.request.headers.get("sec-fetch-site", "") in ELSEWHERE
    if elsewhere or not hmac.compare_digest(visit.form.get("token", "").encode(), visit.token.encode()):
        raise Forbidden("foreign-form")


def _security(visit: Visit, connects: str = "") -> dict[str, str]:
    """Nothing but our own style and script, which ask us and what the page itself names; pictures of products from
    anywhere."""
    pictures = "https:" if visit.secure else "https: http:"
    asked = f" {connects}" if connects else ""
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'{asked}; "
        "form-action 'self'; "
        f"img-src 'self' {pictures}; base-uri 'none'; frame-src 'self'; frame-ancestors 'none'"
    )
    return {
        "content-security-policy": policy,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        **({"strict-transport-security": "max-age=31536000"} if visit.secure else {}),
    }
