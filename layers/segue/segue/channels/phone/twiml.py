"""What Twilio does with a call next, in TwiML; or what is known of it as JSON, for a program that asks.

https://www.twilio.com/docs/voice/twiml/enqueue (a task of TaskRouter carries attributes to the agent) and
https://www.twilio.com/docs/studio/widget-library/twiml-redirect (a flow goes on where it was left, with parameters).
"""

from collections.abc import Collection, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

import msgspec

from segue.http import Answer, json_answer

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def next_step(options: Mapping[str, Any], facts: Mapping[str, str], personal: Collection[str] = ()) -> Answer:
    """The answer that the source's options ask for; JSON where they ask for none. Names in `personal` never stand in an
    address."""
    if "workflow" in options:
        task = f"<Task>{escape(msgspec.json.encode(facts).decode())}</Task>"
        return _said(f'<Enqueue workflowSid="{escape(str(options["workflow"]))}">{task}</Enqueue>')
    if "flow" in options:
        told = urlencode({name: one for name, one in facts.items() if name not in personal})
        back = f"{options['flow']}?FlowEvent=return&{told}"
        return _said(f'<Redirect method="POST">{escape(back)}</Redirect>')
    if "queue" in options:
        return _said(f"<Enqueue>{escape(str(options['queue']))}</Enqueue>")
    return json_answer(200, facts, {"cache-control": "no-store"})


def _said(verb: str) -> Answer:
    body = f"{HEAD}<Response>{verb}</Response>"
    return Answer(200, body.encode(), {"content-type": "text/xml; charset=utf-8", "cache-control": "no-store"})
