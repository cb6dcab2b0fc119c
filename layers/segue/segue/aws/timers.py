"""Timers: a message to the journeys queue at a moment. Up to 15 minutes by the queue's own delay, beyond by a
one-time schedule that comes a minute early; the rest of the wait is again the queue's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import msgspec
from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of
from segue.aws.settings import settings
from segue.journeys.instances import Instance
from segue.keys import PersonId, digest
from segue.times import MINUTE, SECOND, Millis, to_text

LONGEST_DELAY: Millis = 15 * MINUTE  # of an SQS message
RETRIES = {"MaximumEventAgeInSeconds": 86_400, "MaximumRetryAttempts": 185}
EARLY: Millis = MINUTE  # EventBridge Scheduler keeps the minute, not the second


@dataclass(frozen=True)
class Timers:
    """Arms timers; the name of a schedule follows from what it wakes and when, so arming twice is one."""

    queue: str
    queue_arn: str
    group: str
    role: str
    dead_letters_arn: str

    @classmethod
    def on(cls, queue: str, queue_arn: str) -> Self:
        """Those of a queue, by the stack's one scheduler."""
        known = settings()
        return cls(queue, queue_arn, known.timer_group, known.timer_role, known.dead_letters_arn)

    def arm(self, person: PersonId, due: Millis, now: Millis) -> None:
        """Wakes a person's segments."""
        self.set({"kind": "wake", "person": person, "due": due}, now)

    def arm_instance(self, instance: Instance, due: Millis, now: Millis) -> None:
        """Wakes a journey's instance."""
        alarm = {"kind": "alarm", "person": instance.person, "journey": instance.journey, "key": instance.key}
        self.set({**alarm, "due": due}, now)

    def set(self, body: Mapping[str, Any], now: Millis) -> None:
        """Brings `body` to the queue at its `due`, or as near to it as the platform comes."""
        wait = max(0, body["due"] - now)
        if wait <= LONGEST_DELAY:
            client("sqs").send_message(QueueUrl=self.queue, MessageBody=_text(body), DelaySeconds=-(-wait // SECOND))
        else:
            self._schedule(body)

    def _schedule(self, body: Mapping[str, Any]) -> None:
        text = _text(body)
        try:
            client("scheduler").create_schedule(
                Name=digest(b"timer", text),
                GroupName=self.group,
                ScheduleExpression=f"at({to_text(body['due'] - EARLY)[:19]})",
                FlexibleTimeWindow={"Mode": "OFF"},
                ActionAfterCompletion="DELETE",
                Target={
                    "Arn": self.queue_arn,
                    "RoleArn": self.role,
                    "Input": text,
                    "RetryPolicy": RETRIES,
                    "DeadLetterConfig": {"Arn": self.dead_letters_arn},
                },
            )
        except ClientError as problem:
            if code_of(problem) != "ConflictException":
                raise


def _text(body: Mapping[str, Any]) -> str:
    return msgspec.json.encode(body, order="sorted").decode()
