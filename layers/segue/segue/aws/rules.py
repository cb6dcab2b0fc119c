"""Outside rules on the bus: what the playbook in force says stands there, and nothing else under our prefix.

Every rule that may stand is written down before it is put and forgotten after it is deleted, since a list of rules
would need a right over the whole account. Each call may come again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.aws.items import to_item
from segue.aws.queries import query
from segue.errors import Unavailable

OUTSIDE, TARGET = "outside", "outside"
MOST = 1000
ROUNDS = 5
RETRIES = {"MaximumRetryAttempts": 185, "MaximumEventAgeInSeconds": 86400}
# What EventBridge says no to for good: the text of a rule, its role, or a limit of the account.
REFUSALS = (
    *("ValidationException", "InvalidEventPatternException", "ManagedRuleException", "ResourceNotFoundException"),
    *("AccessDeniedException", "LimitExceededException"),
)
Rules = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class OutsideRules:
    """The rules of one bus; `in_force` answers a name of the version in force and its rules."""

    bus: str
    prefix: str
    dead_letters: str
    table: str
    in_force: Callable[[], tuple[str, Rules]]

    def settle(self) -> dict[str, str]:
        """Brings the bus in line with the playbook in force, and again where that changes meanwhile.

        Answers what EventBridge refused, by rule. Raises Unavailable when others keep applying.
        """
        for _ in range(ROUNDS):
            version, rules = self.in_force()
            with unavailable("bus"):
                refused = self._bring_in_line(rules)
            if self.in_force()[0] == version:
                return refused
        raise Unavailable("contended", "the playbook keeps changing")

    def _bring_in_line(self, rules: Rules) -> dict[str, str]:
        standing = {row["sk"] for row in query(self.table, "pk = :pk", MOST, newest_first=False, pk=OUTSIDE)}
        for key in sorted(standing - rules.keys()):
            self._delete(key)
        found = {key: self._put(key, rules[key]) for key in sorted(rules)}
        return {key: said for key, said in found.items() if said}

    def _put(self, key: str, rule: Mapping[str, Any]) -> str:
        """Why EventBridge refused; "" where it did not."""
        client("dynamodb").put_item(TableName=self.table, Item=to_item({"pk": OUTSIDE, "sk": key}))
        name = {"EventBusName": self.bus}
        pattern = msgspec.json.encode(rule["pattern"]).decode()
        try:
            client("events").put_rule(Name=self.prefix + key, EventPattern=pattern, State="ENABLED", **name)
            answer = client("events").put_targets(Rule=self.prefix + key, Targets=[self._target(rule)], **name)
        except ClientError as refused:
            return _said(refused)
        return "".join(one.get("ErrorMessage", one.get("ErrorCode", "")) for one in answer.get("FailedEntries", []))

    def _target(self, rule: Mapping[str, Any]) -> dict[str, Any]:
        role = {"RoleArn": rule["role"]} if rule.get("role") else {}
        dead = {"DeadLetterConfig": {"Arn": self.dead_letters}}
        return {"Id": TARGET, "Arn": rule["target"], "RetryPolicy": RETRIES, **dead, **role}

    def _delete(self, key: str) -> None:
        place = {"EventBusName": self.bus}
        try:
            client("events").remove_targets(Rule=self.prefix + key, Ids=[TARGET], **place)
        except ClientError as gone:
            if code_of(gone) != "ResourceNotFoundException":
                raise
        client("events").delete_rule(Name=self.prefix + key, **place)
        client("dynamodb").delete_item(TableName=self.table, Key=to_item({"pk": OUTSIDE, "sk": key}))


def _said(refused: ClientError) -> str:
    """The service's own words where it is of no use to come again; else what it raised."""
    if code_of(refused) not in REFUSALS:
        raise refused
    return refused.response.get("Error", {}).get("Message", "") or code_of(refused)
