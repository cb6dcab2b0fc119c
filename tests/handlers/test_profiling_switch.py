"""Who says no to profiling on the page of preferences is still served, and left out of what is learned and foretold."""

from urllib.parse import urlencode

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.messages import Message
from segue.times import MINUTE
from segue.wiring.links import links
from segue.wiring.people import profiles
from tests.faults.cloud.world import World
from tests.faults.shop import added, http, identified, message, post
from tests.handlers.nights import filled, night, told
from tests.handlers.starter import started
from tests.handlers.test_decide import asked
from tests.handlers.test_preferences import OFFERS, SHOWN, opened, the_point
from tests.handlers.test_sending import abandon


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


PROFILED = "person.profiling"


def objects(world: World) -> bool:
    with world.aside():
        person = profiles().read(key_of(Identifier("user_id", "u1")))
    return bool(person and person.objects_to_profiling)


def profiled(world: World, on: bool) -> str:
    """The page after its switch was moved, twice."""
    moved = [("was", "" if on else PROFILED), *([("on", PROFILED)] if on else [])]
    body = urlencode([*{**SHOWN, "on": OFFERS}.items(), *moved])
    for _ in range(2):
        assert opened(world, "POST", body=body)["statusCode"] == 200
        world.pass_time(MINUTE)
    return opened(world)["body"]


def test_who_does_not_want_to_be_profiled_says_so_on_the_page_and_mails_go_on() -> None:
    with started() as world:
        abandon(world)
        page = profiled(world, on=False)
        assert objects(world)
        assert f'value="{PROFILED}" aria-describedby="{PROFILED}-about">' in page
        assert the_point(world).denied == {}


def test_a_yes_to_profiling_takes_back_a_no_wherever_it_was_said() -> None:
    with started() as world:
        abandon(world)
        said = {"channel": "web", "purpose": "profiling", "granted": False}
        post(world, message(world, "track", "m8", userId="u1", event="Consent Updated", properties=said))
        world.pass_time(MINUTE)
        page = profiled(world, on=True)
        assert not objects(world)
        assert f'value="{PROFILED}" aria-describedby="{PROFILED}-about" checked' in page
