"""What each of SES's events means in the words of Segment's e-mail spec."""

from collections.abc import Callable
from typing import NamedTuple

from segue.channels.payloads import Payload, mapping, rows, text


class Meaning(NamedTuple):
    """`part`: where the payload tells of it; `people`: who in that part it is about; `says`: further properties."""

    name: str
    part: str
    people: str
    says: Callable[[Payload], Payload]


def _bounced(said: Payload) -> Payload:
    detail = (rows(said.get("bouncedRecipients")) or [{}])[0]
    return {
        "bounce_type": text(said.get("bounceType")),
        "bounce_subtype": text(said.get("bounceSubType")),
        "status": text(detail.get("status")),
        "diagnostic": text(detail.get("diagnosticCode")),
    }


def _subscription(said: Payload) -> Payload:
    newer = mapping(said.get("newTopicPreferences"))
    listed = rows(newer.get("topicSubscriptionStatus"))
    left = [text(one.get("topicName")) for one in listed if one.get("subscriptionStatus") == "OptOut"]
    return {
        "channel": "email",
        "purpose": "marketing",
        "granted": newer.get("unsubscribeAll") is not True and not left,
        "list_id": text(said.get("contactList")),
        "topics": [one for one in left if one],
    }


MEANINGS = {
    "Send": Meaning("Email Sent", "send", "", lambda _: {}),
    "Delivery": Meaning("Email Delivered", "delivery", "recipients", lambda _: {}),
    "DeliveryDelay": Meaning(
        "Email Delivery Delayed",
        "deliveryDelay",
        "delayedRecipients",
        lambda said: {"delay_type": text(said.get("delayType")), "until": text(said.get("expirationTime"))},
    ),
    "Bounce": Meaning("Email Bounced", "bounce", "bouncedRecipients", _bounced),
    "Complaint": Meaning(
        "Email Marked as Spam",
        "complaint",
        "complainedRecipients",
        lambda said: {"complaint_type": text(said.get("complaintFeedbackType"))},
    ),
    "Open": Meaning("Email Opened", "open", "", lambda _: {}),
    "Click": Meaning("Email Link Clicked", "click", "", lambda said: {"link_url": text(said.get("link"))}),
    "Reject": Meaning("Email Rejected", "reject", "", lambda said: {"reason": text(said.get("reason"))}),
    "Rendering Failure": Meaning(
        "Email Rendering Failed", "failure", "", lambda said: {"reason": text(said.get("errorMessage"))}
    ),
    "Subscription": Meaning("Consent Updated", "subscription", "", _subscription),
}
