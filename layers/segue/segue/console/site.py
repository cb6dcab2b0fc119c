"""The console's pages, one line each, and the way of every visit: recognise, check, show, secure."""

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from segue.api.roles import ADMIN, AGENTS, ALL, DECIDING, MARKETING, Forbidden
from segue.console import (
    assets,
    completing,
    connecting,
    doors,
    editing,
    goods,
    groups,
    handing,
    holding,
    importing,
    journeys,
    live,
    merging,
    people,
    planning,
    playbooks,
    sourcing,
    steering,
    suggesting,
    versions,
    whys,
)
from segue.console.desk import Desk
from segue.console.failures import failed
from segue.console.visits import HTML, Place, Shown, Visit, as_lambda, cookie, redirect, token_of, visit_of
from segue.errors import NotFound
from segue.lambdas import Lambda
from segue.times import Millis

DOOR = "segue_door"
DOOR_SECONDS = 30 * 24 * 3600
ELSEWHERE = ("cross-site", "same-site")  # of the Fetch Metadata header: a form of another site
KEY = "[a-z]_[a-z2-7]{24}"
PERSON = f"/people/(?P<person>{KEY})"
TWO = f"/people/(?P<keep>{KEY})/merge/(?P<absorb>{KEY})"
SOURCE = "/sources/(?P<source>[A-Za-z0-9_-]{1,64})"
FILE = "/playbook/(?P<folder>[a-z]{1,20})/(?P<file>[^/]{1,240})"
VERSION = r"/playbook/versions/(?P<number>\d{1,8})"
JOURNEY = "/journeys/(?P<journey>[a-z0-9][a-z0-9_-]{0,99})"
ACT = "(?P<act>pause|resume|stop)"
SEGMENT = "/segments/(?P<segment>[^/]{1,240})"
MERGE = rf"/merges/(?P<merge>{KEY}\.{KEY}|m_\w{{1,60}})"


@dataclass(frozen=True)
class View:
    """A page for those roles; without roles it is open to everybody. `entry`: its (name, icon) in the menu."""

    method: str
    path: str
    show: Callable[[Visit, Desk], Shown]
    roles: frozenset[str] = frozenset()
    entry: tuple[str, str] | None = None


def start(visit: Visit, _: Desk) -> Shown:
    """The first page."""
    return redirect(f"{visit.base}/live")


VIEWS = (
    View("GET", "", start, ALL),
    View("GET", "/live", live.show, ALL, ("Live", "live")),
    View("GET", "/live/new", live.more, ALL),
    View("GET", "/people", people.show, ALL, ("People", "people")),
    View("POST", "/people/find", people.find, ALL),
    View("GET", PERSON, people.show_person, ALL),
    View("GET", f"{PERSON}/timeline", people.show_timeline, ALL),
    View("GET", f"{PERSON}/why/(?P<segment>[^/]{{1,240}})", whys.show, ALL),
    View("POST", f"{PERSON}/handover", handing.hand_over, AGENTS),
    View("GET", f"{PERSON}/merge", merging.choose, DECIDING),
    View("POST", f"{PERSON}/merge", merging.find, DECIDING),
    View("GET", TWO, merging.preview, DECIDING),
    View("POST", TWO, merging.merge, DECIDING),
    View("GET", MERGE, merging.preview_undo, DECIDING),
    View("POST", MERGE, merging.undo, DECIDING),
    View("GET", "/suggestions", suggesting.show, DECIDING, ("Duplicates", "merge")),
    View("POST", r"/suggestions/(?P<suggestion>s_\w{1,40})/dismiss", suggesting.dismiss, DECIDING),
    View("GET", "/segments", groups.show, MARKETING, ("Segments", "segments")),
    View("GET", SEGMENT, groups.show_one, MARKETING),
    View("GET", f"{SEGMENT}/members", groups.show_members, MARKETING),
    View("GET", "/journeys", journeys.show, MARKETING, ("Journeys", "journey")),
    View("GET", JOURNEY, journeys.show_one, MARKETING),
    View("GET", f"{JOURNEY}/{ACT}", steering.show, MARKETING),
    View("POST", f"{JOURNEY}/{ACT}", steering.steer, MARKETING),
    View("GET", "/playbook", playbooks.show, MARKETING, ("Playbook", "book")),
    View("GET", "/playbook/new", playbooks.show_new, MARKETING),
    View("GET", "/playbook/versions", versions.show, MARKETING),
    View("GET", VERSION, versions.show_one, MARKETING),
    View("GET", f"{VERSION}/back", versions.show_back, MARKETING),
    View("POST", f"{VERSION}/back", versions.go_back, MARKETING),
    View("GET", "/playbook/words/(?P<folder>[a-z]{1,20})", completing.show, MARKETING),
    View("GET", FILE, editing.show, MARKETING),
    View("POST", FILE, editing.change, MARKETING),
    View("GET", "/products", goods.show, MARKETING, ("Products", "bag")),
    View("GET", "/products/(?P<product>[^/]{1,600})", goods.show_one, MARKETING),
    View("GET", "/sources", sourcing.show, ALL, ("Sources", "sources")),
    View("GET", SOURCE, sourcing.show_one, ALL),
    View("POST", f"{SOURCE}/secret", connecting.store_secret, frozenset({ADMIN})),
    View("POST", f"{SOURCE}/test", connecting.try_out, frozenset({ADMIN})),
    View("GET", "/imports", importing.show, frozenset({ADMIN})),
    View("POST", r"/imports/(?P<job>i_\w{1,60})/start", importing.start, frozenset({ADMIN})),
    View("GET", "/tracking", planning.show, ALL),
    View("GET", "/quarantine", holding.show, frozenset({ADMIN}), ("Quarantine", "quarantine")),
    View("POST", "/quarantine/replay", holding.replay_all, frozenset({ADMIN})),
    View("GET", r"/quarantine/(?P<record>\w+)", holding.show_one, frozenset({ADMIN})),
    View("POST", r"/quarantine/(?P<record>\w+)/replay", holding.replay, frozenset({ADMIN})),
    View("POST", r"/quarantine/(?P<record>\w+)/set-aside", holding.set_aside, frozenset({ADMIN})),
    View("POST", "/sign-out", doors.sign_out, ALL),
    View("GET", "/sign-in", doors.show),
    View("POST", "/sign-in", doors.sign_in),
    View("POST", "/new-password", doors.choose_password),
    View("GET", r"/static/[0-9a-f]+/(?P<name>[a-z.]+)", assets.show),
)


def menu(roles: frozenset[str]) -> tuple[Place, ...]:
    """Where these roles may go, in the order of the pages."""
    return tuple(Place(one.path[1:], *one.entry) for one in VIEWS if one.entry and one.roles & roles)


def answer(event: Lambda, desk: Desk, now: Millis) -> dict[str, Any]:
    """Answers a request to the console; whatever goes wrong is a page too."""
    visit = visit_of(event, desk.public_url, now)
    cookies: tuple[str, ...] = ()
    try:
        view, visit, cookies = _arrive(visit, desk)
        shown = _serve(view, visit, desk)
    except Exception as wrong:
        shown = failed(visit, wrong)
    headers = {**_security(visit), **shown.headers}
    lacking = cookies if shown.kind == HTML else ()
    return as_lambda(replace(shown, headers=headers, cookies=(*lacking, *shown.cookies)))


def _arrive(visit: Visit, desk: Desk) -> tuple[View | None, Visit, tuple[str, ...]]:
    """The page that is asked for, who asks, and the cookies that the browser lacks."""
    view, args = _view(visit)
    visit, renewed = (visit, ()) if view and not view.roles else doors.recognise(visit, desk.door)
    door = visit.cookies.get(DOOR) or desk.fresh_token()
    token = token_of(desk.key, door, visit.name)
    fresh = () if visit.cookies.get(DOOR) else (cookie(visit, DOOR, door, DOOR_SECONDS),)
    return view, replace(visit, args=args, token=token, places=menu(visit.roles)), (*renewed, *fresh)


def _view(visit: Visit) -> tuple[View | None, Mapping[str, str]]:
    method = "GET" if visit.request.method == "HEAD" else visit.request.method
    for view in VIEWS:
        found = re.fullmatch(view.path, visit.path) if view.method == method else None
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
        raise Forbidden("missing-role")
    return view.show(visit, desk)


def _check_origin(visit: Visit) -> None:
    """A form counts only when it is one of ours, in this browser, by this visitor. Raises Forbidden."""
    elsewhere = visit.request.headers.get("sec-fetch-site", "") in ELSEWHERE
    if elsewhere or not hmac.compare_digest(visit.form.get("token", "").encode(), visit.token.encode()):
        raise Forbidden("foreign-form")


def _security(visit: Visit) -> dict[str, str]:
    """Nothing but our own style and script; pictures of products from anywhere."""
    pictures = "https:" if visit.secure else "https: http:"
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; "
        f"img-src 'self' {pictures}; base-uri 'none'; frame-ancestors 'none'"
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
