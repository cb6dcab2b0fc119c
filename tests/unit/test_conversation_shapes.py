"""Payloads of those who carry conversations, with any one part of them turned into something else."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.provider_words import told
from tests.unit import (
    test_chatwoot,
    test_freshdesk,
    test_front,
    test_intercom,
    test_meta,
    test_whatsapp,
    test_x,
    test_zendesk,
)
from tests.unit.test_segment_api_hostile import VALUES

Place = tuple[str | int, ...]
REPLY: dict[str, Any] = {"text": {"body": "Hi"}, "context": {"id": "w0"}, "referral": {"source_id": "5"}}
PAYLOADS: list[tuple[str, Any]] = [
    (
        "meta",
        test_meta.entry(
            message={"mid": "m", "text": "Hi", "attachments": [{"type": "image", "payload": {"url": "u"}}]}
        ),
    ),
    ("meta", test_meta.entry(reaction={"mid": "m", "action": "react", "emoji": "♥"})),
    (
        "meta",
        test_meta.change("comments", "instagram", id="c", text="Hi", **{"from": {"id": "7"}, "media": {"id": "1"}}),
    ),
    ("meta", test_whatsapp.message("text", **REPLY)),
    ("meta", test_whatsapp.message("order", order={"product_items": [{"product_retailer_id": "T", "quantity": 1}]})),
    ("meta", test_whatsapp.status("failed", errors=[{"code": 1, "title": "No"}])),
    ("x", test_x.direct("77", "900", attachment={"media": {"id_str": "8"}})),
    ("x", test_x.post(created_at="Wed Oct 10 20:19:24 +0000 2018")),
    ("zendesk", test_zendesk.event("ticket.created")),
    ("zendesk", test_zendesk.event("ticket.comment_added", comment=test_zendesk.comment())),
    ("intercom", test_intercom.notice("conversation.user.created", test_intercom.NEWER)),
    ("intercom", test_intercom.notice("conversation.admin.replied", test_intercom.OLDER)),
    ("chatwoot", test_chatwoot.message()),
    ("chatwoot", test_chatwoot.status("open", "resolved")),
    ("front", test_front.event("inbound", test_front.MESSAGE)),
    ("freshdesk", test_freshdesk.rule("{ticket_action:created}")),
]


def places(value: Any, before: Place = ()) -> Iterator[Place]:
    """Where something stands in a payload."""
    if before:
        yield before
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield from places(child, (*before, name))


@pytest.mark.parametrize(("name", "payload"), PAYLOADS, ids=[name for name, _ in PAYLOADS])
@given(data=st.data())
def test_nothing_is_lost_whatever_stands_in_a_place(name, payload, data):
    turned = deepcopy(payload)
    *way, last = data.draw(st.sampled_from(list(places(payload))))
    parent = turned
    for step in way:
        parent = parent[step]
    parent[last] = data.draw(VALUES)
    found = told(name, turned)
    assert "not-understood" not in [one.reason for one in found.rejected]
    assert found.events or found.rejected or found.ignored
    json.dumps([one.properties for one in found.events])
