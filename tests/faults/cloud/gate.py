"""The one door between botocore and the cloud: every request passes here, is counted, and may be tampered with.

A hook stays on the session of `segue.aws.clients`; it does nothing while no cloud is open.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from tests.faults.cloud.failures import AwsError, Crash
from tests.faults.cloud.meter import Meter
from tests.faults.cloud.nemesis import Fault, Plan, nothing
from tests.faults.cloud.wire import Request, answer, read, refusal

Answered = TypeVar("Answered")
Watcher = Callable[[Request], None]
THROTTLED = {
    "eventbridge": "ThrottlingException",
    "dynamodb": "ProvisionedThroughputExceededException",
    "pinpoint-sms-voice-v2": "ThrottlingException",
    "sns": "Throttled",
}


class Cloud(Protocol):
    """Whatever answers requests."""

    def apply(self, request: Request) -> dict[str, Any] | bytes:
        """Does what is asked. Raises AwsError."""
        ...


@dataclass
class Invocation:
    """One run of one function: it counts its requests, and after its crash it makes none."""

    function: str = ""
    requests: int = 0
    crashed: bool = False
    turn: Callable[[Request], None] | None = None
    owed: Fault | None = None  # what the next attempt meets, already drawn and counted


@dataclass
class Gate:
    """Reads, counts, strikes, answers; one request at a time."""

    cloud: Cloud
    meter: Meter
    plan: Plan = nothing
    watchers: list[Watcher] = field(default_factory=list)
    ordinal: int = 0
    lock: Any = field(default_factory=threading.RLock)
    alone: Invocation = field(default_factory=Invocation)
    local: threading.local = field(default_factory=threading.local)

    @property
    def invocation(self) -> Invocation:
        """The run that this thread belongs to; pools of a lone run belong to it too."""
        return getattr(self.local, "invocation", self.alone)

    @contextmanager
    def running(self, invocation: Invocation, shared: bool = False) -> Iterator[Invocation]:
        """Requests inside belong to this run; `shared` when other runs are interleaved with it."""
        before = self.alone
        if shared:
            self.local.invocation = invocation
        else:
            self.alone = invocation
        try:
            yield invocation
        finally:
            self.alone = before
            vars(self.local).pop("invocation", None)

    def pass_through(self, event_name: str, prepared: AWSPreparedRequest) -> AWSResponse:
        """The answer to a request, or what the plan makes of it."""
        run, request = self.invocation, read(event_name, prepared)
        if run.owed:
            request.function, fault, run.owed = run.function, run.owed, None
            return self._strike(fault, request, prepared.url)
        return self.admit(request, lambda fault: self._strike(fault, request, prepared.url))

    def admit(self, request: Request, answered: Callable[[Fault | None], Answered]) -> Answered:
        """Lets a request in when it is its turn, counts it, and has it answered under what the plan makes of it."""
        run = self.invocation
        if run.crashed:
            raise Crash(f"{run.function} is gone")
        request.function, request.index = run.function, run.requests
        if run.turn:
            run.turn(request)
        with self.lock:
            self._count(request, run)
            return answered(self.plan(request))

    def _count(self, request: Request, run: Invocation) -> None:
        request.ordinal = self.ordinal
        self.ordinal += 1
        run.requests += 1
        self.meter.function = run.function
        self.meter.requests[run.function, request.name] += 1
        for watch in self.watchers:
            watch(request)

    def _strike(self, fault: Fault | None, request: Request, url: str) -> AWSResponse:
        match fault:
            case Fault.CRASH_BEFORE:
                self._die(request)
            case Fault.UNSENT:
                raise ConnectTimeoutError(endpoint_url=url)
            case Fault.THROTTLE:
                return refusal(url, AwsError(THROTTLED.get(request.service, "TooManyRequestsException"), "Slow", 400))
        request.trick = fault or ""
        response = self._answer(request, url)
        match fault:
            case Fault.CRASH_AFTER:
                self._die(request)
            case Fault.LOST:
                raise ReadTimeoutError(endpoint_url=url)
        return response

    def _die(self, request: Request) -> None:
        self.invocation.crashed = True
        raise Crash(f"{request.function} died at its request {request.index}: {request.name}")

    def _answer(self, request: Request, url: str) -> AWSResponse:
        try:
            return answer(url, self.cloud.apply(request))
        except AwsError as failure:
            return refusal(url, failure)


_open: list[Gate] = []


def the_open() -> Gate | None:
    """The gate that requests come to now."""
    return _open[-1] if _open else None


def hook(request: AWSPreparedRequest, event_name: str, **_: object) -> AWSResponse | None:
    """What botocore calls before it sends; None lets the request out to wherever it would have gone."""
    return _open[-1].pass_through(event_name, request) if _open else None


@contextmanager
def opened(gate: Gate) -> Iterator[Gate]:
    """Requests of hooked clients come to this gate."""
    _open.append(gate)
    try:
        yield gate
    finally:
        _open.remove(gate)
