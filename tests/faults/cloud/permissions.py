"""What a function's role allows, read from `template.yaml`: a request outside it is refused as AWS would."""

import fnmatch
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.faults.cloud import stack
from tests.faults.cloud.failures import AwsError
from tests.faults.cloud.statements import parse
from tests.faults.cloud.wire import Params, Request

SERVICES = {"eventbridge": "events", "sesv2": "ses", "secrets-manager": "secretsmanager"}
TRANSACTED = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
RESOURCE = ("QueueUrl", "SecretId")


@cache
def allowed(function: str) -> tuple[tuple[str, str], ...]:
    """(action, resource pattern) pairs of a function's policy."""
    pairs: list[tuple[str, str]] = []
    for policy in stack.functions()[function].get("Policies", []):
        for statement in policy.get("Statement", []):
            actions, targets = _many(statement["Action"]), _many(statement["Resource"])
            pairs += [(action, str(stack.value(target))) for action in actions for target in targets]
    return tuple(pairs)


def _many(one: Any) -> list[Any]:
    return one if isinstance(one, list) else [one]


def check(request: Request) -> None:
    """Refuses what the role of the calling function does not allow; tests themselves may do everything."""
    if request.function not in stack.functions():
        return
    for action, resource in needed(request):
        if not _permits(request.function, action, resource):
            raise AwsError("AccessDeniedException", f"{request.function} may not {action} on {resource}")


@cache
def _permits(function: str, action: str, resource: str) -> bool:
    return any(action == one and fnmatch.fnmatchcase(resource, target) for one, target in allowed(function))


def needed(request: Request) -> Iterator[tuple[str, str]]:
    """The (action, resource) pairs that a request needs."""
    if request.service == "dynamodb":
        yield from _on_tables(request.operation, request.params)
    elif request.service == "sqs":
        yield "sqs:SendMessage", stack.arn(request.params["QueueUrl"].rpartition("/")[2])
    elif request.service == "secrets-manager":
        yield "secretsmanager:GetSecretValue", request.params["SecretId"]
    elif request.service == "eventbridge":
        for entry in request.params["Entries"]:
            yield "events:PutEvents", "arn:aws:Bus" if entry.get("EventBusName") == "segue" else "default"


def _on_tables(operation: str, params: Params) -> Iterator[tuple[str, str]]:
    if operation == "TransactWriteItems":
        for one in params["TransactItems"]:
            verb, body = next(iter(one.items()))
            yield f"dynamodb:{TRANSACTED[verb]}", stack.arn(body["TableName"])
    elif operation == "BatchExecuteStatement":
        for one in params["Statements"]:
            statement = parse(one["Statement"])
            yield f"dynamodb:PartiQL{statement.verb.capitalize()}", stack.arn(statement.table)
    elif operation in ("BatchGetItem", "BatchWriteItem"):
        yield from ((f"dynamodb:{operation}", stack.arn(name)) for name in params["RequestItems"])
    else:
        index = f"/index/{params['IndexName']}" if params.get("IndexName") else ""
        yield f"dynamodb:{operation}", stack.arn(params["TableName"]) + index
