"""Devices: of which class that is on which something happened, out of what the browser or app says of itself."""

import re

from segue.events import Event

TABLET = re.compile(r"iPad|Tablet|Kindle|Silk/|PlayBook", re.IGNORECASE)
PHONE = re.compile(r"iPhone|iPod|Mobi|Windows Phone", re.IGNORECASE)
ANDROID = re.compile("Android", re.IGNORECASE)
LONGEST = 500


def device_of(event: Event) -> str:
    """phone, tablet, desktop, app, store; "" where nobody can tell, as of what a server or a provider reports."""
    if event.channel == "store":
        return "store"
    if event.channel == "mobile" or event.type == "screen":
        return "app"
    agent = event.context.get("userAgent")
    if event.channel != "web" or not isinstance(agent, str) or not agent.strip():
        return ""
    return _browser(agent[:LONGEST])


def _browser(agent: str) -> str:
    if PHONE.search(agent) and not TABLET.search(agent):
        return "phone"
    return "tablet" if TABLET.search(agent) or ANDROID.search(agent) else "desktop"
