"""Samples of what is reported of calls, for trying sources out: people are known by their numbers there."""

from segue.channels import trials, twilio_trials
from segue.http import Request
from segue.times import Millis


def twilio_voice(secret: str, now: Millis, url: str) -> Request:
    """A call is over."""
    said = {
        "CallSid": f"segue-test-{now}",
        "CallStatus": "completed",
        "Direction": "inbound",
        "From": trials.PHONE,
        "CallDuration": "1",
    }
    return twilio_trials.signed(secret, url, said)


def amazon_connect(secret: str, now: Millis, url: str) -> Request:
    """A flow says who is calling, with the secret as password."""
    endpoint = {"Type": "TELEPHONE_NUMBER", "Address": trials.PHONE}
    contact = {"ContactId": f"segue-test-{now}", "Channel": "VOICE", "CustomerEndpoint": endpoint}
    return trials.posted(url, {"Details": {"ContactData": contact}}, trials.password(secret))


SAMPLES = {"twilio_voice": twilio_voice, "amazon_connect": amazon_connect}
