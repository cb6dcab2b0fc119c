"""Tracking: links in a rendered message lead through ours, so that it is known which were followed; and they say where
they stood (UTM). What opts out or changes preferences is never touched.
"""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Protocol
from urllib.parse import quote, urlsplit, urlunsplit

from segue.messages import Message
from segue.messaging.link_policies import LinkPolicy

HTML = "html"  # the part in which links are attributes
IMAGE = ".image"  # a part that a page loads by itself: nobody clicks it
ANCHOR = re.compile(r'(<a\b[^<>]*?\shref=")(https?://[^"]+)(")', re.IGNORECASE)
PLAIN = re.compile(r"""https?://[^\s<>"']*[^\s<>"'.,;:!?)\]]""", re.IGNORECASE)
Change = Callable[[str], str]


class Links(Protocol):
    """`tracked` makes a link that leads to an address through us; `ours`: whether one acts for the customer."""

    def tracked(self, message: Message, url: str, /) -> str: ...

    def ours(self, url: str, /) -> bool: ...


def tracked(parts: Mapping[str, str], message: Message, links: Links, policy: LinkPolicy) -> dict[str, str]:
    """The parts with their links as the policy wants them; those of a transactional message as they are."""
    if not policy.touches(message):
        return dict(parts)
    tags = policy.tags(message)

    def change(url: str) -> str:
        if links.ours(url):
            return url
        said = tagged(url, tags)
        return links.tracked(message, said) if message.channel in policy.track else said

    def led(part: str, text: str) -> str:
        if part.endswith(IMAGE):
            return text
        return _in_html(text, change) if part == HTML else _in_text(text, change)

    return {part: led(part, text) for part, text in parts.items()}


def tagged(url: str, tags: Mapping[str, str]) -> str:
    """The address with those tags that it does not have itself; what stood in it stays as it was written."""
    parts = urlsplit(url)
    there = {one.partition("=")[0] for one in parts.query.split("&")}
    more = [f"{name}={quote(value, safe='')}" for name, value in tags.items() if name not in there]
    return urlunsplit(parts._replace(query="&".join([*filter(None, [parts.query]), *more]))) if more else url


def _in_html(text: str, change: Change) -> str:
    def changed(found: re.Match[str]) -> str:
        before, url, after = found.groups()
        return f"{before}{escape(change(unescape(url)))}{after}"

    return ANCHOR.sub(changed, text)


def _in_text(text: str, change: Change) -> str:
    return PLAIN.sub(lambda found: change(found[0]), text)
