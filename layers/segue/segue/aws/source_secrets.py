"""Secrets of webhook sources: SSM SecureStrings `/<stack>/sources/<name>` of JSON {"secrets": ["new", "old"]}."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.aws.settings import settings
from segue.errors import Unauthorized
from segue.intake.trying import Kept
from segue.times import MINUTE, SECOND, Millis


class Secrets(msgspec.Struct, frozen=True):
    """All of them are valid, so that a rotation loses nothing."""

    secrets: tuple[str, ...]


def source_secrets(name: str, now: Millis) -> tuple[str, ...]:
    """The source's secrets, at most a minute old. Raises Unauthorized where none is set, Unavailable."""
    found, missing = _read(settings().stack, name, now // MINUTE)
    if missing:
        raise Unauthorized("no-secret", missing)
    return found


def kept_secrets(name: str) -> Kept:
    """How many secrets the source has and since when, and never what they are. Raises Unavailable."""
    with unavailable("secrets"):
        found = _found(f"/{settings().stack}/sources/{name}")
    if found is None:
        return Kept()
    secrets, _ = _listed(found["Value"])
    return Kept(len(secrets), int(found["LastModifiedDate"].timestamp() * SECOND), found["Version"] > 1)


def store_secrets(name: str, secrets: Sequence[str]) -> None:
    """Puts secrets in force, the newest first; doors notice within a minute. Raises Unavailable."""
    value = msgspec.json.encode(Secrets(tuple(secrets))).decode()
    with unavailable("secrets"):
        place = f"/{settings().stack}/sources/{name}"
        client("ssm").put_parameter(Name=place, Value=value, Type="SecureString", Overwrite=True)
    _read.cache_clear()


@lru_cache(maxsize=64)
def _read(stack: str, name: str, _minute: int) -> tuple[tuple[str, ...], str]:
    """The secrets, or why there is none: remembered too, for anybody may ask, and Parameter Store answers few."""
    with unavailable("secrets"):
        text = _parameter(f"/{stack}/sources/{name}")
    return _listed(text) if text else ((), "no secret is set for this source")


def _parameter(name: str) -> str:
    found = _found(name)
    return found["Value"] if found else ""


def _found(name: str) -> dict[str, Any] | None:
    try:
        return client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]
    except ClientError as failed:
        if code_of(failed) != "ParameterNotFound":
            raise
        return None


def _listed(text: str) -> tuple[tuple[str, ...], str]:
    try:
        return tuple(one for one in msgspec.json.decode(text, type=Secrets).secrets if one), ""
    except msgspec.DecodeError:
        return (), 'the parameter is not JSON of the form {"secrets": ["..."]}'
