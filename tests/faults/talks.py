"""Stories of conversations for worlds in which something goes wrong, and what they end as."""

import json
from typing import Any

from segue.aws.conversation_rows import head_of, turn_at
from segue.conversations.conversations import Conversation
from segue.times import HOUR, MINUTE
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import http, identified, message, post, reported

NUMBER, SHOP = "+14255550199", "+14255550100"
WHO = {"traits": {"phone": NUMBER}}


def known(world: World) -> None:
    """Kim, with a number."""
    post(world, identified(world, "m1", "u1"), message(world, "identify", "m2", userId="u1", **WHO))
    world.pass_time(MINUTE)


def said(world: World, name: str, own: str, **told: Any) -> None:
    """An event of a conversation, which the shop's server tells."""
    reported(world, message(world, "track", own, event=name, properties=told, userId="u1"))


def texted(world: World, text: str, own: str) -> None:
    """Kim writes by text message."""
    told = {"originationNumber": NUMBER, "destinationNumber": SHOP, "messageBody": text, "inboundMessageId": own}
    record = {"EventSource": "aws:sns", "Sns": {"Message": json.dumps(told)}}
    world.hand_over("receive_sms", {"Records": [record]})


def moved_on(plan: Plan = nothing) -> World:
    """Kim chats, writes by text message, calls; a help desk says that its own part is over."""
    world = World(shards=2)
    world.region.gate.plan = plan
    with world.open():
        known(world)
        said(world, "Conversation Turn", "t1", conversation_id="chat:1", author="customer", text="Hi", channel="chat")
        world.pass_time(MINUTE)
        texted(world, "Where is my tent?", "i1")
        said(world, "Call Started", "k1", call_id="k")
        said(world, "Call Ended", "k2", call_id="k", answered=True)
        world.pass_time(HOUR)
        said(world, "Conversation Resolved", "r1", conversation_id="zendesk:1", channel="helpdesk")
        world.pass_time(HOUR)
    return world


def asked(world: World, action: str, body: dict[str, Any], key: str = "k", name: str = "amy") -> tuple[int, Any]:
    """Staff ask for something until they get an answer, under the same key."""
    (head,) = heads(world)
    claims = {"username": name, "cognito:groups": "[agent]"}

    def event() -> dict[str, Any]:
        path = f"/v1/conversations/{head.id}/{action}"
        made = http("POST", path, json.dumps(body), {"Idempotency-Key": key})
        made["requestContext"]["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
        return made

    answer = world.call("conversations", event, wait=2 * MINUTE)  # the first is given up after one
    return answer["statusCode"], json.loads(answer["body"])


def heads(world: World) -> list[Conversation]:
    """Where every conversation stands."""
    return [head_of(row) for row in rows(world, "Conversations") if row["sk"] == "head"]


def answered(plan: Plan = nothing) -> World:
    """Kim writes by text message; an agent answers and resolves; Kim writes again."""
    world = World(shards=2)
    with world.open():
        known(world)
        texted(world, "Where is my tent?", "i1")
        world.pass_time(MINUTE)
        world.region.gate.plan = plan
        assert asked(world, "turns", {"text": "On its way"})[0] == 201
        world.pass_time(HOUR)
        assert asked(world, "resolve", {}, "k2")[0] == 200
        world.pass_time(HOUR)
        texted(world, "It has not come", "i2")
        world.pass_time(HOUR)
    return world


# As the order of arrival has it; what the queue brings again after three minutes is late for a chat's two.
LOOSE = ("id", "person", "version", "versions", "touched", "preview", "subject", "escalated")


def ending(world: World) -> Any:
    """Conversations but for what their order of arrival makes of them, turns, what the ledger was told, messages."""
    with world.open(), world.aside():
        found = [_essence(one) for one in heads(world)]
        kept = [one for row in rows(world, "Conversations") if row["sk"].startswith("t#") for one in [turn_at(row)]]
        turns = sorted((one.text, one.author, one.kind, bool(one.message)) for one in kept)
        told = sorted(row["sk"].split("|")[2] for row in rows(world, "Ledger") if row["s"] == "desk")
        told = [one for one in told if one != "escalated"]
        sent = [row["state_"] for row in rows(world, "Messages")]
    return found, turns, told, sent


def _essence(head: Conversation) -> dict[str, Any]:
    said = {name: one for name, one in vars(head).items() if name not in LOOSE}
    return {name: sorted(one) if isinstance(one, tuple) else one for name, one in said.items()}


def outcome(world: World) -> Any:
    """The same without moments: whoever asks again does so later."""
    found, turns, told, sent = ending(world)
    return (
        [{name: one[name] for name in ("state", "assignee", "channels", "turns")} for one in found],
        turns,
        told,
        sent,
    )
