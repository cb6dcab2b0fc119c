"""A second stack in the account of the first: the same template as it was packaged for the first, under another name.

Nothing is built or uploaded again, so it takes as long as CloudFormation does.
"""

import base64
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import boto3
import yaml

from segue.aws import secrets
from segue_tools.cloud import Cloud
from segue_tools.destroy import destroy
from segue_tools.places import REGION, Ports
from segue_tools.routes import make_routes
from segue_tools.staff import make_staff, token
from segue_tools.triggers import mend_triggers

NAME = "segue-dev"
QUIET = {"PublicUrl": "", "CanaryMinutes": "0", "SenderDomain": "", "SmsSender": ""}
Aws = Callable[[str], Any]


@contextmanager
def meeting(ports: Ports) -> Iterator[Any]:
    """AWS clients of this process, and of the programs that it starts, meet the local AWS."""
    with patch.dict(os.environ, ports.environment()):
        yield boto3.Session(region_name=REGION)


def deploy(aws: Aws, session: Any, first: str) -> dict[str, str]:
    """Makes it beside the first one: its outputs."""
    formation = aws("cloudformation")
    body = formation.get_template(StackName=first, TemplateStage="Original")["TemplateBody"]
    known = formation.describe_stacks(StackName=first)["Stacks"][0]["Parameters"]
    said = {one["ParameterKey"]: one["ParameterValue"] for one in known} | QUIET
    formation.create_stack(
        StackName=NAME,
        TemplateURL=_uploaded(aws, body if isinstance(body, str) else yaml.safe_dump(body)),
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in said.items()],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    formation.get_waiter("stack_create_complete").wait(StackName=NAME, WaiterConfig={"Delay": 2, "MaxAttempts": 150})
    make_routes(session, NAME)
    mend_triggers(session)
    return Cloud(NAME, session).outputs


def _uploaded(aws: Aws, text: str) -> str:
    bucket, key = f"{NAME}-template", "template.yaml"
    aws("s3").create_bucket(Bucket=bucket)
    aws("s3").put_object(Bucket=bucket, Key=key, Body=text.encode())
    return f"https://s3.amazonaws.com/{bucket}/{key}"


def key_of(aws: Aws, secret: str) -> str:
    """The write key of a stack, by its secret."""
    value = aws("secretsmanager").get_secret_value(SecretId=secret)["SecretString"].encode()
    return secrets._text("wk", secrets._derived(value, "write-key"))


def as_sdk(key: str) -> dict[str, str]:
    """A write key as SDKs send it."""
    return {"Authorization": f"Basic {base64.b64encode(f'{key}:'.encode()).decode()}"}


def officer_of(aws: Aws, session: Any, outputs: dict[str, str]) -> dict[str, str]:
    """The header of a privacy officer of that stack."""
    made = make_staff(session, outputs["UserPool"])["privacy"]
    given = token(aws("cognito-idp"), outputs["UserPoolClient"], made["username"], made["password"])
    return {"Authorization": f"Bearer {given}"}


def uploaded(aws: Aws) -> set[str]:
    """What sam has uploaded for the stacks of the account."""
    buckets = [one["Name"] for one in aws("s3").list_buckets()["Buckets"]]
    (bucket,) = [one for one in buckets if one.startswith("aws-sam-cli-managed")]
    return {one["Key"] for one in aws("s3").list_objects_v2(Bucket=bucket).get("Contents", [])}


def is_there(aws: Aws) -> bool:
    """Whether it is in the account."""
    stacks = aws("cloudformation").list_stacks()["StackSummaries"]
    return any(one["StackName"] == NAME and one["StackStatus"] != "DELETE_COMPLETE" for one in stacks)


def taken_out(session: Any) -> None:
    """As `make destroy` does."""
    destroy(Cloud(NAME, session), keep_data=False)
