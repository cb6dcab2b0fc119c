"""What the front answers to the tour's page: one door a question, JSON in, JSON out."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from segue_tools.demo.desk import Desk
from segue_tools.demo.pace import SETTLES
from segue_tools.tour.looking import LOOKS
from segue_tools.tour.quickening import QUIETLY, Quickening
from segue_tools.tour.replying import reply
from segue_tools.tour.seen import Browser
from segue_tools.tour.talking import may_reply

Told = Mapping[str, Any]
MOST_WORDS = 2000  # characters of a reply


class Guide:
    """The tour of the stack with these outputs. It asks as its staff, past the front, so that it can set the playbook
    back while the front ends."""

    def __init__(self, outputs: Mapping[str, Any], phone: int = 0) -> None:
        direct = f"{outputs['aws_endpoint']}/_aws/execute-api/{outputs['aws']['api_id']}/$default"
        self.outputs, self.phone = outputs, phone
        self.desk = Desk({**outputs, "api": direct})
        self.pace = Quickening(self.desk.api)
        self.doors = {
            "begin": self.begin,
            "look": self.look,
            "quicken": self.quicken,
            "slow": self.slow,
            "code": self.code,
            "reply": self.reply,
        }

    def door(self, name: str) -> Callable[[bytes], Told]:
        """What answers a body to this question. The answer has a `problem` in words where the stack did not answer."""

        def answer(body: bytes) -> Told:
            said = json.loads(body or b"{}")
            if name not in self.doors or not isinstance(said, dict):
                raise ValueError(name)
            try:
                return self.doors[name](said)
            except QUIETLY as problem:
                return {"problem": f"The local stack did not answer: {str(problem)[:300]}"}

        return answer

    def begin(self, _: Told) -> Told:
        """The login of the console, and the port at which the phone is."""
        return {"staff": self.outputs["staff"]["admin"], "phone": self.phone}

    def look(self, said: Told) -> Told:
        """What has become of a step for this browser. Raises ValueError."""
        if said.get("step") not in LOOKS:
            raise ValueError("step")
        seen = LOOKS[said["step"]](self.desk, Browser.of(said))
        if said["step"] == "mail" and seen.done:
            self.pace.end()
        return seen.told()

    def quicken(self, _: Told) -> Told:
        """Makes the waits of the cart reminder short."""
        how = self.pace.start()
        number = self.desk.api().get("/v1/playbook")["version"]
        return {"how": how, "version": number, "settles": SETTLES, "lasts": self.pace.lasts}

    def slow(self, _: Told) -> Told:
        """Sets them back."""
        self.pace.end()
        return {"how": "slow"}

    def code(self, said: Told) -> Told:
        """Six digits for the open cart, as an agent would read them out."""
        browser = Browser.of(said)
        person = self.desk.find("anonymous_id", browser.visitor)
        carts = [one for one in (person or {"facets": {}})["facets"].get("carts", []) if one["open"]]
        if not person or not carts:
            return {"problem": "There is no open cart of yours yet. Put something into the cart in the shop."}
        return self.desk.api().post(f"/v1/people/{person['id']}/carts/{carts[0]['id']}/handover", {})

    def reply(self, said: Told) -> Told:
        """A mail of the customer to the shop, once the chat was moved to their mailbox. Raises ValueError."""
        words, browser = said.get("text"), Browser.of(said)
        if not isinstance(words, str) or not words.strip() or len(words) > MOST_WORDS:
            raise ValueError("text")
        if not may_reply(self.desk, browser.visitor):
            return {"problem": "There is no mail to answer yet. Press By e-mail in the chat first."}
        return reply(self.outputs, self.desk, browser.visitor, words)

    def take_over(self) -> None:
        """Sets back what a front before this one has left changed, while this one already answers."""
        self.pace.take_over()

    def end(self) -> None:
        """Sets back what the tour has changed; a stack that is gone needs no setting back."""
        try:
            self.pace.end()
        except QUIETLY:
            return
