"""Types for the client examples out of the API's description: `python -m segue_tools.api_types` writes both files.

Only what the examples' operations speak of is written, in Python as `TypedDict`, for JavaScript as declarations of
TypeScript that editors read for the names in JSDoc.
"""

import keyword
import re
from collections.abc import Callable, Iterator
from typing import Any

from segue_tools.api_changes import today
from segue_tools.places import ROOT

CLIENTS = ROOT / "examples" / "clients"
PYTHON, DECLARED = CLIENTS / "python" / "segue_types.py", CLIENTS / "javascript" / "segue_types.d.ts"
# What the examples call.
OPERATIONS = (
    ("POST", "/v1/people/find"),
    ("GET", "/v1/people/{person}"),
    ("GET", "/v1/people/{person}/timeline"),
    ("GET", "/v1/segments"),
    ("GET", "/v1/segments/{segment}/members"),
    ("POST", "/v1/messages"),
)
SAID = "Written by `python -m segue_tools.api_types` out of /openapi.json; do not edit."
IMPORTED = "from __future__ import annotations\n\nfrom typing import Any, Literal, NotRequired, TypedDict\n"
PLAIN = {
    "python": {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"},
    "typescript": {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"},
}
LISTED = {"python": "list[{}]", "typescript": "Array<{}>"}
MAPPED = {"python": "dict[str, {}]", "typescript": "Record<string, {}>"}
ANY = {"python": "Any", "typescript": "unknown"}
Schema = dict[str, Any]


def answered(method: str, path: str) -> str:
    """The name of what an operation answers when all went well."""
    responses = today()["paths"][path][method.lower()]["responses"]
    good = next(one for status, one in responses.items() if status.startswith("2"))
    return named(good["content"]["application/json"]["schema"]["$ref"])


def named(reference: str) -> str:
    """`#/components/schemas/Page_Person_` as `PagePerson`, without the module that tells two of a name apart."""
    return reference.rpartition("/")[2].rpartition("__")[2].replace("_", "")


def written() -> dict[str, str]:
    """Both files as they should be, by language."""
    found = dict(sorted(_needed()))
    python = "".join(_python(name, schema) for name, schema in found.items())
    declared = "".join(_declared(name, schema) for name, schema in found.items())
    head = f'"""{SAID}"""\n\n{IMPORTED}'
    return {"python": head + python, "typescript": f"// {SAID}\n{declared}"}


def _needed() -> Iterator[tuple[str, Schema]]:
    """Every schema that the operations speak of."""
    schemas, found = today()["components"]["schemas"], set[str]()
    rest = [one for method, path in OPERATIONS for one in _references(_bodies(today()["paths"][path][method.lower()]))]
    while rest:
        one = rest.pop()
        if one not in found:
            found.add(one)
            schema = schemas[one.rpartition("/")[2]]
            yield named(one), schema
            rest += _references(schema)


def _bodies(operation: Schema) -> list[Any]:
    good = [one for status, one in operation["responses"].items() if status.startswith("2")]
    return [operation.get("requestBody", {}), *good]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _references(one)


def _type(schema: Schema, language: str) -> str:
    """A schema as a type: the names of others, unions, lists, mappings, words."""
    if "$ref" in schema:
        return named(schema["$ref"])
    union = schema.get("anyOf") or schema.get("oneOf")
    if union:
        return " | ".join(dict.fromkeys(_type(one, language) for one in union))
    if "enum" in schema:
        return _words(schema["enum"], language)
    kind = schema.get("type")
    if kind == "array":
        return LISTED[language].format(_type(schema.get("items", {}), language))
    if kind == "object":
        inner = schema.get("additionalProperties")
        return MAPPED[language].format(_type(inner, language) if isinstance(inner, dict) else ANY[language])
    return PLAIN[language].get(str(kind), ANY[language])


def _words(words: list[Any], language: str) -> str:
    said = [f'"{one}"' if isinstance(one, str) else str(one) for one in words]
    return f"Literal[{', '.join(said)}]" if language == "python" else " | ".join(said)


def _python(name: str, schema: Schema) -> str:
    said = _about(schema)
    doc = f'    """{said}"""\n\n' if said else ""
    return f"\n\nclass {name}(TypedDict):\n{doc}" + _members(schema, "python", _python_member)


def _python_member(name: str, kind: str, given: bool) -> str:
    if keyword.iskeyword(name):
        raise ValueError(f"a field `{name}` cannot be written as a member")
    return f"    {name}: {kind if given else f'NotRequired[{kind}]'}\n"


def _declared(name: str, schema: Schema) -> str:
    said = _about(schema)
    doc = f"/** {said} */\n" if said else ""
    return f"\n{doc}export interface {name} {{\n{_members(schema, 'typescript', _declared_member)}}}\n"


def _declared_member(name: str, kind: str, given: bool) -> str:
    return f"  {name}{'' if given else '?'}: {kind};\n"


def _members(schema: Schema, language: str, line: Callable[[str, str, bool], str]) -> str:
    required = schema.get("required", ())
    listed = schema.get("properties", {}).items()
    return "".join(line(name, _type(one, language), name in required) for name, one in listed)


def _about(schema: Schema) -> str:
    """The first sentence of what is said of it."""
    return re.split(r"(?<=\.)\s", " ".join(str(schema.get("description", "")).split()))[0]


def main() -> None:
    """`python -m segue_tools.api_types`."""
    for file, language in ((PYTHON, "python"), (DECLARED, "typescript")):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written()[language])


if __name__ == "__main__":
    main()
