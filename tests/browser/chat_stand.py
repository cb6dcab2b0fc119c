"""A page with the chat's own script, beside an API that a test plays."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from segue.scripts import script

API, SHOP = "https://api.test", "https://shop.test"
ENDED = "c_1.all-1-ended"  # a token that does not hold any more
POLICY = "default-src 'none'; script-src https://api.test; connect-src https://api.test"
PAGE = '<!doctype html><html lang="{}"><title>Shop</title><h1>Shop</h1><script src="{}/chat.js" {} defer></script>'


@dataclass
class Played:
    """What the API has: `fails` answers are lost after the words were kept; `asked` is every request.
    `stays` is why it goes on nowhere else, `refuses` why asking for that is refused; `text` writes an answer."""

    page: Any
    turns: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, Any]] = field(default_factory=list)
    asks: list[dict[str, Any]] = field(default_factory=list)
    hours: dict[str, Any] = field(default_factory=lambda: {"open": True, "minutes": 2})
    about: dict[str, Any] = field(default_factory=dict[str, Any])
    articles: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    state: str = "open"
    stays: str = ""
    refuses: str = ""
    fails: int = 0
    text: Callable[[Any], str] = json.dumps

    def show(self, language: str = "en", more: str = 'data-write-key="wk_1"', behind: str = "") -> "Played":
        """Opens a page with the chat; `behind` stands behind the # of its address."""
        self.page.route(f"{SHOP}/**", lambda route: route.fulfill(**self._shop(language, more)))
        self.page.route(f"{API}/**", self._answer)
        self.page.goto(f"{SHOP}/product?secret=1{behind}")
        return self

    def open(self) -> "Played":
        """The same with the chat open."""
        self.page.locator("#knob").click()
        return self

    def says(self, text: str, author: str = "agent", **more: Any) -> dict[str, Any]:
        """Somebody says something."""
        number = len(self.turns) + 1
        time = f"2026-12-01T10:00:{number:02}.000Z"
        turn = {"id": f"t{number}", "time": time, "author": author, "kind": "said", "text": text, **more}
        self.turns.append(turn)
        return turn

    def sent(self, path: str = "/turns") -> list[Any]:
        """The bodies that were posted there."""
        return [body for asked, body in self.asked if asked.endswith(path)]

    def _shop(self, language: str, more: str) -> dict[str, Any]:
        headers = {"content-type": "text/html", "content-security-policy": POLICY}
        return {"headers": headers, "body": PAGE.format(language, API, more)}

    def _answer(self, route: Any) -> None:
        path, method = route.request.url.removeprefix(API), route.request.method
        if path == "/chat.js":
            return route.fulfill(
                headers={"content-type": "text/javascript; charset=utf-8"}, body=script("/chat.js").content
            )
        cors = {"access-control-allow-origin": "*", "access-control-allow-headers": "*"}
        if method == "OPTIONS":
            return route.fulfill(status=204, headers=cors)
        body = json.loads(route.request.post_data or "{}")
        self.asked.append((path.partition("?")[0], body))
        status, said = self._said(path, body)
        return route.fulfill(status=status, headers=cors, body=self.text(said) if said else "")

    def _said(self, path: str, body: Any) -> tuple[int, Any]:
        mark = f"m{len(self.turns)}{self.state}"
        if path == "/v1/chat" and body.get("back") == ENDED:
            return 410, {"detail": "this link has ended; ask for a new one"}
        if path == "/v1/chat":
            about = {"hours": self.hours, "ask": self.asks, "moves": ["email"], "articles": bool(self.articles)}
            about |= {"stays": self.stays, "state": self.state}
            about |= self.about
            return 200, {"id": "c1", "token": "t", "turns": self.turns, "mark": mark, **about}
        if path.endswith("/turns"):
            return self._kept(body)
        if path.endswith("/articles"):
            return (201, body) if body else (200, {"articles": self.articles})
        if path.endswith(("/move", "/code")):
            refused = {"type": f"urn:segue:problem:{self.refuses}", "detail": "no"}
            return (403, refused) if self.refuses else (201, {"channel": "email", "code": "123456"})
        told = {"turns": self.turns, "mark": mark, "stays": self.stays, "state": self.state}
        return (204, None) if path.endswith(f"after={mark}") else (200, told)

    def _kept(self, body: Any) -> tuple[int, Any]:
        known = next((one for one in self.turns if one.get("client") == body["clientId"]), None)
        turn = known or self.says(body.get("text", "a form"), "customer", client=body["clientId"])
        self.fails -= 1
        return (503, {}) if self.fails >= 0 else (201, {"turn": turn})
