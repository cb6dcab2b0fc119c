"""Sources: configured origins of webhooks, each with its provider, channel and options; secrets are kept elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from segue.channels import check_options, reporting
from segue.errors import Invalid, every, inside

FIELDS = ("provider", "channel", "options")


@dataclass(frozen=True)
class Source:
    """`options` are the provider's own, such as a default country or currency."""

    name: str
    provider: str
    channel: str
    options: Mapping[str, Any] = field(default_factory=dict)


def compile_source(key: str, spec: Mapping[str, Any]) -> Source:
    """A source out of the playbook's mapping. Raises Invalid("bad-source")."""
    provider, channel = spec.get("provider"), spec.get("channel")
    if not isinstance(provider, str) or not isinstance(channel, str):
        raise _nameless(spec)
    if ":" in key:
        raise Invalid("bad-source", "a colon in the name of a source is reserved for what Segue writes by itself")
    options = spec.get("options", {})
    every(partial(_check_channel, channel), partial(_check_provider, provider, options))
    return Source(key, provider, channel, options)


def _check_channel(channel: str) -> None:
    if "." in channel:  # it becomes a part of names that are told apart by dots
        with inside("channel"):
            raise Invalid("bad-source", "the `channel` of a source has no dot in its name")


def _check_provider(provider: str, options: Any) -> None:
    if not isinstance(options, Mapping):
        with inside("options"):
            raise Invalid("bad-source", "`options` is a mapping")
    if provider not in reporting():
        raise _unknown(provider)
    with inside("options"):
        check_options(provider, options)


def _nameless(spec: Mapping[str, Any]) -> Invalid:
    """Told with the word that was probably meant to be one of the two."""
    from segue.spelling import only  # of no use to a door

    try:
        only(spec, FIELDS, "a source")
    except Invalid as strange:
        return strange
    return Invalid("bad-source", "a source names its `provider` and its `channel`")


def _unknown(provider: str) -> Invalid:
    from segue.spelling import meant  # of no use to a door

    wrong = Invalid("bad-source", f"`provider` is one of {', '.join(reporting())}{meant(provider, reporting())}")
    wrong.path = ("provider",)
    return wrong
