"""Samples of what is reported of mails, for trying sources out."""

from segue.channels import trials
from segue.http import Request
from segue.signatures import hmac_sha256
from segue.times import SECOND, Millis, to_text


def ses(secret: str, now: Millis, url: str) -> Request:
    """A mail was delivered, as SNS posts it with the secret as password."""
    mail = {"messageId": f"segue-test-{now}", "timestamp": to_text(now), "destination": [trials.EMAIL]}
    delivery = {"timestamp": to_text(now), "recipients": [trials.EMAIL]}
    said = {"eventType": "Delivery", "mail": mail, "delivery": delivery}
    return trials.posted(url, said, trials.password(secret))


def ses_inbound(secret: str, now: Millis, url: str) -> Request:
    """A mail came in, as SNS posts it with the secret as password."""
    about = {"messageId": f"segue-test-{now}", "timestamp": to_text(now), "source": trials.EMAIL}
    sender = f"From: {trials.WHOLE_NAME} <{trials.EMAIL}>"
    lines = (sender, "To: shop@segue.invalid", f"Subject: {trials.WHOLE_NAME}", "", trials.TEXT, "")
    receipt = {"recipients": ["shop@segue.invalid"], "action": {"encoding": "UTF8"}}
    said = {"notificationType": "Received", "mail": about, "receipt": receipt, "content": "\r\n".join(lines)}
    return trials.posted(url, said, trials.password(secret))


def mailgun(secret: str, now: Millis, url: str) -> Request:
    """A mail was delivered, with Mailgun's signature of a moment and a token."""
    stamp, token = str(now // SECOND), f"segue-test-{now}"
    signature = hmac_sha256(secret, f"{stamp}{token}".encode()).hex()
    event = {"event": "delivered", "id": token, "timestamp": now / SECOND, "recipient": trials.EMAIL}
    signed = {"timestamp": stamp, "token": token, "signature": signature}
    return trials.posted(url, {"signature": signed, "event-data": event}, {})


SAMPLES = {"ses": ses, "ses_inbound": ses_inbound, "mailgun": mailgun}
