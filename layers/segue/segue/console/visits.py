"""A visit to the console: the request with its cookies and form, who makes it, and what is shown in return."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from segue.console.menus import NO_MENU, Menu
from segue.conversations.desk.staff_names import Names, shown
from segue.http import Request, request_of
from segue.lambdas import Lambda
from segue.languages.texts import _
from segue.sealed import covered
from segue.times import Millis

FOLDER = "/console"
HTML = "text/html; charset=utf-8"
YOU = _("You")
SOUGHT, REASON = 256, 500  # characters that are taken of what was typed


@dataclass(frozen=True)
class Member:
    """A member of staff at the console by user name, with the roles that count here."""

    name: str
    roles: frozenset[str]
    email: str = ""


@dataclass(frozen=True)
class Visit:
    """`base` is the path of the console as the browser sees it, `token` what its forms must bring back.

    `origin` is where browsers find the API, `menu` what the visitor's roles have, `directory` what the staff
    are called at a moment.
    """

    request: Request
    base: str
    now: Millis
    cookies: Mapping[str, str] = field(default_factory=dict)
    staff: Member | None = None
    token: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    secure: bool = True
    origin: str = ""
    menu: Menu = NO_MENU
    directory: Callable[[Millis], Names] = field(default=lambda _: Names())

    @property
    def path(self) -> str:
        """The path under the console, `/live`; empty at its start."""
        start = self.base if self.request.path.startswith(self.base) else FOLDER
        return self.request.path.removeprefix(start).rstrip("/")

    @property
    def scripted(self) -> bool:
        """Whether htmx asks for a part of a page."""
        return self.request.headers.get("hx-request") == "true"

    @cached_property
    def form(self) -> dict[str, str]:
        """The fields of a posted form."""
        return dict(parse_qsl(self.request.body.decode("utf-8", "replace"), keep_blank_values=True))

    @property
    def roles(self) -> frozenset[str]:
        """The visitor's roles; none before sign-in."""
        return self.staff.roles if self.staff else frozenset()

    @property
    def name(self) -> str:
        """The visitor's user name; empty before sign-in."""
        return self.staff.name if self.staff else ""

    @property
    def email(self) -> str:
        """The visitor's own address; empty before sign-in, and where the pool knows none."""
        return self.staff.email if self.staff else ""

    @cached_property
    def names(self) -> Names:
        """What the staff are called; read when a page first names somebody."""
        return self.directory(self.now)

    def called(self, name: str, you: str = YOU) -> str:
        """What the visitor reads of one of the staff; `you` of themselves."""
        return shown(self.names, name, self.name, you)

    def asked(self, name: str) -> str:
        """A value of the query; empty when it is not there."""
        return self.request.query.get(name, "")

    def typed(self, name: str, most: int) -> str:
        """What was typed into a field of the posted form, up to `most` characters."""
        return self.form.get(name, "").strip()[:most]


@dataclass(frozen=True)
class Shown:
    """What the browser gets."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()
    kind: str = HTML
    squeezed: bool = False  # the body is gzip
    connects: str = ""  # where else than here the page's script may send something


def visit_of(event: Lambda, public_url: str, now: Millis) -> Visit:
    """The visit in an HTTP API event; `public_url` is where browsers find the API. Raises Invalid("bad-base64")."""
    request = request_of(event)
    lines = event.get("cookies") or [request.headers.get("cookie", "")]
    base = urlsplit(public_url).path.rstrip("/") + FOLDER
    origin = public_url or f"https://{event['requestContext'].get('domainName', '')}"
    secure = not origin.startswith("http://")
    return Visit(request, base, now, _cookies("; ".join(lines)), secure=secure, origin=origin)


def as_lambda(shown: Shown) -> dict[str, Any]:
    """The Lambda form; what is not text travels as base64."""
    headers = {"content-type": shown.kind, **shown.headers}
    if shown.squeezed:
        headers["content-encoding"] = "gzip"
    body = base64.b64encode(shown.body) if shown.squeezed else covered(shown.body)
    answer = {"statusCode": shown.status, "headers": headers, "body": body.decode(), "isBase64Encoded": shown.squeezed}
    return {**answer, "cookies": list(shown.cookies)} if shown.cookies else answer


def redirect(to: str, *cookies: str) -> Shown:
    """See Other: the browser goes there with GET."""
    return Shown(303, headers={"location": to}, cookies=cookies)


def cookie(visit: Visit, name: str, value: str, seconds: int) -> str:
    """A cookie that no script reads and no other site sends; `seconds` 0 takes it away."""
    secure = "; Secure" if visit.secure else ""
    return f"{name}={value}; Path={visit.base}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"


def token_of(key: bytes, door: str, name: str) -> str:
    """What forms carry against forgery: bound to this browser (its `door` cookie) and to who is signed in."""
    return hmac.new(key, f"{door}|{name}".encode(), hashlib.sha256).hexdigest()[:40] if door else ""


def _cookies(line: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(line).items()}
    except CookieError:
        return {}
