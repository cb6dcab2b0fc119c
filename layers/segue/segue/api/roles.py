"""Who is asking: the claims that API Gateway's JWT authorizer has verified, and the roles in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Forbidden

AGENT, MARKETER, PRIVACY, ADMIN = "agent", "marketer", "privacy", "admin"
ALL = frozenset({AGENT, MARKETER, PRIVACY, ADMIN})
AGENTS = frozenset({AGENT, ADMIN})  # serve customers: hand their carts over
MARKETING = frozenset({MARKETER, ADMIN})
DECIDING = frozenset({AGENT, PRIVACY, ADMIN})  # who is one person
OFFICERS = frozenset({PRIVACY, ADMIN})  # answer what people ask about their data
GROUPS = "cognito:groups"
SCOPES, READ = "segue/", ".read"  # of programs


@dataclass(frozen=True)
class Caller:
    """A member of staff or a machine, by the name in its token; `client` is the app client that the token is of."""

    name: str
    roles: frozenset[str]
    client: str = ""

    def must_be(self, allowed: frozenset[str]) -> None:
        """Raises Forbidden("missing-role") unless one of the roles is allowed."""
        if not self.roles & allowed:
            needed = "the role" if len(allowed) == 1 else "one of the roles"
            raise Forbidden("missing-role", f"this needs {needed} {', '.join(sorted(allowed))}")


def caller_of(event: Mapping[str, Any]) -> Caller:
    """Who makes an HTTP API's request; without a token a caller of no roles."""
    context = event.get("requestContext") or {}
    claims = (context.get("authorizer") or {}).get("jwt", {}).get("claims") or {}
    name = claims.get("username") or claims.get("cognito:username") or claims.get("sub") or ""
    method = str((context.get("http") or {}).get("method") or "")
    return Caller(str(name), groups_of(claims.get(GROUPS)) | scoped(claims, method), str(claims.get("client_id") or ""))


def scoped(claims: Mapping[str, Any], method: str) -> frozenset[str]:
    """The roles of a program: with `segue/agent` in its token it may what an agent may, with `segue/agent.read` what is
    asked by GET. Whoever has signed in has the groups of the user alone."""
    if claims.get("username") or claims.get("cognito:username"):
        return frozenset()
    said = {one.removeprefix(SCOPES) for one in str(claims.get("scope") or "").split() if one.startswith(SCOPES)}
    read = {one.removesuffix(READ) for one in said if one.endswith(READ)} if method == "GET" else set()
    return ALL & (said | read)


def groups_of(claim: Any) -> frozenset[str]:
    """The roles in a groups claim: a list, or API Gateway's rendering of one, `[agent admin]`."""
    names = claim if isinstance(claim, list) else str(claim or "").strip("[]").replace(",", " ").split()
    return ALL.intersection(map(str, names))
