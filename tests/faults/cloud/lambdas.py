"""Functions as Lambda runs them: events and answers cross as JSON; a crash loses everything but what AWS holds."""

import contextlib
import importlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any, Protocol

import msgspec

from tests.faults.cloud import stack
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.gate import Invocation
from tests.faults.cloud.hooked import forget
from tests.faults.cloud.region import Region

Event = dict[str, Any]


@cache
def handler_of(function: str) -> Callable[[Any, Any], Any]:
    """The handler in the function's `app.py`."""
    return importlib.import_module(f"functions.{stack.folder_of(function)}.app").handler


class Invoker(Protocol):
    """Runs a function."""

    def invoke(self, function: str, event: Event, records: int = 1) -> Any:
        """Its answer."""
        ...


@dataclass
class Lambdas:
    """Invokes handlers; `cold` makes every invocation a new process, else they stay warm until a crash."""

    region: Region
    cold: bool = False
    output: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def invoke(self, function: str, event: Event, records: int = 1) -> Any:
        """The handler's answer. Raises whatever it raised, or Crash."""
        if self.cold:
            forget()
        printed = io.StringIO()
        try:
            with (
                self.region.gate.running(Invocation(function)),
                contextlib.redirect_stdout(printed),
                contextlib.redirect_stderr(printed),
            ):
                return self.run(function, event, records)
        finally:
            self.output.append(printed.getvalue())
            self.region.meter.logged(function, printed.getvalue())

    def run(self, function: str, event: Event, records: int = 1) -> Any:
        """The bare call inside an invocation that the caller has opened."""
        self.region.meter.invocations[function] += 1
        self.region.meter.records[function] += records
        try:
            return _copied(handler_of(function)(_copied(event), self._context(function)))
        except (Crash, Exception) as problem:
            self.errors.append(f"{function}: {problem!r}")
            forget()
            raise

    def _context(self, function: str) -> SimpleNamespace:
        return SimpleNamespace(
            function_name=function,
            function_version="$LATEST",
            invoked_function_arn=f"arn:aws:lambda:us-east-1:123456789012:function:{function}",
            memory_limit_in_mb="512",
            aws_request_id=f"request-{sum(self.region.meter.invocations.values())}",
            get_remaining_time_in_millis=lambda: 30_000,
        )


def _copied(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))
