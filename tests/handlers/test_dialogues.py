"""Full dialogues of a shop's support (../shared/data, abcd_sample), from the first word to the hand-over card."""

import json
from typing import Any

import pytest

from segue.conversations.cards.cards import Card, card_of
from segue.times import MINUTE
from segue.wiring.conversations import conversations
from segue.wiring.people import profiles
from segue_tools.places import ROOT
from segue_tools.playbooks import starter_files
from tests.faults.cloud.world import World
from tests.faults.shop import message, post, put_in_force
from tests.handlers.talks import KIM, chatted, desk, the_one

DIALOGUES = ROOT.parent / "shared/data/datasets/abcd_sample/abcd_sample.json"
pytestmark = pytest.mark.skipif(not DIALOGUES.exists(), reason="no data: the folder ../shared/data is not here")


def bought(world: World, who: dict[str, str], order: dict[str, Any]) -> None:
    """The customer of a dialogue, with the order that it is about where there is one."""
    first, _, last = who["customer_name"].title().partition(" ")
    traits = {"firstName": first, "lastName": last, "email": KIM}
    said = [message(world, "identify", "who", userId="u1", traits=traits)]
    if "order_id" in order:
        properties = {"order_id": order["order_id"], "total": 94, "currency": "USD"}
        said.append(message(world, "track", "order", userId="u1", event="Order Completed", properties=properties))
    post(world, *said)
    world.pass_time(MINUTE)


def spoken(world: World, number: int) -> Any:
    """A dialogue is led; the conversation that comes of it."""
    told = json.loads(DIALOGUES.read_text())[number]
    put_in_force(world, starter_files())
    world.pass_time(MINUTE)
    bought(world, told["scenario"]["personal"], told["scenario"]["order"])
    for at, (who, text) in enumerate(told["original"]):
        if who != "action":
            chatted(world, text, f"t{at}", author=who)
    return the_one(world)


def answered(world: World, talk: Any) -> list[str]:
    """An agent takes the macro that is suggested first; what it is, and what it says."""
    api = desk(world)
    suggested = api.get(f"/v1/conversations/{talk['id']}/suggestions")[1]
    if not suggested["macros"]:
        return []
    macro = suggested["macros"][0]["id"]
    made = api.post(f"/v1/macros/{macro}/render", {"conversation": talk["id"], "agent": "Ann"})[1]
    assert api.post(f"/v1/conversations/{talk['id']}/turns", {"text": made["text"], "macro": macro})[0] == 201
    return [macro, made["text"]]


def card(world: World, talk: Any) -> Card:
    """The hand-over card of the conversation as it then stands."""
    with world.aside():
        head = conversations().heads([talk["id"]])[talk["id"]]
        return card_of(head, conversations().turns(talk["id"], 100), profiles().read(head.person))


@pytest.mark.parametrize(
    ("number", "topic", "macro", "order", "step"),
    [
        (0, "returns", "return-label", "3348917502", "sent return label"),
        (1, "track_refund", "refund-on-its-way", "7916676427", "told how the refund stands"),
    ],
)
def test_a_dialogue_about_an_order_ends_in_a_card_with_all_of_it(world, number, topic, macro, order, step):
    talk = spoken(world, number)
    used, text = answered(world, talk)
    found = card(world, talk)
    assert (talk["topic"], used) == (topic, macro)
    assert (found.topic, (found.order or {})["id"], found.tried) == (topic, order, (step,))
    assert found.name in ("Crystal Minh", "Alessandro Phoenix")
    assert text.startswith(f"Hello {found.name.partition(' ')[0]},")
    assert macro != "return-label" or order in text


def test_a_dialogue_about_a_promotion_has_its_topic_and_no_order(world):
    talk = spoken(world, 2)
    assert talk["topic"] == "promotions"
    assert answered(world, talk) == []
    found = card(world, talk)
    assert (found.name, found.order, found.tried) == ("Joyce Wu", {}, ())
    assert "promo code" in found.problem
