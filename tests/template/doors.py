"""The routes of the product, as the documentation names them: those of the description, and those of the template."""

import re
from functools import cache
from typing import Any, NamedTuple

from segue_tools.api_changes import METHODS, Document, today
from segue_tools.templates import functions

NAME = re.compile(r"\{[^}]*\}|<[^>]*>")
ASKED = re.compile(r"(GET|POST|PUT|DELETE|PATCH) (\S+)")


class Route(NamedTuple):
    """A route; `operation` is what the description says of it, where it is described."""

    method: str
    path: str
    operation: Document | None = None


@cache
def routes() -> tuple[Route, ...]:
    """Every route there is; a method ANY takes each."""
    described = [
        Route(method.upper(), path, operations[method])
        for path, operations in today()["paths"].items()
        for method in METHODS
        if method in operations
    ]
    own = [one["Properties"] for function in functions().values() for one in function.get("Events", {}).values()]
    return (*described, *(Route(one.get("Method", "ANY").upper(), one["Path"]) for one in own if "Path" in one))


def named(said: str) -> list[Route]:
    """The routes that `POST /v1/messages/{id}/stop` may mean; what begins with dots or in the middle means any that
    ends so."""
    found = ASKED.match(said)
    if not found:
        return []
    path = NAME.sub("*", found[2].partition("?")[0]).lstrip(".…")
    return [one for one in routes() if one.method in (found[1], "ANY") and _fits(path, one.path)]


def asked(said: str) -> set[str]:
    """The names in the query of a route as it is told."""
    return {*re.findall(r"[?&]([\w-]+)=", said)}


def known(route: Route) -> set[str]:
    """The names that a described route takes in its query."""
    return {one["name"] for one in (route.operation or {}).get("parameters", []) if one["in"] == "query"}


def body(route: Route) -> dict[str, Any] | None:
    """The schema of what a described route takes, with all that it refers to."""
    return _schema((route.operation or {}).get("requestBody", {}))


def answer(route: Route, status: str) -> dict[str, Any] | None:
    """The schema of what it answers with a status."""
    return _schema((route.operation or {}).get("responses", {}).get(status, {}))


def _schema(content: Document) -> dict[str, Any] | None:
    found = content.get("content", {}).get("application/json", {}).get("schema")
    return {**found, "components": today()["components"]} if found else None


def _fits(path: str, route: str) -> bool:
    if "+}" in route:
        return path.startswith(route.partition("{")[0])
    plain = "[^/]+".join(map(re.escape, NAME.split(route)))
    tail = "[^/]+".join(map(re.escape, path.split("*")))
    return bool(re.fullmatch(plain, path)) or bool(re.search(rf"{tail}$", NAME.sub("x", route)))
