"""Unique words in every field of every door, broken requests and broken runs included: none in what machines write of
themselves, in names and in keys."""

import json
import logging
import re
from contextlib import suppress

import pytest

from tests.faults.cloud import stack
from tests.faults.cloud.nemesis import Fault
from tests.faults.endings import rows
from tests.faults.shop import http, posting
from tests.handlers.canaries import MAIL, lived
from tests.handlers.console_staff import as_staff, page_of, staffed
from tests.handlers.mails_in import SHOP
from tests.handlers.talks import NUMBER

# What is said of somebody: names, addresses, ids of people and words; not ids of events and carts.
PERSONAL = re.compile(
    r"canary-(kim|user|visitor|first|city|trait|page|words|text|chat|note|detail|file|broken)|"
    + re.escape(NUMBER.lstrip("+"))
)
BROKEN = (
    '{"type": "track", "event": "canary-broken", "userId": "canary-user"',
    '{"type": "canary-broken", "userId": {"canary-broken": ["canary-kim@shop.test"]}}',
    '{"batch": [{"type": "identify", "traits": "canary-broken"}, "canary-broken", null, {"canary-broken": NaN}]}',
    '{"type": "identify", "userId": "canary-user", "traits": {"email": ["canary-kim@shop.test"]}, "at": "canary"}',
)
FAULTS = (Fault.CRASH_BEFORE, Fault.THROTTLE, Fault.LOST, Fault.CRASH_AFTER, Fault.UNSENT)


def personal(text):
    """The personal words in a text."""
    return sorted({found[0] for found in PERSONAL.finditer(text.lower())})


@pytest.fixture(scope="module")
def told():
    """A world in which all of that has happened, and what its loggers wrote."""
    written = []
    listener = logging.Handler(logging.INFO)
    listener.emit = lambda record: written.append(listener.format(record))
    logging.getLogger().addHandler(listener)
    with pytest.MonkeyPatch.context() as patch, staffed(patch) as world:
        timers: list[str] = []
        world.region.gate.watchers.append(lambda one: timers.append(one.params.get("Name", "")))
        lived(world)
        page = as_staff(world, "ann")
        page.get(page_of(page, MAIL))
        for at, body in enumerate(BROKEN):
            broken(world, at, body)
        yield world, written, page, timers
    logging.getLogger().removeHandler(listener)


def broken(world, at, body):
    """Every door gets what it cannot read, and then every third request of what it can read fails."""
    asked = posting(world, {"type": "track", "event": "canary-broken", "userId": "canary-user", "messageId": f"x{at}"})
    headers = asked()["headers"]
    for function, path in (("collect", "track"), ("collect", "batch"), ("chat", "chat"), ("decide", "decide")):
        world.call(function, lambda one=path: http("POST", f"/v1/{one}", body, headers))
    for source in ("shopify", "stripe", "twilio", "canary-broken"):
        world.call("receive_any", lambda one=source: http("POST", f"/webhooks/{one}", body, {"x-canary-broken": MAIL}))
    world.region.gate.plan = lambda request: FAULTS[(request.ordinal + at) % 5] if request.ordinal % 3 == 0 else None
    world.call("collect", asked)
    mail = {
        "notificationType": "Received",
        "mail": {"source": MAIL},
        "receipt": {"recipients": [SHOP]},
        "content": body,
    }
    record = {"EventSource": "aws:sns", "Sns": {"Message": json.dumps(mail)}}
    world.handed.append(("receive_email", {"Records": [record]}))
    with suppress(AssertionError):  # it was given up: what it wrote meanwhile counts
        world.pass_time(60_000)
    world.region.gate.plan = lambda _: None


def test_nothing_personal_stands_in_a_log_line(told):
    world, written, *_ = told
    assert len(world.lambdas.output) > 50
    assert personal("".join(world.lambdas.output)) == []
    assert personal("\n".join(written)) == []


def test_nothing_personal_stands_in_an_exception(told):
    world, *_ = told
    assert world.lambdas.errors
    assert personal("\n".join(world.lambdas.errors)) == []


def test_nothing_personal_stands_in_a_name_or_a_key(told):
    world, *_, timers = told
    tables = [name.removesuffix("Table") for name in stack.resources("AWS::DynamoDB::Table")]
    keys = [f"{row.get('pk')} {row.get('sk')}" for name in tables for row in rows(world, name)]
    assert len(keys) > 50
    assert personal("\n".join(keys)) == []
    assert personal("\n".join(name for _, name in world.region.buckets.objects)) == []
    assert any(timers)
    assert personal("\n".join(timers)) == []


def test_nothing_personal_stands_in_an_address(told):
    _, _, page, _ = told
    leading = re.findall(r'(?:href|src|action)="([^"]+)"', page.body)
    assert leading
    assert [one for one in leading if one.startswith("/console") and personal(one)] == []


def test_the_words_were_there(told):
    """Else nothing would have been tried."""
    world, _, page, _ = told
    assert personal(page.body)
    assert personal("\n".join(str(row) for row in rows(world, "Requests")))
