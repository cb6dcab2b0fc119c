"""A tracked link in a mail, followed: where it leads, and what is known of it afterwards."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from segue.aws.ledger import key_of
from segue.events import Event
from segue.identifiers import Identifier
from segue.messaging.targets import Target
from segue.times import MINUTE
from segue.wiring.following import following, kept_links
from segue.wiring.people import profiles
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of
from tests.faults.shop import http
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import KIM, abandon, the_messages

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
POLICY = "track: [email]\nutm: {source: segue, campaign: journey}\n"
TEXTS = {**starter_files(), "policies/links.yaml": POLICY}


def the_link(world: World) -> str:
    """The path of a tracked link in the last mail's text."""
    text = world.region.mailbox.mails[-1].request["Content"]["Simple"]["Body"]["Text"]["Data"]
    (found,) = set(re.findall(r"https://go\.segue\.test(/l/[\w-]+)", text))
    return found


def followed(world: World, method: str = "GET", path: str = "", **headers: str) -> Any:
    said = {"user-agent": FIREFOX, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return world.lambdas.invoke("follow_link", http(method, path or the_link(world), "", said))


def clicks(world: World) -> list[Event]:
    with world.aside():
        events = ledger_of(world).get(key_of(Identifier("email", KIM)), [])
    return [one for one in events if one.event == "Email Link Clicked"]


def engaged(world: World) -> dict[str, int]:
    """What is known of how Kim engages, without days."""
    with world.aside():
        person = profiles().read(key_of(Identifier("user_id", "u1")))
    return {one["kind"]: one["count"] for one in (person.told("engagement") if person else [])}


def test_a_link_in_a_mail_leads_on_with_its_tags_and_the_click_is_known() -> None:
    with started(TEXTS) as world:
        abandon(world)
        answer = followed(world)
        world.pass_time(MINUTE)
        (message,) = the_messages(world)
        (click,) = clicks(world)
    assert (answer["statusCode"], answer["headers"]["cache-control"]) == (302, "no-store")
    target = answer["headers"]["location"]
    assert urlsplit(target).query == "utm_source=segue&utm_medium=email&utm_campaign=abandoned-cart"
    assert (click.properties["message_id"], click.properties["link_url"]) == (message.id, target)
    assert "clicked" in message.outcomes


def test_the_ways_out_and_the_header_are_not_tracked() -> None:
    with started(TEXTS) as world:
        abandon(world)
        content = world.region.mailbox.mails[0].request["Content"]["Simple"]
    assert "https://segue.test/unsubscribe/" in content["Body"]["Text"]["Data"]
    assert "https://segue.test/preferences/" in content["Body"]["Html"]["Data"]
    assert content["Headers"][0]["Value"].startswith("<https://segue.test/unsubscribe/")


def test_asking_again_within_the_minute_is_the_same_click() -> None:
    with started(TEXTS) as world:
        abandon(world)
        assert followed(world) == followed(world)
        assert len(clicks(world)) == 1
        world.pass_time(MINUTE)
        followed(world)
        assert len(clicks(world)) == 2


@pytest.mark.parametrize(("method", "headers"), [("HEAD", {}), ("GET", {"sec_purpose": "prefetch;prerender"})])
def test_who_only_looks_is_led_on_and_has_not_clicked(method: str, headers: dict[str, str]) -> None:
    with started(TEXTS) as world:
        abandon(world)
        assert followed(world, method, **headers)["statusCode"] == 302
        assert clicks(world) == []


def test_a_scanner_is_led_on_and_known_as_one() -> None:
    with started(TEXTS) as world:
        abandon(world)
        followed(world, user_agent="Mozilla/5.0 (compatible; Barracuda Sentinel)")
        world.pass_time(MINUTE)
        assert (engaged(world).get("scanned"), engaged(world).get("clicked")) == (1, None)
        followed(world)
        world.pass_time(MINUTE)
        assert engaged(world)["clicked"] == 1


def test_a_customer_is_led_on_even_where_the_click_cannot_be_written_down() -> None:
    with started(TEXTS) as world:
        abandon(world)
        world.region.gate.plan = lambda one: Fault.THROTTLE if one.function == "follow_link" else None
        answer = followed(world)
        world.region.gate.plan = lambda _one: None
        assert (answer["statusCode"], clicks(world)) == (302, [])


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/l/aaaaaaaaaaaa"), ("GET", "/l/https://evil.test"), ("GET", "/l/"), ("POST", ""), ("DELETE", "")],
)
def test_what_is_no_link_of_ours_leads_nowhere(method: str, path: str) -> None:
    with started(TEXTS) as world:
        abandon(world)
        answer = followed(world, method, path)
    assert (answer["statusCode"], "location" in answer["headers"]) == (404, False)


def test_without_the_policy_links_are_as_they_were_written() -> None:
    texts = {path: text for path, text in TEXTS.items() if path != "policies/links.yaml"}
    with started(texts) as world:
        abandon(world)
        html = world.region.mailbox.mails[0].request["Content"]["Simple"]["Body"]["Html"]["Data"]
    assert "/l/" not in html
    assert "utm_" not in html


def test_a_short_link_is_kept_once_and_found_again() -> None:
    with started(TEXTS) as world:
        abandon(world)
        (message,) = the_messages(world)
        with world.aside():
            keep = kept_links().keep
            assert keep
            target = Target(message.contact_point, message.id, "sms", "https://shop.test/")
            assert [keep("abcdefghijkl", target) for _ in "12"] == [None, None]
            assert following().kept("abcdefghijkl") == target
        assert followed(world, path="/l/abcdefghijkl")["headers"]["location"] == "https://shop.test/"
