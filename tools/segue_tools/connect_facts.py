"""What the code says of providers: the events that their files can make, and what their signed samples mean."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from segue import channels
from segue.channels import PROVIDERS, provider, sample
from segue.channels.trials import NEVER
from segue.deliveries import Delivery, understood
from segue.events import Event
from segue.times import from_text

HOME = Path(channels.__file__).parent
NAME = re.compile(r"^(?:SMS|[A-Z][a-z]+)(?: [A-Z][a-z]+){1,3}$")
NO_NAMES = {"Default Title", "Rendering Failure"}  # words of providers that look like names of events
NOON, SECRET = from_text("2026-11-22T12:00:00Z"), "the secret"
MAPPED = ("hmac", "standard-webhooks")  # whose sample follows from a mapping


def events_of(name: str) -> list[str]:
    """The names of events that the provider's files can make, without those that only say who somebody is."""
    tried = {one.event for one in understood_as(name) if one.event}
    return sorted({*tried, *(one for module in _modules(name) for one in _named(module))} - NO_NAMES)


def understood_as(name: str) -> list[Event]:
    """What the provider's signed sample is understood as."""
    if name in NEVER or name in MAPPED or name not in PROVIDERS:
        return []
    made = sample(name)
    if made is None:
        return []
    request, told = made(SECRET, NOON, f"https://segue.example/webhooks/{name}"), provider(name)
    headers = {one: request.headers[one] for one in told.HEADERS if one in request.headers}
    return list(understood(Delivery(name, name, request.body, headers, NOON, {}), told.incoming).events)


def _modules(name: str) -> list[str]:
    """The provider's module and those of its folder that it knows, and so on."""
    folder, _, first = PROVIDERS[name].partition(".")
    shared, found, rest = ("segue.channels.turns",), list[str](), [f"segue.channels.{folder}.{first}"]
    begin = (f"segue.channels.{folder}.", *shared)
    while rest:
        one = rest.pop()
        if one not in found:
            found.append(one)
            rest += [each for each in _imports(one) if each.startswith(begin) and _file(each).exists()]
    return found


def _imports(module: str) -> Iterator[str]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{one.name}" for one in node.names))


def _named(module: str) -> Iterator[str]:
    """Names of events that stand in a module, or that it has from another."""
    texts = [node.value for node in ast.walk(_tree(module)) if isinstance(node, ast.Constant)]
    texts += [text for value in vars(import_module(module)).values() for text in _texts(value)]
    return (one for one in texts if isinstance(one, str) and NAME.match(one))


def _texts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = tuple(value.values())
    yield from value if isinstance(value, tuple) else (value,)


def _tree(module: str) -> ast.Module:
    return ast.parse(_file(module).read_text())


def _file(module: str) -> Path:
    return HOME.parent.joinpath(*module.split(".")[1:]).with_suffix(".py")
