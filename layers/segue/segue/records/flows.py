"""What comes from where and goes to whom, as the playbook says it. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

Definitions = Mapping[str, Mapping[str, Mapping[str, Any]]]
Row = dict[str, Any]
# Kinds of data by the channel of a source.
BRINGS = {
    "commerce": ("identifiers", "orders", "behaviour", "products"),
    "store": ("identifiers", "orders"),
    "email": ("delivery reports", "conversations"),
    "sms": ("delivery reports", "conversations"),
    "social": ("delivery reports", "conversations", "identifiers"),
    "support": ("conversations", "identifiers"),
    "phone": ("conversations", "identifiers"),
    "surveys": ("answers to surveys",),
}
SDK = ("identifiers", "traits", "behaviour", "consent", "orders")
# What somebody is told by a channel needs what of them.
TOLD = ("contact points", "messages")
MAIL = ("subject", "html", "text", "mjml")


def sources(known: Definitions) -> list[Row]:
    """Where data comes from: the SDKs' API, and the configured sources."""
    own = [{"name": "web", "provider": "segment", "channel": "web", "brings": list(SDK)}]
    rows = [_source(name, one) for name, one in sorted(known.get("source", {}).items())]
    return own + rows


def planned(known: Definitions) -> list[Row]:
    """Fields that the tracking plan names, by event."""
    return [
        {"event": one["event"], "fields": sorted((one.get("schema") or {}).get("properties") or {})}
        for _, one in sorted(known.get("plan", {}).items())
    ]


def recipients(known: Definitions, carriers: Mapping[str, Any]) -> list[Row]:
    """Who gets data: carriers of channels that templates have texts for, programs that journeys call, outside rules."""
    texts = [name for one in known.get("template", {}).values() for name in one]
    channels = sorted({"email" if one in MAIL else one.partition(".")[0] for one in texts} & carriers.keys())
    rows = [
        {"name": one, "kind": "channel", "who": sorted(carriers.get(one, [])), "gets": list(TOLD)} for one in channels
    ]
    hosts = sorted({_host(one) for one in standing_under(known.get("journey", {}), "call")} - {""})
    rows += [
        {"name": one, "kind": "program called by journeys", "who": [one], "gets": ["traits named in the call"]}
        for one in hosts
    ]
    for name, rule in sorted(known.get("rule", {}).items()):
        rows.append({"name": name, "kind": "rule on the bus", "who": [str(rule.get("target"))], "gets": ["signals"]})
    return rows


def _source(name: str, one: Mapping[str, Any]) -> Row:
    channel = str(one.get("channel", ""))
    brings = list(BRINGS.get(channel, ("behaviour",)))
    return {"name": name, "provider": str(one.get("provider", "")), "channel": channel, "brings": brings}


def standing_under(given: Any, key: str) -> Iterator[Mapping[str, Any]]:
    """Every mapping that stands under this key, at any depth."""
    if isinstance(given, Mapping):
        if isinstance(given.get(key), Mapping):
            yield given[key]
        for inner in given.values():
            yield from standing_under(inner, key)
    elif isinstance(given, list):
        for inner in given:
            yield from standing_under(inner, key)


def _host(call: Mapping[str, Any]) -> str:
    return urlsplit(str(call.get("url", ""))).hostname or ""
