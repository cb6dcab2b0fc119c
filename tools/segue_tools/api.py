"""The people API as the commands use it."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

SECONDS = 70


class Refused(Exception):
    """The API said no; the text is its reason, `problem` the whole of it (RFC 9457)."""

    def __init__(self, text: str, problem: dict[str, Any] | None = None) -> None:
        super().__init__(text)
        self.problem = problem or {}


@dataclass(frozen=True)
class Api:
    """An address and a token."""

    url: str
    token: str

    def get(self, path: str) -> Any:
        """The answer's JSON. Raises Refused."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: Any) -> Any:
        """The answer's JSON. Raises Refused."""
        return self._ask("POST", path, json.dumps(body).encode())

    def put(self, path: str, body: Any) -> Any:
        """The answer's JSON. Raises Refused."""
        return self._ask("PUT", path, json.dumps(body).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data=body, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as refused:
            problem = _problem(refused.read())
            raise Refused(f"{method} {path}: {refused.code} {_reason(problem)}", problem) from None
        except urllib.error.URLError as problem:
            raise Refused(f"{self.url} does not answer: {problem.reason}") from None


def _problem(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        said = body.decode(errors="replace")[:300]
    return said if isinstance(said, dict) else {"detail": said}


def _reason(problem: dict[str, Any]) -> str:
    return str(problem.get("detail") or problem.get("message") or problem)
