"""Identifiers that look like somebody else's: letters of another alphabet, signs that nobody sees, text that runs
backwards. They are other people, whatever they look like; only spellings of one mailbox are one."""

from typing import Any

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.staff_requests import Api

KIM = "kim@shop.test"
OTHERS = {
    "a Cyrillic letter": "k\u0456m@shop.test",
    "a Cyrillic letter in the domain": "kim@sh\u043ep.test",
    "the same as DNS has it": "kim@xn--shp-6cd.test",
    "a Greek letter": "k\u03b9m@shop.test",
    "a dotless i": "k\u0131m@shop.test",
    "an accent of its own": "ki\u0301m@shop.test",
    "a blank without width": "k\u200bim@shop.test",
    "a joiner": "kim\u200d@shop.test",
    "a soft hyphen": "k\u00adim@shop.test",
    "a mark of order": "\ufeffkim@shop.test",
    "backwards": "\u202ekim@shop.test",
    "a backwards domain": "kim@\u202etset.pohs",
    "isolated": "\u2066kim\u2069@shop.test",
    "a tag": "kim\U000e0041@shop.test",
    "a zero": "kim\x00@shop.test",
    "half a pair": "kim\ud800@shop.test",
}
SPELLINGS = {
    "wide letters": "\uff4b\uff49\uff4d@shop.test",
    "a wide domain": "kim@\uff53hop.test",
    "an ideographic full stop": "kim@shop\u3002test",
    "nothing in the domain": "kim@sh\u200bop.test",
    "large letters": "KIM@SHOP.TEST",
}
LEAVING = "a Cyrillic letter in the domain"
IDS = ("kim\u00b2", "k\u0456m2", "kim\uff12", "kim\u200b2", "\u202ekim2", "\u212aim2", "kim2\u00ad", "KIM2")


@pytest.fixture(scope="module")
def shop():
    """Kim is known; visitors whom nothing else ties to anybody name each address, and users have each id. One of the
    visitors leaves a cart."""
    with pytest.MonkeyPatch.context() as patch, staffed(patch) as world:
        post(world, identified(world, "m0", "kim2", KIM))
        world.pass_time(MINUTE)
        for number, address in enumerate((*OTHERS.values(), *SPELLINGS.values())):
            post(world, identified(world, f"v{number}", "", address, anonymousId=f"visitor-{number}"))
        for number, one in enumerate(IDS):
            post(world, identified(world, f"u{number}", one, f"user-{number}@shop.test"))
        post(world, added(world, "cart", anonymousId=f"visitor-{[*OTHERS].index(LEAVING)}"))
        world.pass_time(4 * HOUR)
        yield world


def found(world, kind: str, value: str) -> Any:
    """Whoever is behind an identifier."""
    status, said = Api(world, "privacy").post("/v1/people/find", {"type": kind, "value": value})
    assert status == 200, said
    return said


def visitor(world, address: str) -> Any:
    """Who named an address."""
    number = [*OTHERS.values(), *SPELLINGS.values()].index(address)
    return found(world, "anonymous_id", f"visitor-{number}")


@pytest.mark.parametrize("address", OTHERS.values(), ids=OTHERS.keys())
def test_what_only_looks_alike_is_somebody_else(shop, address) -> None:
    kim, other = found(shop, "email", KIM), visitor(shop, address)
    assert other["id"] != kim["id"]
    assert [one["value"] for one in kim["identifiers"] if one["value"] == address] == []


@pytest.mark.parametrize("address", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_another_spelling_of_one_mailbox_is_the_same_person(shop, address) -> None:
    assert visitor(shop, address)["id"] == found(shop, "email", KIM)["id"]


@pytest.mark.parametrize("user", IDS, ids=ascii)
def test_an_id_of_the_shop_is_itself_alone(shop, user) -> None:
    assert found(shop, "user_id", user)["id"] != found(shop, "user_id", "kim2")["id"]


@pytest.mark.parametrize("address", OTHERS.values(), ids=OTHERS.keys())
def test_their_page_opens(shop, address) -> None:
    assert as_staff(shop, "ann").get(f"/people/{visitor(shop, address)['id']}").status == 200


def test_two_domains_that_were_one_in_older_rules_are_two_and_both_spellings_of_one_are_one(shop) -> None:
    addresses = ("lee@stra\u00dfe.test", "lee@strasse.test", "lee@xn--strae-oqa.test", "lee@STRA\u1e9eE.test")
    for number, address in enumerate(addresses):
        post(shop, identified(shop, f"d{number}", "", address, anonymousId=f"domain-{number}"))
    shop.pass_time(MINUTE)
    first, folded, spelt, large = (found(shop, "anonymous_id", f"domain-{one}")["id"] for one in range(len(addresses)))
    assert first == spelt == large != folded


def test_nothing_of_it_fails(shop) -> None:
    assert shop.lambdas.errors == []


def test_a_mail_goes_to_the_address_that_was_named_and_never_to_the_one_it_looks_like(shop) -> None:
    sent = [one.request["Destination"] for one in shop.region.mailbox.mails]
    assert sent == [{"ToAddresses": ["kim@xn--shp-ted.test"]}]
