"""A message about a cart, and all who take part in sending it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from segue import facets
from segue.catalog.items import Item
from segue.contact_points import ContactPoint
from segue.journeys.entries import Entry
from segue.journeys.flows import Journey
from segue.messages import Message
from segue.messaging.asking import Asking
from segue.messaging.booking import NO_CAPS
from segue.messaging.composing import Composing
from segue.messaging.links import leading
from segue.messaging.policies import Policy
from segue.messaging.sending import Sending
from segue.messaging.validity import Validity
from segue.messaging.waiting import Waiting
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segment
from segue.segments.membership import Segment
from tests.builders import NOON, an_add, an_identify

KIM = "kim@shop.test"
MESSAGE = Message("u_1_m1", "u_1", "e_kim", "left", "c1", "0", "cart", "email", "marketing", NOON)
LINKS = {"url": "https://shop.test/tent", "image_url": "https://elsewhere.test/tent.jpg"}
WELCOME = an_identify(NOON, email=KIM, firstName="Kim"), an_add(NOON, **LINKS), an_add(NOON, "mug", cart_id="c0")
TEMPLATE = {
    "subject": "{{ cart.items.first.name }}, {{ person.traits.firstName }}",
    "html": "{{ cart.items.first.url }}|{{ cart.items.first.image_url }}|{{ cart.url }}",
    "text": "{{ shop.name }} {{ unsubscribe_url }}",
}


@dataclass(frozen=True)
class Playbook:
    """What the playbook says about messages."""

    journeys: Mapping[str, Journey]
    segments: Mapping[str, Segment]
    templates: Mapping[str, Mapping[str, str]]
    policy: Policy


PLAYBOOK = Playbook(
    journeys={"left": Journey("left", "", Entry(), "cart", "open")},
    segments={"open": compile_segment("open", {"when": {"cart": "open"}})},
    templates={"cart": TEMPLATE},
    policy=Policy(shop={"name": "Shop", "hosts": ["shop.test"]}, consent={"email/marketing": "until-opt-out"}),
)


class Told:
    """All collaborators of a send, and what each was told in turn; `raising`: what a call by that name raises."""

    def __init__(self, events: Any = WELCOME, **raising: Exception) -> None:
        self.calls: list[Any] = []
        self.mails: list[Any] = []
        self.settled = MESSAGE
        self.booking, self.wins = NO_CAPS, True
        self.raising = raising
        self.expose: Any = lambda *_: None
        self.point, self.elsewhere = ContactPoint("e_kim"), ContactPoint("e_other")
        self.profile = Profile("u_1", facets.absorb({}, events), ("u_1",)) if events else None
        self.other: Profile | None = None
        self.word: Any = "running"
        self.texts: dict[tuple[str, str], Journey] = {}
        self.goods: dict[str, Item] = {}

    def tell(self, name: str, *said: Any) -> None:
        self.calls.append((name, *said))
        if name in self.raising:
            raise self.raising[name]

    def claim(self, message: Message, attempt: str, before: str) -> Message:
        self.tell("claim", attempt, before)
        return replace(message, state="claimed", attempt=attempt, tries=message.tries + 1)

    def settle(self, message: Message, state: str, now: int, *reasons: str) -> bool:
        self.settled = message
        self.tell("settle", state, now, *reasons, *(one for one in (message.provider_id, message.subject) if one != ""))
        return self.wins

    def ready(self, message: Message, envelope: Any) -> Any:
        if "ready" in self.raising:
            raise self.raising["ready"]
        return lambda: self.deliver(message, envelope)

    def deliver(self, message: Message, envelope: Any) -> str:
        self.tell("deliver", message.id, envelope.to)
        self.mails.append(envelope)
        return "ses-1"

    def key(self, kind: str, value: str) -> str:
        return {("email", KIM): "e_kim"}.get((kind, value), "e_other")

    def send(self, message: Message = MESSAGE, playbook: Playbook = PLAYBOOK, **order: Any) -> list[Any]:
        """What was told, in order, when this message was to be sent at noon."""
        found: dict[str, Any] = {message.id: message}
        points: Any = SimpleNamespace(
            read={"e_kim": self.point}.__getitem__,
            read_many=lambda keys: {one: {"e_kim": self.point, "e_other": self.elsewhere}[one] for one in keys},
            claim=lambda key, claim, now: self.tell("take", key, claim, now),
            release=lambda key, identity: self.tell("release", key, identity),
        )
        links: Any = SimpleNamespace(
            unsubscribe=lambda message: f"https://segue.test/u/{message.id}",
            ways_out=lambda message: leading(f"https://segue.test/u/{message.id}"),
            asks=lambda question: f"{question}.signed",
            ours=lambda url: url.startswith("https://segue.test/"),
            tracked=lambda message, url: f"https://segue.test/l/{url}",
        )
        messages: Any = SimpleNamespace(read=found.get, claim=self.claim, settle=self.settle)
        profiles: Any = SimpleNamespace(read={"u_1": self.profile, "u_2": self.other}.get)
        carriers: Any = {"email": self}.__getitem__
        validity = Validity(playbook.journeys, playbook.segments)
        known = replace(validity, texts=lambda *asked: self.texts.get(asked), word=lambda _journey: self.word)
        known = replace(known, catalog=self.goods.get)
        asking = Asking(points, self.key, playbook.templates)
        held: Any = SimpleNamespace(hold=lambda one: self.tell("hold", one.until, one.struck, one.reasons))
        timers: Any = SimpleNamespace(set=lambda word, now: self.tell("again", dict(word)))
        waiting = Waiting(held, timers)
        composing = Composing(playbook.policy, links, playbook.templates, place="7")
        policy = playbook.policy
        sending = Sending(messages, points, profiles, carriers, composing, policy, asking, known, waiting, self.booking)
        sending = replace(sending, expose=self.expose)
        sending.send({"message": "u_1_m1", **order}, "try-2", NOON)
        return self.calls
