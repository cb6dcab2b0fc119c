"""What a function's role allows, read from `template.yaml`: a request outside it is refused as AWS would."""

import fnmatch
import re
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from functools import cache
from typing import Any

from segue_tools.templates import snake
from tests.faults.cloud import stack
from tests.faults.cloud.failures import AwsError
from tests.faults.cloud.statements import parse
from tests.faults.cloud.wire import Params, Request

Watcher = Callable[[str, str, tuple[str, ...]], None]
watchers: list[Watcher] = []  # told of every use: the function, the action, and the targets of the rights that allow it
TRANSACTED = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}


@cache
def allowed(function: str) -> tuple[tuple[str, str], ...]:
    """(action, resource pattern) pairs of a function's policy."""
    pairs: list[tuple[str, str]] = []
    for policy in [*stack.functions()[function].get("Policies", []), *_attached(function)]:
        for statement in _document(policy)["Statement"]:
            actions, targets = _many(statement["Action"]), _many(statement.get("Resource", []))
            pairs += [(action, str(stack.value(target))) for action in actions for target in targets]
            pairs += [(action, f"!{stack.value(statement['NotResource'])}") for action in actions if not targets]
    return tuple(pairs)


def _attached(function: str) -> list[Params]:
    """The documents of policies that are given to the function's role by its name."""
    policies = stack.resources("AWS::IAM::Policy").values()
    roles = [([snake(one["Ref"].removesuffix("Role")) for one in it["Roles"]], it) for it in policies]
    return [it["PolicyDocument"] for names, it in roles if function in names]


def _document(policy: Params) -> Params:
    """A policy of the function's own, or one that several share."""
    shared = policy.get("Ref")
    return stack.resources("AWS::IAM::ManagedPolicy")[shared]["PolicyDocument"] if shared else policy


def _many(one: Any) -> list[Any]:
    return one if isinstance(one, list) else [one]


def check(request: Request) -> None:
    """Refuses what the role of the calling function does not allow; tests themselves may do everything."""
    if request.function not in stack.functions():
        return
    for action, resource in needed(request):
        targets = covering(request.function, action, resource)
        if not targets:
            raise AwsError("AccessDeniedException", f"{request.function} may not {action} on {resource}")
        for watch in watchers:
            watch(request.function, action, targets)


@cache
def covering(function: str, action: str, resource: str) -> tuple[str, ...]:
    """The targets of the rights of a function's role that allow this."""
    return tuple(target for one, target in allowed(function) if action == one and _covers(target, resource))


def _covers(target: str, resource: str) -> bool:
    """`!` in front of a target: everything but this."""
    return fnmatch.fnmatchcase(resource, target.removeprefix("!")) != target.startswith("!")


def needed(request: Request) -> Iterator[tuple[str, str]]:
    """The (action, resource) pairs that a request needs."""
    params = request.params
    match request.service:
        case "dynamodb":
            yield from _on_tables(request.operation, params)
        case "eventbridge":
            yield from _on_buses(request.operation, params)
        case "s3":
            name = params["Bucket"]
            bucket = f"arn:aws:s3:::{name}" if name == stack.named("MailBucket") else stack.arn(name)
            yield from _on_objects(request.operation, bucket, params)
        case "sesv2" | "sns" | "pinpoint-sms-voice-v2" | "lambda":
            yield from _on_carriers(request.name, params)
        case "dynamodb-streams" | "athena" | "kms":
            yield from _by_name(request, params)
        case _:
            yield from _elsewhere(request.name, params)


def _by_name(request: Request, params: Params) -> Iterator[tuple[str, str]]:
    """Streams by their table, workgroups of Athena, keys."""
    if request.service == "kms":
        yield f"kms:{request.operation}", params["KeyId"]
        return
    if request.service == "athena":
        place = f"{_place('athena')}:workgroup/{params.get('WorkGroup', 'segue-test')}"
        yield f"athena:{request.operation}", place
        return
    told = params.get("StreamArn") or params["ShardIterator"]
    yield f"dynamodb:{request.operation}", stack.arn(told.split("/")[1])


def _on_objects(operation: str, bucket: str, params: Params) -> Iterator[tuple[str, str]]:
    """S3 asks for the right to read where it compares with what stands there."""
    if operation == "DeleteObjects":
        yield from (
            ("s3:DeleteObject", f"{bucket}/{key.decode()}") for key in re.findall(rb"<Key>(.*?)</Key>", params["Body"])
        )
    elif operation in ("GetObject", "PutObject"):
        yield f"s3:{operation}", f"{bucket}/{params['Key']}"
        if params["IfMatch"] and operation == "PutObject":
            yield "s3:GetObject", f"{bucket}/{params['Key']}"
    else:
        yield "s3:ListBucket", bucket


def _on_buses(operation: str, params: Params) -> Iterator[tuple[str, str]]:
    if operation == "PutEvents":
        buses = {entry.get("EventBusName") for entry in params["Entries"]}
        yield from (("events:PutEvents", "arn:aws:Bus" if one == "segue" else "default") for one in buses)
        return
    rule = params.get("Rule") or params["Name"]
    yield f"events:{operation}", f"{_place('events')}:rule/{params['EventBusName']}/{rule}"
    yield from (("iam:PassRole", one["RoleArn"]) for one in params.get("Targets", []) if "RoleArn" in one)


def _on_carriers(name: str, params: Params) -> Iterator[tuple[str, str]]:
    match name:
        case "sesv2.SendEmail":
            domain = parseaddr(params["FromEmailAddress"])[1].partition("@")[2]
            yield "ses:SendEmail", f"{_place('ses')}:identity/{domain}"
            yield "ses:SendEmail", f"{_place('ses')}:configuration-set/{params['ConfigurationSetName']}"
        case "pinpoint-sms-voice-v2.SendTextMessage":
            yield "sms-voice:SendTextMessage", f"{_place('sms-voice')}:pool/{params.get('OriginationIdentity', '*')}"
        case "lambda.Invoke" if snake(params["FunctionName"]) in stack.functions():
            yield "lambda:InvokeFunction", stack.arn(params["FunctionName"])
        case "lambda.Invoke":
            yield "lambda:InvokeFunction", f"{_place('lambda')}:function:{params['FunctionName']}"
        case _:
            places = [params.get(one) for one in ("PhoneNumber", "TargetArn", "EndpointArn", "PlatformApplicationArn")]
            yield f"sns:{name.partition('.')[2]}", next((one for one in places if one), "")


def _elsewhere(name: str, params: Params) -> Iterator[tuple[str, str]]:
    match name:
        case "sqs.SendMessage" | "sqs.SendMessageBatch" | "sqs.ReceiveMessage" | "sqs.DeleteMessageBatch":
            action = name.partition(".")[2].removesuffix("Batch")
            yield f"sqs:{action}", stack.arn(params["QueueUrl"].rpartition("/")[2])
        case "secrets-manager.GetSecretValue" | "secrets-manager.UpdateSecretVersionStage":
            yield f"secretsmanager:{name.partition('.')[2]}", params["SecretId"]
        case "bedrock-runtime.Converse":
            yield "bedrock:InvokeModel", f"arn:aws:bedrock:us-east-1::foundation-model/{params['modelId']}"
        case "ssm.GetParameter" | "ssm.PutParameter":
            yield f"ssm:{name.partition('.')[2]}", f"{_place('ssm')}:parameter{params['Name']}"
        case "scheduler.CreateSchedule":
            yield "scheduler:CreateSchedule", f"{_place('scheduler')}:schedule/{params['GroupName']}/{params['Name']}"
            yield "iam:PassRole", params["Target"]["RoleArn"]
        case _:  # nobody may what is not known here
            yield name, ""


def _place(service: str) -> str:
    return f"arn:aws:{service}:us-east-1:{stack.ACCOUNT}"


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
