"""Twilio's signature of a sample, for messages and calls alike."""

import base64
import hmac
from collections.abc import Mapping

from segue.channels import trials
from segue.http import Request


def signed(secret: str, url: str, said: Mapping[str, str]) -> Request:
    """A form, signed by HMAC-SHA1 with its address."""
    content = url + "".join(f"{name}{value}" for name, value in sorted(said.items()))
    signature = base64.b64encode(hmac.new(secret.encode(), content.encode(), "sha1").digest()).decode()
    return trials.form(url, said, {"x-twilio-signature": signature})
