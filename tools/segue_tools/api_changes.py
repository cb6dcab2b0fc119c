"""What would break a client that was written for the API as it was last released.

`python -m segue_tools.api_changes` compares today's description with `docs/api/released.json`; `--release` makes
today's the released one. What counts as a break is in docs/api-versions.md; a test holds that there is none.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

from segue_tools.invoke import load
from segue_tools.places import ROOT
from segue_tools.schema_changes import Comparing

RELEASED = ROOT / "docs" / "api" / "released.json"
METHODS = ("get", "put", "post", "delete", "patch")
Document = dict[str, Any]


@cache
def today() -> Document:
    """The description as the function `people` gives it."""
    answer = load("People").handler({"rawPath": "/openapi.json"}, None)
    return json.loads(answer["body"]) | {"servers": [{"url": "/"}]}


def released() -> Document:
    """The description that clients may have been written for."""
    return json.loads(RELEASED.read_text())


def breaks(was: Document, now: Document, day: str) -> list[str]:
    """Everything that a client of `was` would miss in `now`; what was to be gone by this day is not missed."""
    found = dict(_operations(now))
    return [one for name, before in _operations(was) for one in _broken(name, before, found.get(name), (was, now, day))]


def _operations(document: Document) -> Iterator[tuple[str, Document]]:
    pairs = ((path, methods, one) for path, methods in document["paths"].items() for one in METHODS if one in methods)
    for path, methods, method in pairs:
        said = [*methods.get("parameters", []), *methods[method].get("parameters", [])]
        yield f"{method.upper()} {path}", {**methods[method], "parameters": said}


def _broken(name: str, was: Document, now: Document | None, context: tuple[Document, Document, str]) -> Iterator[str]:
    before, after, day = context
    if now is None:
        if not was.get("deprecated") or was.get("x-sunset", "9999") > day:
            yield f"{name} is gone"
        return
    asked, told = Comparing(before, after, asked=True), Comparing(before, after, asked=False)
    for one in (*_parameters(was, now, asked), *_body(was, now, asked), *_answers(was, now, told)):
        yield f"{name}: {one}"


def _parameters(was: Document, now: Document, asked: Comparing) -> Iterator[str]:
    before, after = ({(one["in"], one["name"]): one for one in each["parameters"]} for each in (was, now))
    for (place, name), one in after.items():
        known = before.get((place, name))
        if one.get("required") and place != "path" and not (known and known.get("required")):
            yield f"the parameter `{name}` must be given now"
    for (place, name), one in before.items():
        if (place, name) not in after and place != "path":
            yield f"the parameter `{name}` is gone"
        elif (place, name) in after:
            yield from asked.differences(one["schema"], after[place, name]["schema"], f"`{name}`")


def _body(was: Document, now: Document, asked: Comparing) -> Iterator[str]:
    before, after = (_schema(one.get("requestBody", {})) for one in (was, now))
    if before and not after:
        yield "it takes no body any more"
    if not before and after and now["requestBody"].get("required"):
        yield "a body must be given now"
    if before and after:
        yield from asked.differences(before, after, "body")


def _answers(was: Document, now: Document, told: Comparing) -> Iterator[str]:
    for status, one in was["responses"].items():
        if not status.startswith("2"):
            continue
        if status not in now["responses"]:
            yield f"it answers {status} no more"
            continue
        before, after = _schema(one), _schema(now["responses"][status])
        if before and after:
            yield from told.differences(before, after, "answer")


def _schema(content: Document) -> Document:
    return content.get("content", {}).get("application/json", {}).get("schema", {})


def main() -> None:
    """`python -m segue_tools.api_changes [--release]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", action="store_true")
    said = parser.parse_args()
    if said.release:
        RELEASED.parent.mkdir(exist_ok=True)
        RELEASED.write_text(json.dumps(today(), indent=1, sort_keys=True) + "\n")
        return
    found = breaks(released(), today(), datetime.now(UTC).date().isoformat())
    print("\n".join(found) or "Nothing breaks.")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
