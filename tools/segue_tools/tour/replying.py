"""A customer's mail to the shop, as Amazon SES hands on what it received; the local stack itself receives none."""

import base64
import json
import time
import urllib.request
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from segue_tools.demo.clock import iso
from segue_tools.demo.desk import Desk

SHOP = "help@shop.example"
SECONDS = 30


def reply(outputs: Mapping[str, Any], desk: Desk, visitor: str, words: str) -> Mapping[str, Any]:
    """Mails these words from the address of the person behind a visitor. Raises OSError."""
    person = desk.find("anonymous_id", visitor) or {"traits": {}}
    address = person["traits"].get("email", "")
    if not address:
        return {"problem": "Nobody knows your address yet. Sign in in the shop first."}
    source = outputs["sources"]["ses_inbound"]
    proof = base64.b64encode(f"segue:{source['secret']}".encode()).decode()
    headers = {"Content-Type": "text/plain; charset=UTF-8", "Authorization": f"Basic {proof}"}
    path = f"{desk.outputs['api']}/webhooks/ses_inbound"
    request = urllib.request.Request(path, notice(address, words, uuid4().hex, time.time()), headers, method="POST")
    with urllib.request.urlopen(request, timeout=SECONDS):
        return {"from": address}


def notice(address: str, words: str, name: str, moment: float) -> bytes:
    """What SES reports of a mail (https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html)
    that arrived at a moment in seconds; `name` makes its ids."""
    told = {
        "From": address,
        "To": SHOP,
        "Subject": "Re: our conversation",
        "Message-ID": f"<{name}@mail.example>",
        "Content-Type": "text/plain; charset=utf-8",
    }
    raw = "".join(f"{header}: {value}\r\n" for header, value in told.items()) + f"\r\n{words}\r\n"
    passed = {f"{one}Verdict": {"status": "PASS"} for one in ("spam", "virus", "spf", "dkim", "dmarc")}
    headers = [{"name": header, "value": value} for header, value in told.items()]
    about = {"timestamp": iso(moment), "source": address, "messageId": name, "destination": [SHOP], "headers": headers}
    action = {"type": "SNS", "topicArn": "arn:aws:sns:us-east-1:000000000000:mails", "encoding": "UTF8"}
    receipt = {"timestamp": iso(moment), "recipients": [SHOP], **passed, "action": action}
    return json.dumps({"notificationType": "Received", "mail": about, "receipt": receipt, "content": raw}).encode()
