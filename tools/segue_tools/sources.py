"""Webhook sources: what the playbook says of each, and the secret that its provider signs with."""

import json
import secrets
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import yaml
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from segue_tools.places import PLAYBOOK

SIGN_PRIVATELY = {"sendgrid"}


def starter_sources() -> Iterator[dict[str, Any]]:
    """The sources of the starter playbook, as their files say."""
    for file in sorted((PLAYBOOK / "sources").glob("*.yaml")):
        yield {"name": file.stem, **yaml.safe_load(file.read_text())}


def make_secrets(session: Any, stack: str, public: str) -> dict[str, dict[str, str]]:
    """A fresh secret for each source: {name: {"provider", "url", "secret"}}."""
    made = {}
    for source in starter_sources():
        secret, kept = _fresh(source["provider"])
        set_secret(session, stack, source["name"], [kept])
        url = f"{public}/webhooks/{source['name']}"
        made[source["name"]] = {"provider": source["provider"], "url": url, "secret": secret}
    return made


def _fresh(provider: str) -> tuple[str, str]:
    """A secret, and what the source keeps of it: of who signs with a private key (PKCS 8 in base64) the public one."""
    if provider not in SIGN_PRIVATELY:
        secret = secrets.token_hex(24)
        return secret, secret
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return b64encode(private).decode(), b64encode(public).decode()


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
