"""One provider call per message: who is asked in which order, and where it ends without one."""

from dataclasses import replace
from typing import Any

import pytest

from segue.contact_points import CHANNELS, Claim, ContactPoint, mark
from segue.errors import Conflict, Refused, Unavailable
from segue.journeys.entries import Entry
from segue.journeys.flows import Journey
from segue.messages import FINAL, Message
from segue.messaging.ports import OutcomeUnknownError
from segue.messaging.reasons import explained
from segue.messaging.reasons import told as sentences
from segue.profile.profiles import Profile
from segue.times import MINUTE
from tests.builders import NOON, an_add, an_event, an_identify, an_order
from tests.fake_sending import KIM, LINKS, MESSAGE, PLAYBOOK, TEMPLATE, WELCOME, Told


def test_a_message_is_claimed_then_its_address_then_it_is_delivered_and_settled() -> None:
    told = Told()
    assert told.send(replace(MESSAGE, attempt="try-1")) == [
        ("claim", "try-2", "try-1"),
        ("take", "e_kim", Claim("u_1_m1", "marketing", False, "try-2"), NOON),
        ("deliver", "u_1_m1", KIM),
        ("settle", "sent", NOON, "ses-1", "Tent, Kim"),
    ]


def test_a_mail_tells_of_its_cart_with_links_to_the_shop_s_own_hosts_alone() -> None:
    told = Told()
    told.send()
    (mail,) = told.mails
    assert (mail.parts["html"], mail.parts["text"]) == (f"{LINKS['url']}||", "Shop https://segue.test/u/u_1_m1")
    assert mail.unsubscribe == "https://segue.test/u/u_1_m1"


def test_a_cart_s_own_link_stands_in_a_mail_only_where_it_leads_to_the_shop() -> None:
    for link, shown in (("https://shop.test/c", "https://shop.test/c"), ("https://elsewhere.test/c", "")):
        snapshot = {"cart_id": "c1", "url": link, "products": [{"product_id": "tent", "name": "Tent"}]}
        told = Told((WELCOME[0], an_event("Cart Updated", properties=snapshot)))
        told.send()
        assert told.mails[0].parts["html"] == f"||{shown}"


def test_a_message_that_asks_for_what_is_not_known_says_what_that_is() -> None:
    told = Told()
    asking = {"cart": {**TEMPLATE, "subject": "{{ person.traits[person.traits.firstName] }}{{ person.traits.pet }}"}}
    told.send(playbook=replace(PLAYBOOK, templates={"cart": {**TEMPLATE, "subject": "{{ person.traits.pet }}"}}))
    assert told.settled.considered == (("template-error", {"fact": "person.traits.pet"}),)
    assert "asks for person.traits.pet, which is not known" in why(replace(told.settled, reasons=("template-error",)))
    told.send(playbook=replace(PLAYBOOK, templates=asking))
    assert told.settled.considered == (("template-error", {"fact": "person.traits"}),)


def test_a_reason_that_was_kept_without_what_it_is_about_is_told_without_it() -> None:
    assert explained("template-error") == "The template could not be rendered for this customer."
    assert "?" not in explained("capped")


def why(message: Message) -> str:
    """The sentence of its only reason."""
    ((_, sentence),) = sentences(message)
    return sentence


BOUGHT = (*WELCOME, an_order(NOON + 1, cart_id="c1"))
DENIED = an_event("Consent Updated", user_id="u1", properties={"granted": False, "email": KIM})


@pytest.mark.parametrize(
    ("events", "change", "reason"),
    [
        (BOUGHT, {}, "no-longer-true"),
        (WELCOME, {"journey": "gone"}, "no-longer-true"),
        ((), {}, "no-longer-true"),
        ((*WELCOME, DENIED), {}, "opted-out"),
        (WELCOME, {"purpose": "news"}, "no-consent"),
        (WELCOME[1:], {}, "no-address"),
        (WELCOME, {"template": "gone"}, "no-such-template"),
    ],
)
def test_what_is_refused_is_dropped_with_its_reason_and_nobody_is_written_to(events, change, reason) -> None:
    assert Told(events).send(replace(MESSAGE, **change)) == [("settle", "dropped", NOON, reason)]


@pytest.mark.parametrize(
    ("call", "wrong", "state", "reason"),
    [
        ("deliver", Refused("rejected"), "failed", "rejected"),
        ("deliver", OutcomeUnknownError(), "unknown", "outcome-unknown"),
    ],
)
def test_what_the_provider_refused_or_may_have_taken_is_never_sent_again(call, wrong, state, reason) -> None:
    told = Told(**{call: wrong}).send()
    assert told[-1] == ("settle", state, NOON, reason)


def test_an_address_that_another_message_took_first_drops_this_one() -> None:
    told = Told(take=Conflict("already-attempted")).send()
    assert told[-1] == ("settle", "dropped", NOON, "already-attempted")
    assert [one[0] for one in told] == ["claim", "take", "settle"]


def test_a_provider_that_says_later_gives_the_address_back_and_the_queue_brings_it_again() -> None:
    told = Told(deliver=Unavailable("throttled"))
    with pytest.raises(Unavailable):
        told.send()
    assert told.calls[-1] == ("release", "e_kim", "u_1_m1")


@pytest.mark.parametrize("state", FINAL)
def test_what_has_ended_is_left_alone_and_so_is_what_nobody_knows(state: Any) -> None:
    assert Told().send(replace(MESSAGE, state=state)) == []
    assert Told().send(replace(MESSAGE, id="u_1_m2")) == []


@pytest.mark.parametrize(
    ("state", "begun", "sends"), [("claimed", True, 0), ("claimed", False, 1), ("intended", True, 1)]
)
def test_an_attempt_that_got_as_far_as_the_address_may_have_been_delivered(state: Any, begun: bool, sends: int) -> None:
    told = Told()
    told.point = ContactPoint("e_kim", attempts={mark(MESSAGE.id): -NOON} if begun else {})
    calls = told.send(replace(MESSAGE, state=state))
    assert len(told.mails) == sends
    assert sends or calls == [("settle", "unknown", NOON, "outcome-unknown")]


def test_a_message_about_no_cart_has_one_without_lines() -> None:
    told, plain = Told(), TEMPLATE | {"subject": "Hello", "html": "{{ cart.items.size }}|{{ cart.url }}"}
    told.send(replace(MESSAGE, key="person"), replace(PLAYBOOK, segments={}, templates={"cart": plain}))
    assert told.mails[0].parts["html"] == "0|"


def test_what_is_wrong_before_the_call_leaves_the_address_unclaimed_so_that_the_message_may_come_again() -> None:
    told = Told(ready=KeyError("a provider that is not written right"))
    with pytest.raises(KeyError):
        told.send()
    assert told.calls == []


def test_after_an_undo_whoever_has_the_cart_now_is_written_to() -> None:
    told = Told()
    told.profile, told.other = Profile("u_1", {}, ("u_1",), past=("u_2",)), told.profile
    assert told.send()[-1][:2] == ("settle", "sent")


def test_a_link_of_a_product_stands_in_a_mail_only_where_it_leads_to_the_shop() -> None:
    told = Told((WELCOME[0], an_add(NOON, url="https://elsewhere.test/tent")))
    told.send()
    assert told.mails[0].parts["html"] == "||"


def test_a_cart_is_told_of_as_it_is_when_the_message_goes_out() -> None:
    paying = an_event("Checkout Started", NOON - 90 * MINUTE, properties={"cart_id": "c0"})
    told = Told((WELCOME[0], an_add(NOON - 91 * MINUTE, "mug", cart_id="c0"), paying, an_add(NOON - 80 * MINUTE)))
    told.send(playbook=replace(PLAYBOOK, templates={"cart": TEMPLATE | {"html": "{{ cart.state }}"}}))
    assert told.mails[0].parts["html"] == "active"


def test_what_goes_out_on_a_channel_without_subjects_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHANNELS, "email", CHANNELS["email"]._replace(parts=("text",)))
    assert Told().send()[-1] == ("settle", "sent", NOON, "ses-1")


@pytest.mark.parametrize(("changed", "sends"), [("finish", 1), ("move", 0), ("leave", 0)])
def test_the_exits_that_count_are_those_of_the_text_that_the_run_goes_by(changed: str, sends: int) -> None:
    told, old = Told(BOUGHT), Journey("left", "", Entry())
    told.texts["1", "left"] = old
    edited = {"left": replace(PLAYBOOK.journeys["left"], changed=changed)}
    plain = TEMPLATE | {"subject": "Hello", "html": "Hello"}
    told.send(replace(MESSAGE, book="1"), replace(PLAYBOOK, journeys=edited, templates={"cart": plain}))
    assert len(told.mails) == sends


@pytest.mark.parametrize(("word", "sends"), [("running", 1), ("paused", 1), ("stopped", 0)])
def test_what_a_stopped_journey_had_said_before_goes_out_no_more(word: str, sends: int) -> None:
    told = Told()
    told.word = word
    last = told.send()[-1]
    assert (len(told.mails), last[3]) == (sends, "ses-1" if sends else "stopped")


@pytest.mark.parametrize(("granted", "sends"), [({}, 0), ({"marketing": NOON - 2}, 0), ({"marketing": NOON}, 1)])
def test_a_no_at_another_address_holds_until_a_newer_yes_though_the_order_names_this_one(granted, sends) -> None:
    told = Told((*WELCOME, an_identify(NOON + 1, email="k@shop.test")))
    told.point = ContactPoint("e_kim", granted=granted)
    told.elsewhere = ContactPoint("e_other", denied={"marketing": NOON - 1})
    order = {"channel": "email", "point": "e_kim", "why": []}
    last = told.send(replace(MESSAGE, channel="", contact_point="", channels=("email",)), **order, again=3)[-1]
    assert (len(told.mails), last[3]) == (sends, "ses-1" if sends else "opted-out")


def test_what_another_address_would_take_is_not_sent_there() -> None:
    told = Told((*WELCOME, an_identify(NOON + 1, email="k@shop.test")))
    told.point = ContactPoint("e_kim", "bounce")
    assert told.send() == [("settle", "dropped", NOON, "suppressed-bounce")]
