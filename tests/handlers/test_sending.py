"""From an intended message to one mail, or to the reason why there is none."""

from urllib.parse import urlsplit

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.messages import Message
from segue.messaging.policies import Policy
from segue.times import HOUR, MINUTE
from segue.wiring.people import profiles
from segue.wiring.tables import contact_points, messages
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.world import World
from tests.faults.readers import shards
from tests.faults.shop import added, http, identified, opted_in, opted_out, post, posting
from tests.handlers.starter import started

KIM = "kim@shop.test"


def abandon(world: World) -> None:
    """Kim leaves a cart for three hours."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.pass_time(3 * HOUR)


def the_messages(world: World) -> list[Message]:
    """Kim's messages."""
    with world.aside():
        person = profiles().read(key_of(Identifier("user_id", "u1")))
        return messages().of_people([person.id if person else ""])


def test_a_cart_left_alone_ends_in_one_mail_with_both_headers_of_rfc_8058() -> None:
    with started() as world:
        abandon(world)
        (mail,) = world.region.mailbox.mails
        (message,) = the_messages(world)
    headers = {one["Name"]: one["Value"] for one in mail.request["Content"]["Simple"]["Headers"]}
    assert mail.to == KIM
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<https://segue.test/unsubscribe/")
    assert (message.state, message.provider_id, message.subject) == ("sent", mail.id, "Your Tent is waiting")
    assert mail.tags["message"] == message.id


def test_no_address_or_other_personal_data_stands_in_the_link() -> None:
    with started() as world:
        abandon(world)
        link = world.region.mailbox.mails[0].request["Content"]["Simple"]["Headers"][0]["Value"]
    assert "kim" not in link
    assert "@" not in link


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_at_the_unsubscribe_link_changes_nothing(method: str) -> None:
    with started() as world:
        abandon(world)
        answer = world.lambdas.invoke("preferences", http(method, the_link(world)))
        with world.aside():
            point = contact_points().read(key_of(Identifier("email", KIM)))
    assert answer["statusCode"] == 200
    assert point.denied == {}


def the_link(world: World) -> str:
    """The path of the one-click link in the last mail."""
    headers = world.region.mailbox.mails[-1].request["Content"]["Simple"]["Headers"]
    return urlsplit(headers[0]["Value"].strip("<>")).path


def test_posting_to_the_link_is_in_force_when_it_is_answered() -> None:
    with started() as world:
        abandon(world)
        answer = world.lambdas.invoke("preferences", http("POST", the_link(world), "List-Unsubscribe=One-Click"))
        with world.aside():
            refused = contact_points().read(key_of(Identifier("email", KIM))).refuses("marketing", False)
        post(world, added(world, "m9", cart="c2", userId="u1"))
        world.pass_time(3 * HOUR)
        states = sorted((one.state, one.reasons) for one in the_messages(world))
    assert (answer["statusCode"], refused) == (200, "opted-out")
    assert states == [("dropped", ("opted-out",)), ("sent", ())]
    assert len(world.region.mailbox.mails) == 1


@pytest.mark.parametrize("cut", [slice(0, -1), slice(2, None), slice(0, 30)])
def test_a_link_that_we_did_not_sign_opens_nothing(cut: slice) -> None:
    with started() as world:
        abandon(world)
        path = "/unsubscribe/" + the_link(world).rpartition("/")[2][cut]
        answer = world.lambdas.invoke("preferences", http("POST", path))
    assert answer["statusCode"] == 404
    assert "This link does not work" in answer["body"]


def test_an_opt_out_before_the_send_drops_the_message_with_the_reason() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM), opted_out(world, "m2", KIM, userId="u1"))
        post(world, added(world, "m3", userId="u1"))
        world.pass_time(3 * HOUR)
        (message,) = the_messages(world)
    assert world.region.mailbox.mails == []
    assert (message.state, message.reasons) == ("dropped", ("opted-out",))


def test_a_newer_yes_lifts_an_opt_out() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM), opted_out(world, "m2", KIM, userId="u1"))
        world.pass_time(MINUTE)
        post(world, opted_in(world, "m3", KIM, userId="u1"))
        post(world, added(world, "m4", userId="u1"))
        world.pass_time(3 * HOUR)
    assert len(world.region.mailbox.mails) == 1


def test_a_message_that_may_have_been_sent_is_not_dropped_by_a_second_dispatch() -> None:
    with started() as world:
        world.region.gate.plan = lambda one: Fault.CRASH_AFTER if one.operation == "SendEmail" else None
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
        world.pass_time(2 * HOUR + MINUTE)
        post(world, opted_out(world, "m3", KIM, userId="u1"))
        for reader in shards(world):
            reader.rewind()
        world.pass_time(HOUR)
        states = [one.state for one in the_messages(world)]
    assert (states, len(world.region.mailbox.mails)) == (["unknown"], 1)


def test_a_request_that_comes_again_late_moves_no_opt_out_past_a_newer_yes() -> None:
    with started() as world:
        request = posting(world, opted_out(world, "m1", KIM, userId="u1"))()
        world.lambdas.invoke("collect", request)
        world.pass_time(MINUTE)
        post(world, opted_in(world, "m2", KIM, userId="u1"))
        world.pass_time(MINUTE)
        world.lambdas.invoke("collect", request)
        with world.aside():
            refused = contact_points().read(key_of(Identifier("email", KIM))).refuses("marketing", False)
    assert refused == ""


def test_a_reminder_that_had_no_address_goes_out_when_there_is_one() -> None:
    with started() as world:
        post(world, added(world, "m1", userId="u1"))
        world.pass_time(3 * HOUR)
        assert the_messages(world) == []
        post(world, identified(world, "m2", "u1", KIM))
        world.pass_time(MINUTE)
    assert [mail.to for mail in world.region.mailbox.mails] == [KIM]


def test_a_message_that_the_provider_refuses_has_failed() -> None:
    with started() as world:
        world.region.mailbox.reject = "MessageRejected"
        abandon(world)
        (message,) = the_messages(world)
    assert (message.state, message.reasons) == ("failed", ("rejected",))


def test_a_provider_that_asks_to_come_later_gets_the_message_later() -> None:
    with started() as world:
        world.region.mailbox.reject = "TooManyRequestsException"
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
        world.pass_time(2 * HOUR + MINUTE)
        world.region.mailbox.reject = ""
        world.pass_time(HOUR)
        (message,) = the_messages(world)
    assert message.state == "sent"
    assert len(world.region.mailbox.mails) == 1


def test_a_mail_links_to_the_hosts_of_the_policy_and_to_no_other() -> None:
    policy = Policy(shop={"hosts": ["Shop.Test"]})
    assert policy.ours("https://shop.test/tent") == "https://shop.test/tent"
    assert policy.ours("https://shop.test@evil.test/") == policy.ours("https://evil.test/shop.test") == ""
    assert Policy().ours("https://anywhere.test/") == "https://anywhere.test/"


def test_a_product_without_a_picture_shows_none() -> None:
    with started() as world:
        abandon(world)
        html = world.region.mailbox.mails[0].request["Content"]["Simple"]["Body"]["Html"]["Data"]
    assert "Tent" in html
    assert "<img" not in html


def test_a_cart_that_nobody_could_be_written_about_is_not_used_up() -> None:
    with started() as world:
        post(world, added(world, "m1", anonymousId="a1"))
        world.pass_time(3 * HOUR)
        assert world.region.mailbox.mails == []
        post(world, identified(world, "m2", "u1", KIM, anonymousId="a1"))
        world.pass_time(3 * HOUR)
    assert [mail.to for mail in world.region.mailbox.mails] == [KIM]
