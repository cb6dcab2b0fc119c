"""The pages of the people API: every route with who may ask, what goes in, a request, what comes out, and shapes."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from segue.api.conversation_interface import CONVERSATIONS
from segue.api.group_interface import SEGMENTS
from segue.api.interface import PEOPLE
from segue.api.measure_interface import MEASURES
from segue.api.playbook_interface import PLAYBOOK
from segue.api.privacy_interface import REQUESTS
from segue.api.roles import ALL
from segue_tools.api_changes import METHODS, Document, today
from segue_tools.reference.fields import Row, Rows, Schema, in_words
from segue_tools.reference.meanings import texts

HEAD = "| name | takes | where left out | meaning |\n|---|---|---|---|\n"
# Which function answers which routes.
SERVED = {
    "people": PEOPLE,
    "conversations": CONVERSATIONS,
    "segments": SEGMENTS,
    "measure": MEASURES,
    "playbook": PLAYBOOK,
    "privacy": REQUESTS,
}
ROUTES = tuple(route for some in SERVED.values() for route in some)
GONE = " Deprecated, and gone on {sunset}."


def pages() -> dict[str, str]:
    """The pages by their names, and the overview."""
    groups = texts("api")["groups"]
    return {"api": overview()} | {f"api-{name}": _page(group) for name, group in groups.items()}


def overview() -> str:
    """What holds for every route, and the list of all."""
    parts = [_listed(name, group) for name, group in texts("api")["groups"].items()]
    return f"# People API\n\n{texts('api')['about']}\n{''.join(parts)}"


def operations(*tags: str) -> Iterator[tuple[str, str, Document]]:
    """Method, path and description of each route, or of those under these words."""
    every = ((name, path, one) for path, methods in sorted(today()["paths"].items()) for name, one in methods.items())
    for method, path, one in every:
        if method in METHODS and (not tags or one["tags"][0] in tags):
            yield method.upper(), path, one


def _listed(name: str, group: Mapping[str, Any]) -> str:
    lines = [_row(f"api-{name}.md", *one) for one in operations(*group["tags"])]
    return f"\n## {group['title']}\n\n| route | does | for |\n|---|---|---|\n{''.join(lines)}"


def _row(page: str, method: str, path: str, one: Document) -> str:
    place = f"{page}#{_anchor(f'{method} {path}')}"
    return f"| [`{method} {path}`]({place}) | {_words(one['summary'])} | {_roles(method, path)} |\n"


def _page(group: Mapping[str, Any]) -> str:
    routes = [_route(*one) for one in operations(*group["tags"])]
    shapes = [_shape(one) for one in _used(group["tags"])]
    said = f"What holds for all routes: [people API](api.md). {group['about']}"
    return f"# {group['title']}, by HTTP\n\n{said}\n\n{''.join(routes)}## Shapes\n\n{''.join(shapes)}"


def _route(method: str, path: str, one: Document) -> str:
    gone = GONE.format(sunset=one["x-sunset"]) if one.get("deprecated") else ""
    statuses = [(code, said) for code, said in one["responses"].items() if code.startswith("2")]
    answers = ", ".join(f"{code}: {in_words(_schema(said) or {})}" for code, said in statuses)
    return (
        f"## `{method} {path}`\n\n{_words(one['summary'])}.{gone} For {_roles(method, path)}.\n\n"
        f"{_given(one)}{_request(method, path)}Answers {answers}.\n\n"
    )


def _given(one: Document) -> str:
    """The parameters, and the fields of the body."""
    query = [_parameter(each) for each in one.get("parameters", []) if each["in"] == "query"]
    body = _schema(one.get("requestBody", {}))
    fields = [_line(row) for row in Rows().of(_mapping(body))] if body else []
    asked = f"In the query:\n\n{HEAD}{''.join(query)}\n" if query else ""
    return asked + (f"In the body:\n\n{HEAD}{''.join(fields)}\n" if fields else "")


def _request(method: str, path: str) -> str:
    said = texts("api")["requests"].get(f"{method} {path}")
    return f"```http\n{method} {path}\n{json.dumps(said, ensure_ascii=False)}\n```\n\n" if said is not None else ""


def _parameter(one: Document) -> str:
    schema = {**one["schema"], **({"description": one["description"]} if "description" in one else {})}
    return _line(Row((one["name"],), in_words(schema), bool(one.get("required")), schema))


def _line(row: Row) -> str:
    left = "required" if row.required else _default(row.schema)
    return f"| `{row.names[0]}` | {row.takes} | {left} | {_words(row.schema.get('description', ''))} |\n"


def _default(schema: Schema) -> str:
    said = schema.get("default")
    return f"`{json.dumps(said)}`" if said not in (None, "", [], {}) else ""


def _shape(name: str) -> str:
    schema = _component(name)
    if "properties" not in schema:
        return f"### `{_short(name)}`\n\n{in_words(schema)}\n\n"
    return f"### `{_short(name)}`\n\n{HEAD}{''.join(_line(one) for one in Rows().of(_mapping(schema)))}\n"


def _mapping(schema: Schema) -> Schema:
    """The fields of a shape."""
    found = _component(schema["$ref"].rpartition("/")[2]) if "$ref" in schema else schema
    return {"properties": {}, **found}


def _used(tags: list[str]) -> list[str]:
    """The names of the shapes that routes answer or take, and of those in them."""
    found, rest = set[str](), [name for _, _, one in operations(*tags) for name in _named(_in_and_out(one))]
    while rest:
        one = rest.pop()
        if one not in found:
            found.add(one)
            rest += _named(_component(one))
    return sorted(found, key=_short)


def _in_and_out(one: Document) -> list[Schema]:
    """Whatever a route's tables and sentences name: answers, and what is in the fields of its body."""
    body = _schema(one.get("requestBody", {}))
    answers = [_schema(said) or {} for code, said in one["responses"].items() if code.startswith("2")]
    return [*answers, *([_mapping(body)["properties"]] if body else [])]


def _named(schema: Any) -> list[str]:
    """The shapes that a schema names."""
    return re.findall(r"\"#/components/schemas/([^\"]+)\"", json.dumps(schema))


def _component(name: str) -> Schema:
    return today()["components"]["schemas"][name]


def _schema(content: Document) -> Schema | None:
    return content.get("content", {}).get("application/json", {}).get("schema")


def _short(name: str) -> str:
    return name.rpartition("__")[2] if name.startswith("segue__") else name


def _roles(method: str, path: str) -> str:
    """Who may ask."""
    rule = re.sub(r"\{(.+?)\}", r"<\1>", path)
    roles = next((one.roles for one in ROUTES if (one.method, one.rule) == (method, rule)), frozenset[str]())
    return "everybody, without a token" if not roles else "all roles" if roles == ALL else ", ".join(sorted(roles))


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _words(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").rstrip(".")
