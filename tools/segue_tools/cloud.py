"""A stack in an account: what it is called, what it put out, what it is made of."""

import shlex
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
        """The stack's outputs by name."""
        return {one["OutputKey"]: one["OutputValue"] for one in self._described()["Outputs"]}

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters that it was deployed with."""
        return {one["ParameterKey"]: one["ParameterValue"] for one in self._described()["Parameters"]}

    def resources(self, kind: str) -> list[str]:
        """Physical names of the stack's resources of one type."""
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.stack)
        every = [one for page in pages for one in page["StackResourceSummaries"]]
        return [one["PhysicalResourceId"] for one in every if one["ResourceType"] == kind]

    def _described(self) -> dict[str, Any]:
        """The stack, or the end with a hint when there is none."""
        formation = self.client("cloudformation")
        try:
            return formation.describe_stacks(StackName=self.stack)["Stacks"][0]
        except formation.exceptions.ClientError as problem:
            raise SystemExit(f"{problem}\nDeploy first: make deploy") from None


def saved_parameters() -> dict[str, str]:
    """The template's parameters as a guided deployment saved them; {} before the first."""
    return dict(one.split("=", 1) for one in shlex.split(_saved().get("parameter_overrides", "")))


def configured() -> Cloud:
    """The stack that `samconfig.toml` names after a guided deployment."""
    known = _saved()
    session = boto3.Session(profile_name=known.get("profile"), region_name=known.get("region"))
    if session.region_name is None:
        session = boto3.Session(profile_name=known.get("profile"), region_name=REGION)
    return Cloud(known.get("stack_name", STACK), session)


def _saved() -> dict[str, Any]:
    said = tomllib.loads((ROOT / "samconfig.toml").read_text()).get("default", {})
    return {**said.get("global", {}).get("parameters", {}), **said.get("deploy", {}).get("parameters", {})}
