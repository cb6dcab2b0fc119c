"""A customer all of whose words try to become markup, and everything that a console shows of one."""

import json

from segue.deliveries import Delivery, Rejected
from segue.letters import Letter
from segue.times import HOUR, MINUTE
from segue.wiring.letters import letters
from segue.wiring.quarantine import quarantine
from tests.faults.cloud.world import World
from tests.faults.shop import added, message, ordered, post, viewed
from tests.handlers.mails_in import mailed
from tests.handlers.talks import chatted, desk, listed, wrote

NAME = "zq9"  # of an element and of an attribute that no page of ours has
MARKUP = f"\"'><{NAME} on{NAME}=1>"
SCRIPT = f"javascript:{NAME}"
MAIL = "kim@shop.test"
WHO = {"userId": "u1", "anonymousId": MARKUP}


def planted(world: World) -> None:
    """It stands in every field of every door."""
    address = {"street": MARKUP, "city": MARKUP, "country": MARKUP, "postalCode": MARKUP}
    traits = {"email": MAIL, "firstName": MARKUP, "lastName": MARKUP, "name": MARKUP, "address": address}
    traits |= {"phone": "+4915228817386", MARKUP: MARKUP, "avatar": SCRIPT, "website": SCRIPT}
    page = {"url": SCRIPT, "title": MARKUP, "referrer": SCRIPT, "path": MARKUP, "search": MARKUP}
    campaign = dict.fromkeys(("name", "source", "medium", "term", "content"), MARKUP)
    context = {"page": page, "campaign": campaign, "userAgent": MARKUP, "locale": MARKUP, "timezone": MARKUP}
    post(world, message(world, "identify", "m1", traits=traits, context=context, **WHO))
    shown = {"product_id": MARKUP, "name": MARKUP, "url": SCRIPT, "image_url": SCRIPT, "brand": MARKUP, "price": 9}
    post(
        world,
        viewed(world, "m2", context=context, **WHO),
        message(world, "track", "m3", event="Product Viewed", properties=shown, context=context, **WHO),
        message(world, "track", "m4", event=MARKUP, properties={MARKUP: MARKUP}, context=context, **WHO),
        message(world, "group", "m5", groupId=MARKUP, traits={"name": MARKUP}, **WHO),
        added(world, "m6", cart=MARKUP, context=context, **WHO),
        message(world, "track", "m7", event="Products Searched", properties={"query": MARKUP}, **WHO),
    )
    world.pass_time(4 * HOUR)
    bought = ordered(world, "m8", cart=MARKUP, **WHO)
    bought["properties"] |= {"coupon": MARKUP, "order_id": MARKUP, "products": [{**shown, "quantity": 1}]}
    post(world, bought)
    _talked(world)
    _kept(world)
    world.pass_time(MINUTE)


def _talked(world: World) -> None:
    mailed(world, MARKUP, "m1@kim", sender=f'"{MARKUP}" <{MAIL}>', Subject=MARKUP, In_Reply_To=MARKUP)
    wrote(world, MARKUP, "i1")
    chatted(world, MARKUP, "c1", topic=MARKUP, author_name=MARKUP)
    for one in listed(world):
        assert desk(world).post(f"/v1/conversations/{one['id']}/turns", {"text": MARKUP, "kind": "note"})[0] == 201


def _kept(world: World) -> None:
    """What nobody understood, and what could not be delivered."""
    post(world, {"type": "track", "event": MARKUP, "messageId": MARKUP})
    with world.aside():
        body = json.dumps({"type": MARKUP, MARKUP: MARKUP}).encode()
        came = Delivery("web", MARKUP, body, {MARKUP: MARKUP}, world.clock)
        quarantine().keep([Rejected(came, MARKUP, MARKUP)])
        letters().keep([Letter("l1", "DeadLetters", "function", MARKUP, MARKUP, 3, world.clock, world.clock, MARKUP)])
