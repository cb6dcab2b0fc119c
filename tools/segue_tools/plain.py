"""The built template without what the local AWS lacks: CodeDeploy, and so versions that calls go over to in steps."""

from pathlib import Path
from typing import Any

import yaml

IN_STEPS = ("AutoPublishAlias", "AutoPublishAliasAllProperties", "DeploymentPreference", "VersionDescription")
OF_A_VERSION = "Version.Version"  # what `!GetAtt Collect.Version.Version` asks for, and `${...}` of the same


def at_once(template: dict[str, Any]) -> dict[str, Any]:
    """The same template where functions have no alias, and nothing watches a version of theirs."""
    kept = {name: one for name, one in template["Resources"].items() if not _asks(one)}
    return {**template, "Resources": {name: _without(one) for name, one in kept.items()}}


def write(built: Path, into: Path) -> Path:
    """Reads what sam has built, and writes what is deployed here."""
    into.write_text(yaml.safe_dump(at_once(yaml.safe_load(built.read_text())), sort_keys=False))
    return into


def _without(resource: dict[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in resource.get("Properties", {}).items() if name not in IN_STEPS}
    return {**resource, "Properties": said} if "Properties" in resource else resource


def _asks(part: Any) -> bool:
    if isinstance(part, dict):
        part = list(part.values())
    return any(_asks(one) for one in part) if isinstance(part, list) else OF_A_VERSION in str(part)
