"""The deployed stack in memory: what `template.yaml` declares, wired together and driven step by step."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec

from segue_tools.templates import snake
from tests.faults.cloud import permissions, stack
from tests.faults.cloud.bus import Rule
from tests.faults.cloud.clock import START
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.hooked import inside
from tests.faults.cloud.lambdas import Event, Invoker, Lambdas, handler_of
from tests.faults.cloud.meter import Meter
from tests.faults.cloud.nemesis import nothing
from tests.faults.cloud.playbooks import install
from tests.faults.cloud.queues import Queue
from tests.faults.cloud.readers import QueueReader, Reader, ShardReader
from tests.faults.cloud.region import Region
from tests.faults.cloud.streams import Key, Stream, by_item_key
from tests.faults.cloud.tables import Index, Table
from tests.faults.cloud.wire import Failed

Choose = Callable[[list[Reader]], Reader]
MOST_STEPS = 20_000
MOST_CALLS = 5
ASYNC_CALLS = 3


def first(readers: list[Reader]) -> Reader:
    """The first of those that have work."""
    return readers[0]


def _index(declared: stack.Properties) -> Index:
    first_key, second_key = declared["KeySchema"]
    return Index(declared["IndexName"], first_key["AttributeName"], second_key["AttributeName"])


@dataclass
class World:
    """Region, functions and readers; `choose` decides who works next, `between` happens before every step."""

    shards: int = 1
    cold: bool = False
    choose: Choose = first
    between: Callable[[], None] = lambda: None
    shard_of: Callable[[Key], int] = by_item_key
    region: Region = field(default_factory=Region)
    readers: list[Reader] = field(default_factory=list)
    handed: list[tuple[str, Event]] = field(default_factory=list)  # calls without an answer that are to be made

    def __post_init__(self) -> None:
        self.lambdas = Lambdas(self.region, self.cold)
        self.region.vault.secrets["Secret"] = "a-secret-of-the-tests"
        self._make_tables()
        self._make_queues()
        self.region.invoke = self._invoke
        self.readers += self._sources()
        self.region.permit = permissions.check

    @property
    def clock(self) -> int:
        """The virtual moment, ms."""
        return self.region.clock.now

    def table(self, name: str) -> Table:
        """A table by the name of its resource without "Table" (`Ledger`)."""
        return self.region.tables.named(f"{name}Table")

    def _make_tables(self) -> None:
        for name, declared in stack.resources("AWS::DynamoDB::Table").items():
            keys = [one["AttributeName"] for one in declared["KeySchema"]]
            table = Table(name, self.region.clock, self.region.meter, keys[0], keys[1] if len(keys) > 1 else None)
            table.stream = Stream(name, self.shards, self.shard_of) if "StreamSpecification" in declared else None
            table.indexes = {one["IndexName"]: _index(one) for one in declared.get("GlobalSecondaryIndexes", [])}
            self.region.tables.by_name[name] = table

    def _make_queues(self) -> None:
        for name, declared in stack.resources("AWS::SQS::Queue").items():
            redrive = declared.get("RedrivePolicy", {})
            visibility = 1000 * declared.get("VisibilityTimeout", 30)
            queue = Queue(name, self.region.clock, visibility, redrive.get("maxReceiveCount", 1000))
            self.region.queues.by_name[name] = queue
        for name, declared in stack.resources("AWS::SQS::Queue").items():
            dead = declared.get("RedrivePolicy", {}).get("deadLetterTargetArn")
            self.region.queues.by_name[name].letters = self.region.queues.named(stack.value(dead)) if dead else None
        for rule in stack.resources("AWS::Events::Rule").values():
            target = self.region.queues.named(stack.value(rule["Targets"][0]["Arn"]))
            self.region.bus.rules.append(Rule(rule["EventPattern"], target))

    def _invoke(self, params: Event) -> bytes:
        """Lambda's Invoke: a function of the stack runs at once, any other is a custom channel's."""
        function = snake(params["FunctionName"])
        if function not in stack.functions():
            return self.region.mailbox.invoke(params)
        if params["InvocationType"] == "Event":
            self.handed.append((function, params["Payload"]))
            return b""
        try:
            return msgspec.json.encode(self.lambdas.invoke(function, params["Payload"]))
        except (Crash, Exception):
            return Failed(b"{}")

    def _sources(self) -> Iterator[Reader]:
        for source in stack.sources():
            if not source.stream:
                yield QueueReader(source, self.region.queues.by_name[source.origin])
            elif stream := self.region.tables.named(source.origin).stream:
                yield from (ShardReader(source, stream, shard) for shard in range(self.shards))

    @contextmanager
    def open(self) -> Iterator["World"]:
        """Product code inside meets this world."""
        for function in stack.functions():
            handler_of(function)
        random.seed(0)  # the SDK's jitter
        with inside(self.region.gate, self.region.clock, stack.shared_environment()):
            if not self.table("Playbook").partitions:
                install(self.table("Playbook"))
                self.region.forget_counts()
            yield self

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Looks and asks without being counted or struck: for checkers."""
        gate, meter = self.region.gate, self.region.meter
        plan, kept = gate.plan, dict(vars(meter))
        gate.plan = nothing
        vars(meter).update(vars(Meter()))
        try:
            yield
        finally:
            gate.plan = plan
            vars(meter).update(kept)

    def step(self) -> bool:
        """One piece of work, if there is any now."""
        self.between()
        if self.region.bus.deliver() or self.region.scheduler.fire():
            return True
        if self.handed:
            self.hand_over(*self.handed.pop(0))
            return True
        ready = [one for one in self.readers if one.ready(self.clock)]
        if ready:
            self.choose(ready).work(self.lambdas)
        return bool(ready)

    def settle(self, until: int | None = None) -> None:
        """Works until nothing is left; with `until` through virtual time up to that moment."""
        for _ in range(MOST_STEPS):
            if self.step():
                continue
            coming = self.next_moment()
            if coming is None or coming > (self.clock if until is None else until):
                break
            self.region.clock.reach(coming)
        else:
            raise AssertionError("the world does not come to rest")
        self.region.clock.reach(until or 0)

    def pass_time(self, millis: int) -> None:
        """Lets so much virtual time pass, with all the work that falls into it."""
        self.settle(self.clock + millis)

    def reach(self, millis: int) -> None:
        """Lets time pass until so long after the beginning."""
        self.settle(START + millis)

    def next_moment(self) -> int | None:
        """When there will be something to do; None when there is nothing to come."""
        moments = [one.next_moment() for one in (*self.readers, self.region.scheduler)]
        return min((one for one in moments if one is not None), default=None)

    def hand_over(self, function: str, event: Event) -> None:
        """An asynchronous call: Lambda's own queue brings the event again until it is taken, twice at most."""
        for _ in range(ASYNC_CALLS):
            try:
                self.lambdas.invoke(function, event)
                return
            except (Crash, Exception):
                self.region.clock.advance(60_000)
        raise AssertionError(f"{function} never took its event")

    def call(self, function: str, event: Callable[[], Event], via: Invoker | None = None, wait: int = 1000) -> Event:
        """A caller from outside, who comes again after `wait` ms when it got no good answer."""
        answer: Event = {"statusCode": 0}
        for _ in range(MOST_CALLS):
            try:
                answer = (via or self.lambdas).invoke(function, event())
            except (Crash, Exception):
                answer = {"statusCode": 502}
            if int(str(answer.get("statusCode", 200))) < 500:
                break
            self.region.clock.advance(wait)
        return answer
