"""A stack in an account: what it is called, what it put out, what it is made of."""

import tomllib
from dataclasses import dataclass
from typing import Any

import boto3

from segue_tools.places import REGION, ROOT, STACK


@dataclass(frozen=True)
class Cloud:
    """A deployed stack and AWS clients for its region."""

    stack: str
    session: Any

    def client(self, service: str) -> Any:
        """A client of the account."""
        return self.session.client(service)

    @property
    def outputs(self) -> dict[str, str]:
        """The stack's outputs by name; the end with a hint when there is no such stack."""
        formation = self.client("cloudformation")
        try:
            found = formation.describe_stacks(StackName=self.stack)["Stacks"][0]["Outputs"]
        except formation.exceptions.ClientError as problem:
            raise SystemExit(f"{problem}\nDeploy first: make deploy") from None
        return {one["OutputKey"]: one["OutputValue"] for one in found}

    def resources(self, kind: str) -> list[str]:
        """Physical names of the stack's resources of one type."""
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.stack)
        every = [one for page in pages for one in page["StackResourceSummaries"]]
        return [one["PhysicalResourceId"] for one in every if one["ResourceType"] == kind]


def configured() -> Cloud:
    """The stack that `samconfig.toml` names after a guided deployment."""
    said = tomllib.loads((ROOT / "samconfig.toml").read_text()).get("default", {})
    known = {**said.get("global", {}).get("parameters", {}), **said.get("deploy", {}).get("parameters", {})}
    session = boto3.Session(profile_name=known.get("profile"), region_name=known.get("region"))
    if session.region_name is None:
        session = boto3.Session(profile_name=known.get("profile"), region_name=REGION)
    return Cloud(known.get("stack_name", STACK), session)
