"""EventBridge: PutEvents with entries that may fail, rules, and delivery that may be doubled or out of order."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.faults.cloud.clock import Clock
from tests.faults.cloud.failures import AwsError, invalid
from tests.faults.cloud.meter import Meter
from tests.faults.cloud.patterns import Pattern, matches
from tests.faults.cloud.queues import Queue

Params = dict[str, Any]
Arrange = Callable[[list[Params]], list[Params]]


def as_sent(events: list[Params]) -> list[Params]:
    """Each once, in order."""
    return events


@dataclass(frozen=True)
class Rule:
    """A pattern and the queue that it feeds."""

    pattern: Pattern
    target: Queue


@dataclass
class Bus:
    """Accepted events wait until `deliver`; what was accepted stays readable in `log`."""

    name: str
    clock: Clock
    meter: Meter
    rules: list[Rule] = field(default_factory=list)
    arrange: Arrange = as_sent
    fail_entries: int = 0  # so many of the next entries are answered as failed
    waiting: list[Params] = field(default_factory=list)
    log: list[Params] = field(default_factory=list)
    outside: dict[str, Params] = field(default_factory=dict)  # rules that the product puts, with their targets by id

    def put_events(self, params: Params) -> Params:
        """PutEvents: at most 10 entries; each succeeds or fails alone."""
        if not 0 < len(params["Entries"]) <= 10:
            raise invalid("1 to 10 entries")
        answers = [self._take(one) for one in params["Entries"]]
        return {"FailedEntryCount": sum("ErrorCode" in one for one in answers), "Entries": answers}

    def _take(self, entry: Params) -> Params:
        if not all(entry.get(name) for name in ("Source", "DetailType", "Detail")):
            return {"ErrorCode": "InvalidArgument", "ErrorMessage": "Parameter is not valid"}
        if self.fail_entries > 0:
            self.fail_entries -= 1
            return {"ErrorCode": "ThrottlingException", "ErrorMessage": "Rate exceeded"}
        self.meter.bill("events", len(entry["Detail"].encode()) + len(entry["Source"]) + len(entry["DetailType"]))
        event = self._event(entry)
        self.log.append(event)
        self.waiting.append(event)
        return {"EventId": event["id"]}

    def put_rule(self, params: Params) -> Params:
        """PutRule: a new one, or another pattern for one that there is."""
        targets = self.outside.get(params["Name"], {}).get("targets", {})
        self.outside[params["Name"]] = {"pattern": json.loads(params["EventPattern"]), "targets": targets}
        return {"RuleArn": f"arn:aws:events:us-east-1:123456789012:rule/{self.name}/{params['Name']}"}

    def put_targets(self, params: Params) -> Params:
        """PutTargets: each under its id."""
        self._rule(params["Rule"])["targets"].update({one["Id"]: one for one in params["Targets"]})
        return {"FailedEntryCount": 0, "FailedEntries": []}

    def remove_targets(self, params: Params) -> Params:
        """RemoveTargets: those that there are."""
        for one in params["Ids"]:
            self._rule(params["Rule"])["targets"].pop(one, None)
        return {"FailedEntryCount": 0, "FailedEntries": []}

    def delete_rule(self, params: Params) -> Params:
        """DeleteRule: one without targets; one that there is not is deleted already."""
        if self.outside.get(params["Name"], {}).get("targets"):
            raise invalid("Rule can't be deleted since it has targets.")
        self.outside.pop(params["Name"], None)
        return {}

    def _rule(self, name: str) -> Params:
        if name not in self.outside:
            raise AwsError("ResourceNotFoundException", f"Rule {name} does not exist")
        return self.outside[name]

    def _event(self, entry: Params) -> Params:
        return {
            "version": "0",
            "id": f"bus-{len(self.log)}",
            "detail-type": entry["DetailType"],
            "source": entry["Source"],
            "account": "123456789012",
            "time": str(entry.get("Time", self.clock.now)),
            "region": "us-east-1",
            "resources": entry.get("Resources", []),
            "detail": json.loads(entry["Detail"]),
        }

    def deliver(self) -> int:
        """Hands what waits to the queues whose rules match; gives how many events it took."""
        events, self.waiting = self.waiting, []
        for event in self.arrange(events):
            text = json.dumps(event)
            for rule in (one for one in self.rules if matches(one.pattern, event)):
                rule.target.send(text)
                self.meter.function = "bus"
                self.meter.bill("sqs", len(text))
        return len(events)
