"""A sample of what SES reports, for trying a source out."""

from segue.channels import trials
from segue.http import Request
from segue.times import Millis, to_text


def sample(secret: str, now: Millis, url: str) -> Request:
    """A mail was delivered, as SNS posts it with the secret as password."""
    mail = {"messageId": f"segue-test-{now}", "timestamp": to_text(now), "destination": [trials.EMAIL]}
    delivery = {"timestamp": to_text(now), "recipients": [trials.EMAIL]}
    said = {"eventType": "Delivery", "mail": mail, "delivery": delivery}
    return trials.posted(url, said, trials.password(secret))
