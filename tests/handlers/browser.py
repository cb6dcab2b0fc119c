"""A browser without a screen: keeps cookies, follows redirects, fills in forms."""

import html
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.fake_cognito import FakeCognito
from tests.faults.cloud.world import World
from tests.faults.shop import http

BASE = "/console"


@dataclass
class Browser:
    """Visits the console of a world."""

    world: World
    cognito: FakeCognito
    cookies: dict[str, str] = field(default_factory=dict)
    status: int = 0
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def at(self) -> str:
        """Where the last answer leads."""
        return self.headers.get("location", "")

    def get(self, path: str, **headers: str) -> "Browser":
        """Looks at a page."""
        return self._ask("GET", path, "", headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> "Browser":
        """Sends a form with the token of the page that was looked at last."""
        token = re.search(r'name="token" value="(\w*)"', self.body)
        given = {**({"token": token[1]} if token else {}), **fields}
        return self._ask(
            "POST", path, urlencode(given), {"content-type": "application/x-www-form-urlencoded", **headers}
        )

    def sign_in(self, name: str = "ann@shop.test", password: str = "Correct-horse-1") -> "Browser":
        """Comes in."""
        self.get("/sign-in")
        return self.post("/sign-in", {"username": name, "password": password})

    def find(self, pattern: str) -> str:
        """The first group of a pattern in the page's source, unescaped."""
        found = re.search(pattern, self.body)
        assert found, f"the page has no {pattern}"
        return html.unescape(found[1])

    def reads(self, text: str) -> bool:
        """Whether the page says this, as a reader would see it."""
        seen = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", self.body)))
        return text in seen

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> "Browser":
        self.cognito.seconds = self.world.clock // 1000
        parts = urlsplit(BASE + path)
        crumbs = {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        event: dict[str, Any] = http(method, parts.path, body, crumbs | sent)
        event |= {"rawQueryString": parts.query, "queryStringParameters": dict(parse_qsl(parts.query))}
        answer = self.world.lambdas.invoke("console", event)
        given = [one for line in answer.get("cookies", []) for one in SimpleCookie(line).values()]
        kept = self.cookies | {one.key: one.value for one in given}
        gone = {one.key for one in given if one["max-age"] == "0"}
        self.cookies = {name: value for name, value in kept.items() if name not in gone}
        self.status, self.headers, self.body = answer["statusCode"], answer["headers"], answer["body"]
        return self
