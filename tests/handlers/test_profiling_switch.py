"""Who says no to profiling on the page of preferences is still served, and left out of what is learned and foretold."""

from urllib.parse import urlencode

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.messages import Message
from segue.times import MINUTE
from segue.wiring.links import links
from tests.faults.shop import added, http, identified, post
from tests.handlers.nights import filled, night, told
from tests.handlers.test_decide import asked


def said_no(world, user: str, address: str) -> None:
    """By the link of a mail that they got."""
    with world.aside():
        point = key_of(Identifier("email", address))
        mail = Message("m_1", key_of(Identifier("user_id", user)), point, "", "", "", "", "email", "marketing", 0)
        path = links().preferences(mail).removeprefix("https://segue.test")
    form = [("was", "email.marketing"), ("on", "email.marketing"), ("was", "person.profiling")]
    body = urlencode([*form, ("pause", "keep"), ("channel", ""), ("language", "")])
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert world.lambdas.invoke("preferences", http("POST", path, body, headers))["statusCode"] == 200
    world.pass_time(MINUTE)


def test_decide_still_serves_them_and_the_night_leaves_them_out(world) -> None:
    filled(world)
    post(world, identified(world, "i9", "u0", "u0@shop.test", anonymousId="a0"), added(world, "a9", userId="u0"))
    world.pass_time(MINUTE)
    said_no(world, "u0", "u0@shop.test")
    night(world)
    card = told(world)["items"][0]
    assert (card["data"]["people"], card["data"]["objecting"]) == (12, 1)
    status, shown = asked(world, anonymousId="a0", placements=["hero"])
    assert (status, shown["segments"]) == (200, ["open-cart"])
