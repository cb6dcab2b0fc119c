"""Outside rules: `rules/<id>.yaml` of the playbook sends signals to anything else in the account.

`pattern` is an event pattern, `target` an ARN, `role` what EventBridge becomes to reach the target where that is needed
(Lambda functions, queues and topics say themselves who may come).
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec

from segue.errors import Invalid, every, inside
from segue.journeys.patterns import LONGEST, check
from segue.spelling import only

PARTS = ("name", "description", "pattern", "target", "role")
ID = re.compile(r"[A-Za-z0-9_.-]{1,32}")
ARN = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:[!-~]{1,1000}")
ROLE = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]{1,512}")


def compile_rule(key: str, spec: Mapping[str, Any]) -> Mapping[str, Any]:
    """A rule as the playbook has it, checked. Raises Invalid("bad-rule", "bad-pattern", "unknown-key")."""
    only(spec, PARTS, "a rule")
    if not ID.fullmatch(key):
        raise Invalid("bad-rule", "the name of a rule's file has at most 32 letters, digits, dots, - and _")
    every(
        partial(_check_pattern, spec.get("pattern")),
        partial(_check_arn, spec, "target", ARN),
        *([partial(_check_arn, spec, "role", ROLE)] if spec.get("role") is not None else []),
    )
    return spec


def _check_pattern(given: Any) -> None:
    with inside("pattern"):
        check(given)
        if len(msgspec.json.encode(given)) > LONGEST:
            raise Invalid("bad-rule", f"EventBridge takes a pattern of at most {LONGEST} characters")


def _check_arn(spec: Mapping[str, Any], name: str, form: re.Pattern[str]) -> None:
    given = spec.get(name)
    with inside(name):
        if not isinstance(given, str) or not form.fullmatch(given):
            example = "iam::123456789012:role/..." if form is ROLE else "lambda:eu-central-1:123456789012:..."
            raise Invalid("bad-rule", f"`{name}` is an ARN such as arn:aws:{example}")
