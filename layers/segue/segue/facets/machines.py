"""Machines that open mails and follow links before, or instead of, the customer.

Apple's Mail Privacy Protection and the image proxies of Gmail and Yahoo load every picture; security gateways follow
every link, the unsubscribing one too. Neither tells anything about the customer.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from segue.errors import Invalid
from segue.events import Event
from segue.times import SECOND, Millis, from_text

# Apple's proxy says nothing but `Mozilla/5.0`; the others name themselves.
AGENTS = re.compile(
    r"Mozilla/5\.0|.*(GoogleImageProxy|ggpht\.com|YahooMailProxy|YahooMailImageProxy|OutlookImageProxy"
    r"|Barracuda|Proofpoint|Mimecast|MessageLabs|Symantec|Trend ?Micro|FireEye|Trellix|SafeLinks|Cloudmark|Sophos"
    r"|HeadlessChrome|PhantomJS|bot\b|crawler|spider|scanner|preview|python|curl/|wget|Go-http-client|okhttp|libwww"
    r"|Java/).*",
    re.IGNORECASE,
)
FLAGS = ("machine_open", "sg_machine_open", "is_bot", "bot", "is_machine")
SOON: Millis = 5 * SECOND  # after delivery: nobody reads as fast
LONGEST_AGENT = 500


class Click(NamedTuple):
    """A click on a link of a message: `message` and `link` are short hashes."""

    time: Millis
    message: int
    link: int


def is_machine(event: Event) -> bool:
    """Whether a machine opened or clicked, as far as this event alone can tell."""
    said = event.properties
    agent = str(event.context.get("userAgent") or said.get("user_agent") or "")[:LONGEST_AGENT].strip()
    if any(said.get(flag) is True for flag in FLAGS) or AGENTS.fullmatch(agent):
        return True
    delivered = _moment(said, ("delivered_at", "sent_at"))
    return delivered is not None and 0 <= event.timestamp - delivered <= SOON


def bursts(clicks: Iterable[Click]) -> set[Click]:
    """The clicks that belong to several links of one message within a second: a person follows one at a time."""
    messages: dict[int, list[Click]] = {}
    for one in clicks:
        messages.setdefault(one.message, []).append(one)
    return {one for group in messages.values() for one in group if any(_together(one, other) for other in group)}


def _together(one: Click, other: Click) -> bool:
    return one.link != other.link and abs(one.time - other.time) <= SECOND


def _moment(said: Mapping[str, object], names: Iterable[str]) -> Millis | None:
    given = next((said[name] for name in names if isinstance(said.get(name), str)), None)
    try:
        return from_text(str(given)) if given else None
    except Invalid:
        return None
