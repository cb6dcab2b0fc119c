"""Samples of what becomes of messages by SMS, for trying sources out: people are known by their numbers there."""

from segue.channels import trials, twilio_trials
from segue.http import Request
from segue.times import Millis


def twilio(secret: str, now: Millis, url: str) -> Request:
    """A message was delivered."""
    said = {"MessageSid": f"segue-test-{now}", "MessageStatus": "delivered", "To": trials.PHONE}
    return twilio_trials.signed(secret, url, said)


def aws_sms(secret: str, now: Millis, url: str) -> Request:
    """A message was delivered, with the secret as password."""
    said = {
        "eventType": "TEXT_DELIVERED",
        "eventTimestamp": now,
        "messageId": f"segue-test-{now}",
        "destinationPhoneNumber": trials.PHONE,
    }
    return trials.posted(url, said, trials.password(secret))


SAMPLES = {"twilio": twilio, "aws_sms": aws_sms}
