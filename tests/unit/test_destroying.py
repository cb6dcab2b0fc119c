"""`make destroy` takes rules off the bus that others have put there, however many, and leaves the stack's own to it."""

from dataclasses import dataclass, field
from typing import Any

from segue_tools.destroy import clear_bus


@dataclass
class Account:
    """A bus with rules, which are listed a few at a time, and the stack's own."""

    rules: list[str]
    own: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def resources(self, _kind: str) -> list[str]:
        return self.own

    def client(self, _service: str) -> "Account":
        return self

    def get_paginator(self, _name: str) -> "Account":
        return self

    def paginate(self, **_asked: Any) -> list[dict[str, Any]]:
        return [{"Rules": [{"Name": name} for name in self.rules[start : start + 2]]} for start in (0, 2, 4)]

    def list_targets_by_rule(self, **_asked: Any) -> dict[str, Any]:
        return {"Targets": [{"Id": "outside"}]}

    def remove_targets(self, **asked: Any) -> None:
        self.said.append(f"targets {asked['Rule']} {asked['Ids']}")

    def delete_rule(self, **asked: Any) -> None:
        self.said.append(f"rule {asked['Name']}")


def test_rules_of_the_playbook_go_with_their_targets_and_the_stack_s_own_stay() -> None:
    account = Account(["segue-x-out-a", "stack-OrdersSignals", "segue-x-out-b", "by-hand"], ["bus|stack-OrdersSignals"])
    clear_bus(account, "bus")
    assert [one for one in account.said if one.startswith("rule")] == [
        "rule segue-x-out-a",
        "rule segue-x-out-b",
        "rule by-hand",
    ]
    assert account.said[0] == "targets segue-x-out-a ['outside']"
