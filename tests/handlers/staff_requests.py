"""Requests of staff and programs to the people API, and what comes back."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from tests.faults.cloud.world import World
from tests.faults.shop import http

KIM, LEE = {"type": "user_id", "value": "u1"}, {"type": "user_id", "value": "u2"}
BOTH = {"keep": KIM, "absorb": LEE, "reason": "the same loyalty card"}


@dataclass(frozen=True)
class Api:
    """A world's people API, asked with the token of one role."""

    world: World
    role: str = "admin"
    function: str = "people"

    def get(self, path: str) -> tuple[int, Any]:
        """Status and parsed body."""
        return self.ask("GET", path)

    def post(self, path: str, body: Any, key: str = "") -> tuple[int, Any]:
        """A body of text goes as it is, anything else as JSON; `key` is an Idempotency-Key."""
        return self.ask("POST", path, body if isinstance(body, str) else json.dumps(body), key)

    def ask(self, method: str, path: str, body: str = "", key: str = "") -> tuple[int, Any]:
        """One request as API Gateway hands it over after it has checked the token."""
        bare, _, query = path.partition("?")
        headers = {"Idempotency-Key": key} if key else {}
        asked = {"rawQueryString": query, "queryStringParameters": dict(parse_qsl(query))}
        event = http(method, bare, body, headers) | asked
        claims = {"username": f"{self.role}-1", "cognito:groups": f"[{self.role}]" if self.role else "[]"}
        event["requestContext"]["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
        answer = self.world.lambdas.invoke(self.function, event) or {}
        if answer["statusCode"] >= 400:
            assert answer["headers"].get("Content-Type") == "application/problem+json"
        return answer["statusCode"], json.loads(answer["body"])


def person(api: Api, who: dict[str, str]) -> Any:
    """The person behind an identifier, as the API tells of one."""
    return api.post("/v1/people/find", who)[1]
