"""EventBridge Scheduler: one-time schedules into a queue, by name once, never before their minute, maybe late."""

import heapq
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.faults.cloud.clock import Clock
from tests.faults.cloud.failures import AwsError, invalid
from tests.faults.cloud.queues import Queues

Params = dict[str, Any]
NAME = re.compile(r"[0-9a-zA-Z-_.]{1,64}")
AT = re.compile(r"at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)")


@dataclass(frozen=True)
class Schedule:
    """One armed timer."""

    name: str
    due: int
    target: str
    body: str
    token: str


@dataclass
class Scheduler:
    """A name in a group is taken until the schedule has fired and deleted itself."""

    clock: Clock
    queues: Queues
    late: int = 0  # ms after the due time
    armed: dict[str, Schedule] = field(default_factory=dict)
    order: list[tuple[int, str]] = field(default_factory=list)  # a heap of due times
    refuse_past: bool = True

    def create(self, params: Params) -> Params:
        """CreateSchedule. Raises ConflictException where the name is taken by another request."""
        schedule = self._schedule(params)
        place = f"{params.get('GroupName', 'default')}/{schedule.name}"
        known = self.armed.get(place)
        if known and known.token != schedule.token:
            raise AwsError("ConflictException", f"Schedule {schedule.name} already exists.", 409)
        if self.refuse_past and not known and schedule.due < self.clock.now:
            raise invalid("The one-time schedule's moment has passed")
        if not known:
            self.armed[place] = schedule
            heapq.heappush(self.order, (schedule.due, place))
        return {"ScheduleArn": f"arn:aws:scheduler:us-east-1:123456789012:schedule/{place}"}

    def _schedule(self, params: Params) -> Schedule:
        match = AT.fullmatch(params["ScheduleExpression"])
        if not NAME.fullmatch(params["Name"]) or not match or params.get("ScheduleExpressionTimezone", "UTC") != "UTC":
            raise invalid("Invalid schedule name, expression or zone")
        if params["FlexibleTimeWindow"]["Mode"] != "OFF" or params.get("ActionAfterCompletion") != "DELETE":
            raise invalid("A timer of ours has no window and deletes itself")
        due = int(datetime.fromisoformat(match[1]).replace(tzinfo=UTC).timestamp() * 1000)
        target = params["Target"]
        return Schedule(params["Name"], due, target["Arn"], target.get("Input", "{}"), params.get("ClientToken", ""))

    def delete(self, params: Params) -> Params:
        """DeleteSchedule."""
        place = f"{params.get('groupName', 'default')}/{params['Name']}"
        if self.armed.pop(place, None) is None:
            raise AwsError("ResourceNotFoundException", f"Schedule {place} does not exist.", 404)
        return {}

    def fire(self) -> int:
        """Sends what is due to its queue; gives how many."""
        fired = 0
        while (moment := self.next_moment()) is not None and moment <= self.clock.now:
            schedule = self.armed.pop(heapq.heappop(self.order)[1])
            self.queues.named(schedule.target).send(schedule.body)
            self.queues.meter.function = "scheduler"
            self.queues.meter.bill("sqs", len(schedule.body))
            fired += 1
        return fired

    def next_moment(self) -> int | None:
        """When the next schedule fires; None without one."""
        while self.order and self.order[0][1] not in self.armed:
            heapq.heappop(self.order)
        return self.order[0][0] + self.late if self.order else None
