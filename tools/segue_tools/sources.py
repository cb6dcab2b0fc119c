"""Webhook sources: what the playbook says of each, and the secret that its provider signs with."""

import json
import secrets
from collections.abc import Iterator
from typing import Any

import yaml

from segue_tools.places import PLAYBOOK


def starter_sources() -> Iterator[dict[str, Any]]:
    """The sources of the starter playbook, as their files say."""
    for file in sorted((PLAYBOOK / "sources").glob("*.yaml")):
        yield {"name": file.stem, **yaml.safe_load(file.read_text())}


def make_secrets(session: Any, stack: str, public: str) -> dict[str, dict[str, str]]:
    """A fresh secret for each source: {name: {"provider", "url", "secret"}}."""
    made = {}
    for source in starter_sources():
        secret = secrets.token_hex(24)
        set_secret(session, stack, source["name"], [secret])
        url = f"{public}/webhooks/{source['name']}"
        made[source["name"]] = {"provider": source["provider"], "url": url, "secret": secret}
    return made


def set_secret(session: Any, stack: str, name: str, values: list[str]) -> None:
    """Secrets that a webhook of this source may be signed with, newest first; the old one stays while it rotates."""
    session.client("ssm").put_parameter(
        Name=f"/{stack}/sources/{name}",
        Value=json.dumps({"secrets": values}),
        Type="SecureString",
        Overwrite=True,
    )


def secrets_of(session: Any, stack: str, name: str) -> list[str]:
    """The secrets in force; [] when there is none."""
    client = session.client("ssm")
    try:
        found = client.get_parameter(Name=f"/{stack}/sources/{name}", WithDecryption=True)
    except client.exceptions.ParameterNotFound:
        return []
    return json.loads(found["Parameter"]["Value"])["secrets"]
