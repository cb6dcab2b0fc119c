"""Plays of the starter playbook: all of it in force, one customer, and what comes into her inbox."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import MINUTE, Millis, to_text
from segue.wiring.following import following
from segue.wiring.people import profiles
from tests.faults.cloud.world import World
from tests.faults.shop import message, post, reported
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, whole_starter

EMAIL = "kim@shop.test"
TENT = {"product_id": "tent", "name": "Ridge tent", "price": 389, "quantity": 1, "category": "camping"}


@contextmanager
def kim(texts: Mapping[str, str] | None = None, **traits: Any) -> Iterator["Play"]:
    """A world in which the whole starter is in force, with these texts changed, and Kim has an account with an
    address."""
    with among({**whole_starter(), **(texts or {})}, **traits) as play:
        yield play


@contextmanager
def among(files: Mapping[str, str], **traits: Any) -> Iterator["Play"]:
    """The same where these files alone are in force."""
    with started(files) as world:
        play = Play(world)
        play.says("identify", traits={"firstName": "Kim", "email": EMAIL, **traits})
        world.pass_time(MINUTE)
        yield play


class Play:
    """What Kim does, what is told on the bus, and how time passes."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.said = 0

    def says(self, kind: str, at: Millis | None = None, **said: Any) -> None:
        """A message of Kim's, of now or of another moment."""
        self.said += 1
        moment = {"timestamp": to_text(at)} if at is not None else {}
        post(self.world, message(self.world, kind, f"m{self.said}", userId="kim", **said) | moment)

    def does(self, event: str, at: Millis | None = None, **properties: Any) -> None:
        """An event of Kim's."""
        self.says("track", at, event=event, properties=properties)

    def tells(self, event: str, context: Any = None, **properties: Any) -> None:
        """What the shop's server says of a conversation with Kim."""
        self.said += 1
        said = {"userId": "kim", "event": event, "properties": properties, "context": context}
        reported(self.world, message(self.world, "track", f"m{self.said}", **said))

    def looks(self, *products: str) -> None:
        """At these products, one a minute."""
        for one in products:
            self.does("Product Viewed", product_id=one, category="camping")
            self.passes(MINUTE)

    def orders(self, order: str = "o1", **said: Any) -> None:
        """A tent, in an order of this id."""
        self.does("Order Completed", order_id=order, total=389, currency="EUR", products=[TENT], **said)

    def agrees(self, granted: bool = True, at: Millis | None = None) -> None:
        """To news by mail, or no more."""
        self.does("Consent Updated", at, channel="email", purpose="marketing", granted=granted, email=EMAIL)

    def hears(self, name: str, at: Millis | None = None, person: bool = True, **detail: Any) -> None:
        """A signal on the bus that is about Kim."""
        self.said += 1
        about = {"person": self.person} if person else {}
        moment = self.world.clock if at is None else at
        said = {"id": f"s{self.said}", "time": to_text(moment), "version": 1, **about, **detail}
        self.world.region.bus.put_events(
            {"Entries": [{"Source": "segue", "DetailType": name, "Detail": json.dumps(said)}]}
        )

    def passes(self, millis: Millis) -> None:
        """Time."""
        self.world.pass_time(millis)

    def put(self, path: str, body: Any) -> int:
        """A request to the people API; its status."""
        return Api(self.world, "marketer").ask("PUT", path, json.dumps(body))[0]

    @property
    def told(self) -> set[str]:
        """The names of all signals so far."""
        return {one["detail-type"] for one in self.world.region.bus.log}

    @property
    def person(self) -> str:
        """Kim's id."""
        with self.world.aside():
            found = profiles().read(key_of(Identifier("user_id", "kim")))
        return found.id if found else ""

    @property
    def subjects(self) -> list[str]:
        """What stands over the mails in Kim's inbox, the oldest first."""
        return [self._content(one)["Subject"]["Data"] for one in self.world.region.mailbox.mails]

    @property
    def text(self) -> str:
        """The last mail as plain text."""
        return self._content(self.world.region.mailbox.mails[-1])["Body"]["Text"]["Data"]

    @property
    def html(self) -> str:
        """The last mail as it looks."""
        return self._content(self.world.region.mailbox.mails[-1])["Body"]["Html"]["Data"]

    @property
    def leads(self) -> list[str]:
        """Where the tracked links of the last mail lead."""
        with self.world.aside():
            return [following().opened(one).url for one in re.findall(r"/l/([\w-]+)", self.html)]

    @property
    def runs(self) -> dict[str, str]:
        """How Kim's runs of journeys stand or ended, by journey."""
        found = Api(self.world, "marketer").get(f"/v1/people/{self.person}/journeys")[1]["items"]
        return {one["journey"]: one["state"] for one in found}

    @staticmethod
    def _content(mail: Any) -> Any:
        return mail.request["Content"]["Simple"]
