"""Somebody who left a canary in every field of every door, and who lives next door."""

from segue.aws.settings import settings
from segue.deliveries import Delivery, Rejected
from segue.letters import Letter
from segue.times import HOUR
from segue.wiring.letters import letters
from segue.wiring.quarantine import quarantine
from tests.faults.shop import added, identified, message, ordered, post, viewed
from tests.handlers.mails_in import mailed
from tests.handlers.talks import NUMBER, chatted, desk, listed, wrote

MAIL = "canary-kim@shop.test"
WHO = {"type": "email", "value": MAIL}
LEE, LEES = "neighbour-lee@shop.test", {"type": "email", "value": "neighbour-lee@shop.test"}


def lived(world) -> None:
    """Kim leaves a canary in every field of every door; Lee lives next door."""
    traits = {"phone": NUMBER, "firstName": "Canary-First", "address": {"city": "Canary-City"}, "odd": "canary-trait"}
    post(world, identified(world, "m1", "canary-user", MAIL, anonymousId="canary-visitor"))
    post(
        world,
        message(
            world,
            "identify",
            "m2",
            userId="canary-user",
            traits=traits,
            context={"page": {"url": "https://shop.test/canary-page"}},
        ),
    )
    post(
        world,
        viewed(world, "canary-m3", userId="canary-user"),
        added(world, "m4", cart="canary-cart", userId="canary-user"),
    )
    post(world, identified(world, "l1", "lee", LEE), added(world, "l2", cart="lees-cart", userId="lee"))
    wants = {"product_id": "tent", "email": MAIL}
    post(world, message(world, "track", "m5", userId="canary-user", event="Back In Stock Requested", properties=wants))
    world.pass_time(4 * HOUR)
    post(world, ordered(world, "canary-m6", cart="canary-cart", userId="canary-user"))
    world.pass_time(HOUR)
    talked(world)


def talked(world) -> None:
    """What was said by mail, by text message and in a chat, with a file; and what nobody understood."""
    mailed(world, "canary-words: where is it?", "canary-mail-id", sender=MAIL)
    wrote(world, "canary-text message", "i1")
    chatted(world, "canary-chat", "c9", anonymousId="canary-visitor")
    for one in listed(world):
        world.region.buckets.objects[settings().attachments_bucket, f"{one['id']}/f/canary.txt"] = b"canary-file"
    note = {"text": "canary-note @agent-1", "kind": "note"}
    assert desk(world).post(f"/v1/conversations/{listed(world)[0]['id']}/turns", note)[0] == 201
    with world.aside():
        came = Delivery("web", "segment", b'{"type": "track", "email": "%s"}' % MAIL.encode(), {}, world.clock)
        quarantine().keep([Rejected(came, "no-identifier", "canary-detail")])
        undelivered = Letter("l1", "DeadLetters", "function", "arn:x", "failed", 3, world.clock, world.clock, MAIL)
        letters().keep([undelivered])
