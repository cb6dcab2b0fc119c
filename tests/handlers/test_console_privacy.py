"""The page of the privacy officer: who it is, erased in two steps, progress and receipt."""

import hashlib
import json
import re

from segue.times import DAY, MINUTE
from tests.faults.shop import identified, post
from tests.handlers.canaries import LEE, MAIL
from tests.handlers.erased import MINUTES, places

PAGE = "/privacy"


def lived(world) -> None:
    post(world, identified(world, "m1", "u1", MAIL), identified(world, "m2", "u2", LEE))
    world.pass_time(MINUTE)


def asked(ann) -> None:
    """Somebody is looked up, and erased with the form twice."""
    found = ann.get(PAGE).post(PAGE, {"sought": MAIL, "reason": "by mail"})
    fields = dict(
        re.findall(r'name="(occasion|person|reason)" value="([^"]+)"', found.body.partition("Erase for good")[0])
    )
    assert found.post(f"{PAGE}/erase", fields).status == 303
    assert ann.get(PAGE).post(f"{PAGE}/erase", fields).status == 303


def test_before_anybody_asked_it_says_so(ann) -> None:
    assert ann.get(PAGE).reads("Nobody has asked yet")


def test_somebody_is_found_erased_and_the_receipt_is_shown(world, ann) -> None:
    lived(world)
    assert ann.get(PAGE).post(PAGE, {"sought": MAIL}).reads("Erase for good")
    assert places(world, MAIL), "nothing happens yet"
    asked(ann)
    one = re.findall(r"/privacy/e_\w+", ann.get(PAGE).body)
    assert len({*one}) == 1
    assert ann.get(one[0]).reads("This page looks again by itself")
    world.pass_time(MINUTES * MINUTE)
    done = ann.get(one[0])
    assert [one for one in ("Receipt 1", "The chain of receipts holds", "Profiles 2") if not done.reads(one)] == []
    assert places(world, MAIL) == []
    assert ann.get(PAGE).reads("Done")
    keeps_its_receipt(ann, one[0])


def keeps_its_receipt(ann, request: str) -> None:
    """What a receipt proves is said, and the file of it has the digest that anybody works out."""
    assert ann.get(request).reads("A receipt proves that somebody was erased")
    kept = json.loads(ann.get(f"{request}/receipt").body)
    digest, told = kept.pop("digest"), json.dumps(kept, sort_keys=True, separators=(",", ":"))
    assert (hashlib.sha256(told.encode()).hexdigest(), kept["counts"]["identities"]) == (digest, 2)


def test_who_is_not_found_and_who_is_not_one_is_said(world, ann) -> None:
    assert ann.get(PAGE).post(PAGE, {"sought": "nobody@shop.test"}).reads("No customer is found by that")
    assert ann.get(PAGE).post(f"{PAGE}/erase", {"person": "u_" + "a" * 24}).status == 404
    assert ann.get(f"{PAGE}/e_nothing").status == 404
    assert ann.get(f"{PAGE}/e_nothing/receipt").status == 404


def test_an_agent_and_a_marketer_have_no_such_page(amy, max_) -> None:
    for one in (amy, max_):
        assert one.get(PAGE).status == 403
        assert one.post(f"{PAGE}/erase", {}).status == 403


def test_somebody_is_exported_and_the_link_is_shown(world, ann) -> None:
    lived(world)
    found = ann.get(PAGE).post(PAGE, {"sought": MAIL, "reason": "by mail"})
    fields = dict(re.findall(r'name="(occasion|person|reason)" value="([^"]+)"', found.body.partition("Export ev")[0]))
    assert found.post(f"{PAGE}/export", fields).status == 303
    one = re.findall(r"/privacy/x_\w+", ann.get(PAGE).body)
    assert len({*one}) == 1
    assert ann.get(one[0]).reads("This page looks again by itself")
    world.pass_time(MINUTES * MINUTE)
    done = ann.get(one[0])
    assert done.reads("Get the file")
    assert done.reads("Profiles 2")
    assert re.search(r'href="[^"]*/f/[\w-]+"', done.body)
    world.pass_time(8 * DAY)
    assert ann.get(one[0]).reads("There is no file any more")


def test_an_address_is_opened_again(world, ann) -> None:
    said = {"address": MAIL, "reason": "came back", "occasion": "o1"}
    assert ann.get(PAGE).post(f"{PAGE}/open", said).reads("Messages may be sent there again")
    assert ann.get(PAGE).post(f"{PAGE}/open", {**said, "address": "kim"}).reads("That is no address and no number")
