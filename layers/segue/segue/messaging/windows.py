"""Windows: how long after a customer's last message a channel takes messages to that customer.

https://developers.facebook.com/docs/messenger-platform/policy/policy-overview/ and
https://developers.facebook.com/docs/whatsapp/conversation-types
When a window opens again nobody can know: a message does not wait for it, another channel is taken.
"""

from collections.abc import Mapping
from typing import Any

from segue.profile.profiles import Profile
from segue.times import HOUR, MINUTE, Millis

SLACK: Millis = 10 * MINUTE  # between the decision and the provider's clock
FIRST = ("x",)  # takes messages to whoever ever wrote there
WINDOWS: Mapping[str, Millis] = dict.fromkeys(("whatsapp", "messenger", "instagram"), 24 * HOUR)
APPROVED = "whatsapp.template"  # what the provider has approved may go at any time


def open_until(channel: str, profile: Profile, template: Mapping[str, Any]) -> Millis | None:
    """When the channel's window closes, 0 where the customer never wrote; None for a channel that is always open, and
    for words that are."""
    if channel not in (*WINDOWS, *FIRST) or (channel == "whatsapp" and template.get(APPROVED)):
        return None
    heard = profile.whole.get("support", {}).get("heard", {}).get(channel)
    if not heard:
        return 0
    return heard[0] + WINDOWS[channel] - SLACK if channel in WINDOWS else None
