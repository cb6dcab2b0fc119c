"""Stopping: a text message that sells something says how to stop, because a telephone has no link out of it.

Carriers of the USA ask for it (CTIA, Messaging Principles and Best Practices), and it does no harm elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from segue.channels.sms.words import wish
from segue.messages import BEST

CHANNEL = "sms"
WORD = re.compile(r"[^\W\d_]+")
SAID = (
    "it goes out as a text message for marketing{where} and does not say how to stop: add such as `STOP to end`, with "
    "the word in capitals"
)
Specs = Mapping[str, Mapping[str, Any]]


def unstoppable(template: Mapping[str, Any]) -> Iterator[str]:
    """A sentence about each text of a kept template that names no word by which it could be stopped."""
    layers = {"": template, **template.get("locales", {})}
    for locale, layer in layers.items():
        texts = [layer.get(CHANNEL), *(one.get(CHANNEL) for one in layer.get("styles", {}).values())]
        if any(text and not stops(text) for text in texts):
            yield SAID.format(where=f" in `{locale}`" if locale else "")


def stops(text: str) -> bool:
    """Whether it names STOP or its kin of another language. Capitals tell the word from a sentence's own."""
    return any(word == word.upper() and wish(word) in ("stop", "stop-all") for word in WORD.findall(text))


def sold_by_text(journeys: Specs) -> frozenset[str]:
    """The templates that journeys send, or may send, as text messages for marketing."""
    return frozenset(str(one["template"]) for one in _sends(list(journeys.values())) if _sells(one))


def _sells(send: Mapping[str, Any]) -> bool:
    channels = send.get("channels", send.get("channel", ""))
    there = channels if isinstance(channels, list) else [channels]
    return send.get("purpose") == "marketing" and not {CHANNEL, BEST}.isdisjoint(map(str, there))


def _sends(part: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(part, Mapping):
        if "template" in part:
            yield part
        part = list(part.values())
    for one in part if isinstance(part, list | tuple) else ():
        yield from _sends(one)
