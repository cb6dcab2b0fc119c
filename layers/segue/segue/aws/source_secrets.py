"""Secrets of webhook sources: SSM SecureStrings `/<stack>/sources/<name>` of JSON {"secrets": ["new", "old"]}."""

from functools import lru_cache

import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from segue.aws.clients import client
from segue.aws.settings import settings
from segue.errors import Unauthorized, Unavailable
from segue.times import MINUTE, Millis


class Secrets(msgspec.Struct, frozen=True):
    """All of them are valid, so that a rotation loses nothing."""

    secrets: tuple[str, ...]


def source_secrets(name: str, now: Millis) -> tuple[str, ...]:
    """The source's secrets, at most a minute old. Raises Unauthorized where none is set, Unavailable."""
    return _read(settings().stack, name, now // MINUTE)


@lru_cache(maxsize=64)
def _read(stack: str, name: str, _minute: int) -> tuple[str, ...]:
    try:
        found = client("ssm").get_parameter(Name=f"/{stack}/sources/{name}", WithDecryption=True)
    except ClientError as failed:
        if failed.response.get("Error", {}).get("Code") == "ParameterNotFound":
            raise Unauthorized("no-secret", "no secret is set for this source") from failed
        raise Unavailable("secrets", type(failed).__name__) from failed
    except BotoCoreError as failed:
        raise Unavailable("secrets", type(failed).__name__) from failed
    return _listed(found["Parameter"]["Value"])


def _listed(text: str) -> tuple[str, ...]:
    try:
        return tuple(one for one in msgspec.json.decode(text, type=Secrets).secrets if one)
    except msgspec.DecodeError as wrong:
        raise Unauthorized("no-secret", 'the parameter is not JSON of the form {"secrets": ["..."]}') from wrong
