"""Bedrock Runtime: a model that says how many lines it was given."""

from dataclasses import dataclass, field
from typing import Any

from tests.faults.cloud.failures import AwsError

Params = dict[str, Any]


@dataclass
class Models:
    """What models were asked; `reject` makes all refuse."""

    reject: str = ""
    asked: list[Params] = field(default_factory=list)

    def converse(self, params: Params) -> Params:
        """Converse."""
        if self.reject:
            raise AwsError(self.reject, "Not now")
        self.asked.append(params)
        lines = params["messages"][0]["content"][0]["text"].count("\n") - 1
        return {"output": {"message": {"role": "assistant", "content": [{"text": f"{lines} lines were said."}]}}}
