"""Customers who write and staff who answer, in the in-memory cloud."""

import json
from typing import Any

from segue.times import MINUTE
from segue.wiring.conversations import conversations
from tests.faults.cloud.world import World
from tests.faults.shop import identified, message, post, reported
from tests.handlers.staff_requests import Api

KIM = "kim@shop.test"
NUMBER, SHOP = "+4915228817386", "+4915228817387"  # kept for films by the Bundesnetzagentur


def desk(world: World, name: str = "agent") -> Api:
    """The conversations API as an agent asks it."""
    return Api(world, name, function="conversations")


def known(world: World) -> None:
    """Kim, with a mail address and a number."""
    kim = identified(world, "m1", "u1", KIM)
    post(world, kim, message(world, "identify", "m2", userId="u1", traits={"phone": NUMBER}))
    world.pass_time(MINUTE)


def wrote(world: World, text: str, own: str, number: str = NUMBER, wait: int = MINUTE) -> None:
    """A customer writes to the shop's number at AWS."""
    said = {
        "originationNumber": number,
        "destinationNumber": SHOP,
        "messageBody": text,
        "inboundMessageId": own,
        "messageKeyword": "KEYWORD_1",
    }
    record = {"EventSource": "aws:sns", "Sns": {"Message": json.dumps(said)}}
    world.hand_over("receive_sms", {"Records": [record]})
    world.pass_time(wait)


def chatted(world: World, text: str, own: str, **said: Any) -> None:
    """A customer says something in a chat that the shop's program reports."""
    told = {"conversation_id": "chat:1", "author": "customer", "text": text, "turn_id": own, "channel": "chat", **said}
    who = {"userId": "u1"} if "anonymousId" not in said else {"anonymousId": told.pop("anonymousId")}
    reported(world, message(world, "track", f"chat-{own}", event="Conversation Turn", properties=told, **who))
    world.pass_time(MINUTE)


def listed(world: World, part: str = "", name: str = "agent") -> list[Any]:
    """The conversations that an agent's list has."""
    status, said = desk(world, name).get(f"/v1/conversations{part}")
    assert status == 200, said
    return said["items"]


def whole(world: World, identity: str) -> Any:
    """One conversation with its turns."""
    status, said = desk(world).get(f"/v1/conversations/{identity}")
    assert status == 200, said
    return said


def the_one(world: World) -> Any:
    """The only conversation that is not resolved, with its turns."""
    (one,) = listed(world)
    return whole(world, one["id"])


def texts(talk: Any) -> list[str]:
    """What was said, oldest first."""
    return [one["text"] for one in talk["turns"]]


def heads(world: World) -> list[Any]:
    """All heads in the table."""
    with world.aside():
        ids = [one["pk"]["S"] for one in world.table("Conversations").items() if one["sk"]["S"] == "head"]
        return list(conversations().heads(ids).values())


def turns_of(world: World, identity: str) -> list[str]:
    """What is said in a conversation, oldest first; what is no words by its kind."""
    with world.aside():
        found = conversations().turns(identity, 200)
    return [f"{one.author}: {one.text or one.kind}" for one in reversed(found)]
