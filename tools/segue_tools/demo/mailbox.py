"""The readers: what happens to the mails that really arrive in the local outbox, as SES would tell it."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from threading import Event

from segue_tools.api import Refused
from segue_tools.demo.desk import Desk
from segue_tools.demo.plan import AGAIN, Part, Plan
from segue_tools.demo.posting import Tally, post
from segue_tools.demo.requests import Doors, Request
from segue_tools.demo.ses import Mail
from segue_tools.demo.ses import request as told
from segue_tools.demo.shoppers import domain

LOOKS = 1.5  # seconds between two looks into the outbox
UNSUBSCRIBE = re.compile(r"https?://\S+/unsubscribe/[\w.~=-]+")


@dataclass
class Readers:
    """Looks into the outbox and lets every reader do with a mail what is their habit, once.

    `encore` is called after the complaint: the complainer leaves a second cart.
    """

    plan: Plan
    doors: Doors
    desk: Desk
    tally: Tally
    encore: Callable[[], None]
    _read: set[str] = field(default_factory=set)
    _stop: Event = field(default_factory=Event)

    def run(self) -> None:
        """Until `stop`."""
        rng = Random(self.plan.run)
        while not self._stop.wait(LOOKS):
            try:
                self.look(rng)
            except (Refused, OSError):  # a busy stack: the next look finds the same mails
                self.tally.add("retried")

    def stop(self) -> None:
        """Ends `run`."""
        self._stop.set()

    def look(self, rng: Random) -> None:
        """Every mail that has not been read yet."""
        readers = {part.who.email: part for part in self.plan.parts}
        for mail in self.desk.mails(domain(self.plan.run)):
            part = readers.get(mail.to)
            ours = self._ours(mail) if part and mail.provider_id not in self._read else ""
            if part and ours:
                self._read.add(mail.provider_id)
                self._react(part, replace(mail, ours=ours), rng)

    def _ours(self, mail: Mail) -> str:
        """Segue's id of the message, which SES would return as a tag and the local outbox does not show."""
        person = self.desk.find("email", mail.to)
        said = self.desk.all_of(f"/v1/people/{person['id']}/messages?") if person else []
        return next((one["id"] for one in said if one["state"] == "sent"), "")

    def _react(self, part: Part, mail: Mail, rng: Random) -> None:
        for kind in part.habit:
            request = _unsubscribe(mail) if kind == "Unsubscribe" else told(kind, mail, self.doors, time.time())
            self.tally.add(kind)
            again = kind != "Unsubscribe" and rng.random() < AGAIN
            for _ in range(1 + again):
                post(request, self.tally)
            self.tally.add("again", again)
        if "Complaint" in part.habit:
            self.encore()


def _unsubscribe(mail: Mail) -> Request:
    """The one click of RFC 8058, as a mail program makes it."""
    link = UNSUBSCRIBE.search(mail.text)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return Request(
        link[0] if link else "http://127.0.0.1:1/no-link-in-the-mail", headers, b"List-Unsubscribe=One-Click"
    )
