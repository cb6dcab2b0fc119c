"""Puts the hook on the clients of `segue.aws.clients`, the clock into the product, and forgets what was cached.

A warm Lambda keeps caches and a new one has none: `forget` makes the next invocation a new one.
"""

import importlib
import os
import pkgutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any

import botocore.endpoint

import segue.aws
from segue.aws import clients
from tests.faults.cloud.clock import Clock
from tests.faults.cloud.compiled import remembered
from tests.faults.cloud.gate import Gate, hook, opened
from tests.faults.cloud.presigned import presigning

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
}
FORGETFUL = ("segue.wiring.", "segue.aws.", "segue.lambdas", "segue.api.", "segue.console.", "functions.")
KEPT = {"segue.aws.clients", "segue.console.rendering"}  # templates are compiled once: no world is in them
ROUTES = "routes"  # of a function's `app.py`: they are the same in every world
_hooked: list[Any] = []


def hook_clients() -> None:
    """Clients made from now on come through the gate; once per session."""
    session = clients.session()
    if session in _hooked:
        return
    _hooked.append(session)
    session.register("before-send", hook)
    clients.client.cache_clear()


def forget() -> None:
    """Empties every cache that may hold something of a world, as a cold start does; what is pure is always the same."""
    for clear in _caches(len(sys.modules)):
        clear()


@cache
def _caches(modules: int) -> list[Callable[[], None]]:
    """The `cache_clear` of everything cached; looked for again when so many modules have become more."""
    ours = [one for name, one in list(sys.modules.items()) if name.startswith(("segue", "functions.")) and modules]
    members = [one for module in ours for one in list(vars(module).values())]
    cached = {id(one): one for one in members if hasattr(one, "cache_clear")}
    return [one.cache_clear for one in cached.values() if _of_a_world(one)]


def _of_a_world(cached: Any) -> bool:
    module = getattr(cached, "__module__", "")
    return module.startswith(FORGETFUL) and module not in KEPT and cached.__name__ != ROUTES


@contextmanager
def inside(gate: Gate, clock: Clock, environment: Mapping[str, str]) -> Iterator[Gate]:
    """Runs product code against a cloud: its requests, its clock, its environment."""
    with (
        _surrounded({**CREDENTIALS, **environment}),
        _clock_everywhere(clock),
        opened(gate),
        presigning(),
        remembered(),
    ):
        hook_clients()
        forget()
        yield gate
    forget()


@contextmanager
def _surrounded(environment: Mapping[str, str]) -> Iterator[None]:
    """These variables; what stood there before stands there again. `patch.dict` would empty and fill all of it."""
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.update({name: value for name, value in before.items() if value is not None})
        for name in [name for name, value in before.items() if value is None]:
            os.environ.pop(name, None)


@contextmanager
def _clock_everywhere(clock: Clock) -> Iterator[None]:
    """Every module of the product that imports `time`, and botocore where it waits between retries."""
    _load()
    own, modules = clock.as_time_module(), [one for one in _timed(len(sys.modules)) if one.time is time]
    for module in modules:
        module.time = own
    try:
        yield
    finally:
        for module in modules:
            module.time = time


@cache
def _load() -> None:
    for one in pkgutil.iter_modules(segue.aws.__path__):
        importlib.import_module(f"segue.aws.{one.name}")


@cache
def _timed(modules: int) -> list[Any]:
    """Who imports `time`, inside of a world or not; looked for again when so many modules have become more."""
    ours = [one for name, one in list(sys.modules.items()) if name.startswith("segue") and modules]
    return [one for one in (*ours, botocore.endpoint) if getattr(one, "time", None) is time or _played(one)]


def _played(module: Any) -> bool:
    return isinstance(getattr(module, "time", None), SimpleNamespace)
