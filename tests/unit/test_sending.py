"""One provider call per message: who is asked in which order, and where it ends without one."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from segue import facets
from segue.contact_points import Claim, ContactPoint, mark
from segue.errors import Conflict, Refused, Unavailable
from segue.journeys.flows import Journey
from segue.messages import FINAL, Message
from segue.messaging.policies import Policy
from segue.messaging.sending import Definitions, OutcomeUnknownError, Sending
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segment
from tests.builders import NOON, an_add, an_event, an_identify, an_order

KIM = "kim@shop.test"
MESSAGE = Message("u_1_m1", "u_1", "e_kim", "left", "c1", 0, "cart", "email", "marketing", NOON)
LINKS = {"url": "https://shop.test/tent", "image_url": "https://elsewhere.test/tent.jpg"}
WELCOME = an_identify(NOON, email=KIM, firstName="Kim"), an_add(NOON, **LINKS), an_add(NOON, "mug", cart_id="c0")
TEMPLATE = {
    "subject": "{{ cart.items.first.name }}, {{ person.traits.firstName }}",
    "html": "{{ cart.items.first.url }}|{{ cart.items.first.image_url }}|{{ cart.url }}",
    "text": "{{ shop.name }} {{ unsubscribe_url }}",
}
PLAYBOOK = Definitions(
    journeys={"left": Journey("left", "", {}, "cart", "open", ())},
    segments={"open": compile_segment("open", {"when": {"cart": "open"}})},
    templates={"cart": TEMPLATE},
    policy=Policy(shop={"name": "Shop", "hosts": ["shop.test"]}, consent={"email/marketing": "until-opt-out"}),
)


class Told:
    """All collaborators of a send, and what each was told in turn; `raising`: what a call by that name raises."""

    def __init__(self, events: Any = WELCOME, **raising: Exception) -> None:
        self.calls: list[Any] = []
        self.mails: list[Any] = []
        self.raising = raising
        self.point = ContactPoint("e_kim")
        self.profile = Profile("u_1", facets.absorb({}, events), ("u_1",)) if events else None

    def tell(self, name: str, *said: Any) -> None:
        self.calls.append((name, *said))
        if name in self.raising:
            raise self.raising[name]

    def claim(self, message: Message, attempt: str, before: str) -> Message:
        self.tell("claim", attempt, before)
        return replace(message, state="claimed", attempt=attempt)

    def settle(self, message: Message, state: str, now: int, reason: str) -> None:
        self.tell("settle", state, now, reason, *filter(None, (message.provider_id, message.subject)))

    def ready(self, message: Message, envelope: Any) -> Any:
        if "ready" in self.raising:
            raise self.raising["ready"]
        return lambda: self.deliver(message, envelope)

    def deliver(self, message: Message, envelope: Any) -> str:
        self.tell("deliver", message.id, envelope.to)
        self.mails.append(envelope)
        return "ses-1"

    def send(self, message: Message = MESSAGE, playbook: Definitions = PLAYBOOK) -> list[Any]:
        """What was told, in order, when this message was to be sent at noon."""
        found: dict[str, Any] = {message.id: message}
        points: Any = SimpleNamespace(
            read={"e_kim": self.point}.__getitem__,
            claim=lambda key, claim, now: self.tell("take", key, claim, now),
            settle=lambda key, identity, now: self.tell("taken", key, identity, now),
            release=lambda key, identity: self.tell("release", key, identity),
        )
        links: Any = SimpleNamespace(
            key=lambda kind, value: {("email", KIM): "e_kim"}.get((kind, value), "e_other"),
            unsubscribe=lambda message: f"https://segue.test/u/{message.id}",
        )
        messages: Any = SimpleNamespace(read=found.get, claim=self.claim, settle=self.settle)
        profiles: Any = SimpleNamespace(read={"u_1": self.profile}.get)
        carriers: Any = {"email": self}.__getitem__
        Sending(messages, points, profiles, carriers, links, playbook).send("u_1_m1", "try-2", NOON)
        return self.calls


def test_a_message_is_claimed_then_its_address_then_it_is_delivered_and_settled() -> None:
    told = Told()
    assert told.send(replace(MESSAGE, attempt="try-1")) == [
        ("claim", "try-2", "try-1"),
        ("take", "e_kim", Claim("u_1_m1", "marketing", False, "try-2"), NOON),
        ("deliver", "u_1_m1", KIM),
        ("settle", "sent", NOON, "", "ses-1", "Tent, Kim"),
        ("taken", "e_kim", "u_1_m1", NOON),
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
    assert Told(events).send(replace(MESSAGE, **change)) == [
        ("claim", "try-2", ""),
        ("settle", "dropped", NOON, reason),
    ]


@pytest.mark.parametrize(
    ("call", "wrong", "state", "reason"),
    [
        ("deliver", Refused("rejected"), "failed", "rejected"),
        ("deliver", OutcomeUnknownError(), "unknown", "outcome-unknown"),
    ],
)
def test_what_the_provider_refused_or_may_have_taken_is_never_sent_again(call, wrong, state, reason) -> None:
    told = Told(**{call: wrong}).send()
    assert told[-2:] == [("settle", state, NOON, reason), ("taken", "e_kim", "u_1_m1", NOON)]


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
    assert sends or calls == [("settle", "unknown", NOON, "outcome-unknown"), ("taken", "e_kim", "u_1_m1", NOON)]


def test_a_message_about_no_cart_has_one_without_lines() -> None:
    told, plain = Told(), TEMPLATE | {"subject": "Hello", "html": "{{ cart.items.size }}|{{ cart.url }}"}
    told.send(replace(MESSAGE, key="person"), replace(PLAYBOOK, segments={}, templates={"cart": plain}))
    assert told.mails[0].parts["html"] == "0|"


def test_what_is_wrong_before_the_call_leaves_the_address_unclaimed_so_that_the_message_may_come_again() -> None:
    told = Told(ready=KeyError("a provider that is not written right"))
    with pytest.raises(KeyError):
        told.send()
    assert told.calls == [("claim", "try-2", "")]
