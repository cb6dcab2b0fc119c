"""Samples of mapped providers, made for the options of a source: signed as they say, an example for its mapping."""

import base64
from collections.abc import Mapping
from hmac import digest
from typing import Any

from segue.channels import Sample, trials
from segue.channels.any import hmac as hmacs
from segue.channels.any import standard_webhooks as standard
from segue.channels.any.examples import example
from segue.http import Request
from segue.times import SECOND, Millis


def standard_webhooks(options: Mapping[str, Any]) -> Sample:
    """Signed as Standard Webhooks has it. Raises Invalid("no-sample")."""
    example(options, 0)

    def made(secret: str, now: Millis, url: str) -> Request:
        body, own, stamp = example(options, now), f"segue-test-{now}", str(now // SECOND)
        signature = digest(standard.key_of(secret), f"{own}.{stamp}.".encode() + body, "sha256")
        signed = f"{standard.VERSION}{base64.b64encode(signature).decode()}"
        headers = {"webhook-id": own, "webhook-timestamp": stamp, "webhook-signature": signed}
        return trials.posted(url, body, headers)

    return made


def hmac(options: Mapping[str, Any]) -> Sample:
    """Signed as the options say. Raises Invalid("no-sample")."""
    example(options, 0)
    scheme = hmacs.scheme_of(options)

    def made(secret: str, now: Millis, url: str) -> Request:
        body, stamp = example(options, now), str(now // SECOND)
        before, _, after = (one.replace(hmacs.TIME, stamp).encode() for one in scheme.signs.partition(hmacs.BODY))
        signature = digest(secret.encode(), before + body + after, scheme.algorithm)
        written = signature.hex() if scheme.encoding == "hex" else base64.b64encode(signature).decode()
        moment = {scheme.timestamp_header.lower(): stamp} if scheme.timestamp_header else {}
        return trials.posted(url, body, {scheme.header.lower(): f"{scheme.prefix}{written}", **moment})

    return made


SAMPLES: dict[str, Sample] = {}
TAILORED = {"standard-webhooks": standard_webhooks, "hmac": hmac}
