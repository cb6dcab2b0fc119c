"""The preference centre, from the link in a mail: what it shows, and what holds when it has answered."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from segue.aws.ledger import key_of
from segue.contact_points import ContactPoint
from segue.identifiers import Identifier
from segue.times import DAY, HOUR, MINUTE
from segue.wiring.people import profiles
from segue.wiring.tables import contact_points
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of
from tests.faults.shop import added, http, identified, post
from tests.handlers.starter import started
from tests.handlers.test_sending import KIM, abandon, the_link, the_messages

OFFERS = "email.marketing"
SHOWN = {"was": OFFERS, "pause": "keep", "channel": "", "language": ""}


def path_of(world: World) -> str:
    """Where the last mail leads whoever wants to choose."""
    mail = json.dumps(world.region.mailbox.mails[-1].request)
    (found,) = set(re.findall(r"https://segue\.test(/preferences/[\w.~-]+)", mail))
    return found


def opened(world: World, method: str = "GET", language: str = "", body: str = "") -> Any:
    headers = {"accept-language": language, "content-type": "application/x-www-form-urlencoded"}
    return world.lambdas.invoke("preferences", http(method, path_of(world), body, headers))


def saved(world: World, **said: str) -> str:
    """The page after the form was posted, with what it showed and these fields."""
    answer = opened(world, "POST", body=urlencode({**SHOWN, **said}))
    assert answer["statusCode"] == 200, answer
    return answer["body"]


def the_point(world: World) -> ContactPoint:
    with world.aside():
        return contact_points().read(key_of(Identifier("email", KIM)))


def told(world: World) -> list[Any]:
    """What the ledger has of it, as (title, what was said)."""
    with world.aside():
        events = ledger_of(world).get(key_of(Identifier("email", KIM)), [])
    return [(one.title, one.properties.get("granted", one.traits)) for one in events]


def traits(world: World) -> Any:
    with world.aside():
        person = profiles().read(key_of(Identifier("user_id", "u1")))
    return person.traits if person else {}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_link_shows_how_everything_stands_and_writes_nothing(method: str) -> None:
    with started() as world:
        abandon(world)
        before = dict(world.region.meter.requests)
        answer = opened(world, method)
        made = {name for name, count in world.region.meter.requests.items() if count != before.get(name)}
    assert answer["statusCode"] == 200
    assert f'value="{OFFERS}" aria-describedby="{OFFERS}-about" checked' in answer["body"]
    assert {operation.partition(".")[2] for _, operation in made} <= {"GetItem", "BatchGetItem", "GetSecretValue"}


def test_switched_off_is_in_force_when_it_is_answered_and_is_told_once_however_often_it_is_posted() -> None:
    with started() as world:
        abandon(world)
        page = saved(world)
        assert the_point(world).refuses("marketing", asks_first=False) == "opted-out"
        world.pass_time(MINUTE)
        saved(world)
        events = told(world)
        post(world, added(world, "m9", cart="c2", userId="u1"))
        world.pass_time(3 * HOUR)
    assert 'role="status">Saved.' in page
    assert events == [("Consent Updated", False)]
    assert len(world.region.mailbox.mails) == 1


def test_what_was_not_moved_is_no_consent() -> None:
    with started() as world:
        abandon(world)
        assert "Nothing was changed." in saved(world, on=OFFERS)
        assert (the_point(world).granted, told(world)) == ({}, [])


def test_switched_on_again_mails_go_out_again() -> None:
    with started() as world:
        abandon(world)
        saved(world)
        world.pass_time(MINUTE)
        saved(world, was="", on=OFFERS)
        world.pass_time(MINUTE)
        post(world, added(world, "m9", cart="c2", userId="u1"))
        world.pass_time(3 * HOUR)
        events = told(world)
    assert events == [("Consent Updated", False), ("Consent Updated", True)]
    assert len(world.region.mailbox.mails) == 2


def test_a_pause_is_in_force_when_it_is_answered_and_keeps_offers_away_alone() -> None:
    with started() as world:
        abandon(world)
        page = saved(world, on=OFFERS, pause="30")
        point = the_point(world)
        assert (point.paused_for("marketing"), point.paused_for("transactional")) == (world.clock + 30 * DAY, 0)
        post(world, added(world, "m9", cart="c2", userId="u1"))
        world.pass_time(3 * HOUR)
        states = {one.key: (one.state, one.reasons) for one in the_messages(world)}
    assert "a pause until" in page
    assert states == {"c1": ("sent", ()), "c2": ("dropped", ("paused",))}  # a reminder is not worth so long a wait


def test_a_pause_that_is_ended_ends_at_the_address_and_in_the_profile() -> None:
    with started() as world:
        abandon(world)
        saved(world, on=OFFERS, pause="7")
        world.pass_time(MINUTE)
        assert traits(world)["marketing_paused_until"]
        saved(world, on=OFFERS, pause="0")
        world.pass_time(MINUTE)
        assert (the_point(world).paused, traits(world)["marketing_paused_until"]) == (0, "")


def test_the_page_speaks_the_browser_s_language_and_then_the_one_that_was_chosen() -> None:
    with started() as world:
        abandon(world)
        german = opened(world, language="fr;q=0.3, de-AT, en;q=0.5")["body"]
        saved(world, on=OFFERS, language="en")
        world.pass_time(MINUTE)
        english = opened(world, language="de")["body"]
        assert traits(world)["preferred_language"] == "en"
    assert '<html lang="de">' in german
    assert "Was dürfen wir Ihnen schicken?" in german
    assert '<html lang="en">' in english


def test_the_link_of_somebody_who_was_merged_since_still_works() -> None:
    with started() as world:
        abandon(world)
        post(world, identified(world, "m8", "u1", "k@shop.test"), identified(world, "m9", "u2", "k@shop.test"))
        world.pass_time(MINUTE)
        assert 'role="status">Saved.' in saved(world)
        assert the_point(world).refuses("marketing", asks_first=False) == "opted-out"


def test_after_an_erasure_the_page_says_so_and_nothing_can_be_switched_on() -> None:
    with started() as world:
        abandon(world)
        with world.aside():
            contact_points().suppress(key_of(Identifier("email", KIM)), "erased", world.clock)
        page = opened(world)["body"]
        refused = opened(world, "POST", body=urlencode({"on": OFFERS}))
    assert "This address was erased here" in page
    assert refused["statusCode"] == 400


@pytest.mark.parametrize(
    "body",
    ["pause=12", "channel=pigeon", "language=xx", "on=email.everything", "&".join("a=1" for _ in range(200))],
)
def test_a_form_that_is_none_of_ours_changes_nothing_and_shows_how_it_stands(body: str) -> None:
    with started() as world:
        abandon(world)
        answer = opened(world, "POST", "de-AT", body)
        assert (answer["statusCode"], told(world)) == (400, [])
    assert '<p role="alert">Das ließ sich nicht speichern' in answer["body"]
    assert f'value="{OFFERS}" aria-describedby="{OFFERS}-about" checked' in answer["body"]


def test_another_method_is_answered_to_programs() -> None:
    with started() as world:
        abandon(world)
        assert json.loads(opened(world, "PUT")["body"])["status"] == 404


def test_a_link_that_was_cut_off_opens_nothing_and_says_so_in_the_language_of_the_browser() -> None:
    with started() as world:
        abandon(world)
        german = {"accept-language": "de"}
        answer = world.lambdas.invoke("preferences", http("GET", path_of(world)[:-1], headers=german))
    assert (answer["statusCode"], answer["headers"]["content-language"]) == (404, "de")
    assert "Dieser Link funktioniert nicht" in answer["body"]


def test_the_page_of_the_one_click_link_leads_on_to_the_preferences() -> None:
    with started() as world:
        abandon(world)
        page = world.lambdas.invoke("preferences", http("GET", the_link(world)))["body"]
        assert f'href="..{path_of(world)}"' in page
