"""Secrets Manager and the parameter store."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.faults.cloud.clock import START
from tests.faults.cloud.failures import AwsError

Params = dict[str, Any]
VERSION = "00000000-0000-4000-8000-000000000001"  # as long as one of Secrets Manager's


@dataclass
class Vault:
    """Texts by name."""

    secrets: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=dict)  # staging labels of a secret's only version
    versions: Counter[str] = field(default_factory=Counter)  # how often a parameter was put

    def secret(self, params: Params) -> Params:
        """GetSecretValue."""
        name = params["SecretId"]
        if name not in self.secrets:
            raise AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
        told = {"ARN": name, "Name": name, "VersionId": VERSION, "SecretString": self.secrets[name]}
        return {**told, "VersionStages": ["AWSCURRENT", *sorted(self.labels.get(name, ()))]}

    def label(self, params: Params) -> Params:
        """UpdateSecretVersionStage: a label comes to the version, or goes."""
        labels = self.labels.setdefault(params["SecretId"], set())
        if params.get("MoveToVersionId"):
            labels.add(params["VersionStage"])
        else:
            labels.discard(params["VersionStage"])
        return {"ARN": params["SecretId"], "Name": params["SecretId"]}

    def parameter(self, params: Params) -> Params:
        """GetParameter."""
        name = params["Name"]
        if name not in self.parameters:
            raise AwsError("ParameterNotFound", f"Parameter {name} not found.")
        return {"Parameter": _parameter(name, self.parameters[name], self.versions[name])}

    def put_parameter(self, params: Params) -> Params:
        """PutParameter, always with Overwrite."""
        self.parameters[params["Name"]] = params["Value"]
        self.versions[params["Name"]] += 1
        return {"Version": self.versions[params["Name"]]}

    def parameters_under(self, params: Params) -> Params:
        """GetParametersByPath."""
        under = {name: one for name, one in self.parameters.items() if name.startswith(params["Path"])}
        return {"Parameters": [_parameter(name, one, self.versions[name]) for name, one in sorted(under.items())]}


def _parameter(name: str, value: str, version: int) -> Params:
    told = {"Name": name, "Type": "SecureString", "Value": value}
    return {**told, "Version": max(1, version), "LastModifiedDate": START / 1000}
