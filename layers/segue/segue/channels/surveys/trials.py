"""Samples of answers to surveys, for trying sources out: they have no score, so that no average is moved."""

import msgspec

from segue.channels import trials
from segue.http import Request
from segue.signatures import hmac_sha256
from segue.times import SECOND, Millis, to_text


def typeform(secret: str, now: Millis, url: str) -> Request:
    """A form was answered, as Typeform signs it."""
    response = {
        "form_id": "segue-test",
        "token": f"segue-test-{now}",
        "submitted_at": to_text(now),
        "answers": [{"type": "email", "email": trials.EMAIL, "field": {"id": "address", "type": "email"}}],
    }
    body = msgspec.json.encode({"event_type": "form_response", "form_response": response})
    return trials.posted(url, body, {"typeform-signature": f"sha256={trials.signed(secret, body)}"})


def delighted(secret: str, now: Millis, url: str) -> Request:
    """A survey was answered with a comment, as Delighted signs it."""
    data = {
        "id": f"segue-test-{now}",
        "person": {"email": trials.EMAIL, "name": trials.WHOLE_NAME},
        "comment": trials.TEXT,
        "updated_at": now // SECOND,
    }
    said = {"event_type": "survey_response.created", "event_id": f"segue-test-{now}", "event_data": data}
    body = msgspec.json.encode(said)
    return trials.posted(url, body, {"x-delighted-webhook-signature": f"sha256={hmac_sha256(secret, body).hex()}"})


SAMPLES = {"typeform": typeform, "delighted": delighted}
