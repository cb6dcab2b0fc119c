"""`knock`: the stack's own test event, sent in by its front door."""

from base64 import b64encode

import msgspec

from segue.aws import knocking, secrets
from segue.aws.settings import canary_minutes, needed_consent, settings
from segue.canaries import message
from segue.errors import Unavailable
from segue.events import CANARY
from segue.times import Millis
from segue.tracing import report
from segue.write_keys import SERVER, text_of

WAY, TAKEN = "/v1/track", 200


def knock(now: Millis) -> None:
    """Sends one in by the front door. Where the door does not take it, that is all that is said: the alarm is for what
    does not arrive."""
    if not canary_minutes():
        return
    user = b64encode(f"{text_of(secrets.own_keys(), SERVER, CANARY)}:".encode()).decode()
    headers = {"authorization": f"Basic {user}", "content-type": "application/json"}
    body = msgspec.json.encode(message(now, needed_consent(), knocking.nonce()))
    try:
        status = knocking.post(f"{settings().public_url}{WAY}", headers, body)
    except Unavailable as problem:
        report("canary-not-taken", reason=problem.reason)
    else:
        if status != TAKEN:
            report("canary-not-taken", reason=str(status))
