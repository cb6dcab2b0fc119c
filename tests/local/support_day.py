"""What a customer and an agent do on the running stack, for the story of one conversation on five channels."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from segue.aws.playbooks import FRESH_SECONDS
from tests.local.reports import from_sns
from tests.local.waiting import eventually
from tests.provider_samples import PROVEN
from tests.recorded_webhooks import PAYLOADS

SHOP = "help@shop.example"
RING = "+120655501"  # and two digits: numbers of films, which nobody has
QUESTION = re.compile(r"/s/[\w.~-]+")
EFFORT = "journeys/effort.yaml"


@contextmanager
def asked_soon(ask: Callable[..., Any]) -> Iterator[None]:
    """Inside, the question how easy it was comes seconds after the end, by mail."""
    before = ask("admin", "GET", "/v1/playbook").json["files"]
    said = before[EFFORT].replace("wait: 1h", "wait: 5s").replace("channel: [same, email]", "channel: [email]")
    assert said != before[EFFORT]
    answer = ask("admin", "POST", "/v1/playbook/apply", {"files": {EFFORT: said}})
    assert answer.status in (200, 201), answer.body
    time.sleep(FRESH_SECONDS + 1)
    yield
    ask("admin", "POST", "/v1/playbook/apply", {"files": before, "replace": True})


@dataclass
class Day:
    """The stack's ways in and out."""

    outputs: dict[str, Any]
    call: Callable[..., Any]
    ask: Callable[..., Any]
    aws: Callable[[str], Any]
    resource: Callable[[str], str]

    def __post_init__(self) -> None:
        mark = uuid4().hex[:8]
        self.mark, self.email = mark, f"{mark}@customers.example"
        self.user, self.browser, self.order = f"user-{mark}", f"browser-{mark}", f"TL-{mark}"
        self.number = f"{RING}{int(mark, 16) % 100:02}"

    def chat(self, method: str, path: str, body: Any, token: str = "") -> Any:
        """A request of the chat's script."""
        proof = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self.call(method, f"{self.outputs['api']}/v1/chat{path}", body, proof)
        assert answer.status in (200, 201), answer.body
        return answer.json

    def posted(self, source: str, body: bytes) -> None:
        """A provider reports something, with the secret of its source."""
        known = self.outputs["sources"][source]
        answer = self.call("POST", known["url"], body, dict(PROVEN[source](known["secret"], body).headers))
        assert answer.status == 200, answer.body

    def mails(self) -> list[dict[str, Any]]:
        """What came to the customer's address."""
        boxes = self.call("GET", f"{self.outputs['api']}/local/mail.json").json["messages"].values()
        return [mail for box in boxes for mail in box if self.email in mail["To"]]

    def texts(self) -> list[str]:
        """What came to the customer's telephone."""
        said = self.call("GET", f"{self.outputs['api']}/local/sms.json").json["sms_messages"]
        return [one["Message"] for one in said.get(self.number, [])]

    def writes_mail(self, text: str) -> None:
        """The customer answers from the telephone, by mail, as SES hands it to SNS: recorded, with these words."""
        headers = {
            "From": f"Kim <{self.email}>",
            "To": SHOP,
            "Subject": "Re: our conversation",
            "Message-ID": f"<{uuid4().hex}@phone.example>",
            "Content-Type": "text/plain; charset=utf-8",
        }
        raw = "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + f"\r\n{text}\r\n"
        said = json.loads((PAYLOADS / "ses_inbound" / "notification_sns_action.json").read_text())
        said["mail"] |= {"timestamp": datetime.now(UTC).isoformat(), "source": self.email, "messageId": uuid4().hex}
        said["mail"] |= {"headers": [{"name": name, "value": value} for name, value in headers.items()]}
        said["receipt"]["action"]["encoding"] = "UTF8"
        self.posted("ses_inbound", from_sns({**said, "content": raw}))

    def calls(self) -> dict[str, str]:
        """The customer calls: what the flow is told, which asks again while the answer did not come in time. The
        contact ends in the words of Amazon Connect."""
        contact = str(uuid4())
        told = eventually(lambda: self._recognized(contact))
        self._ended(contact)
        return told

    def _recognized(self, contact: str) -> dict[str, str]:
        event = json.loads((PAYLOADS / "amazon_connect" / "connect_flow_lambda_event.json").read_text())
        endpoint = {"Type": "TELEPHONE_NUMBER", "Address": self.number}
        about = {"ContactId": contact, "InitialContactId": contact, "CustomerEndpoint": endpoint, "Channel": "VOICE"}
        event["Details"]["ContactData"] |= {**about, "InitiationMethod": "INBOUND"}
        name = self.resource("RecognizeCaller")
        answer = self.aws("lambda").invoke(FunctionName=name, Payload=json.dumps(event).encode())
        told = json.loads(answer["Payload"].read())
        return {} if told.get("why") == "unavailable" else told

    def _ended(self, contact: str) -> None:
        ended = json.loads((PAYLOADS / "amazon_connect" / "contact_event_disconnected.json").read_text())
        moment = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        ended["detail"] |= {"contactId": contact, "initialContactId": contact, "initiationMethod": "INBOUND"}
        ended["detail"] |= dict.fromkeys(("initiationTimestamp", "connectedToSystemTimestamp"), moment)
        ended["detail"] |= {"disconnectTimestamp": moment, "queueInfo": {}}
        ended["detail"]["AgentInfo"] |= {"connectedToAgentTimestamp": moment}
        ended |= {"id": str(uuid4()), "time": moment}
        self.posted("amazon_connect", json.dumps(ended).encode())

    def person(self) -> dict[str, Any]:
        """The customer as staff see them."""
        found = self.ask("agent", "POST", "/v1/people/find", {"type": "user_id", "value": self.user})
        return found.json if found.status == 200 else {}

    def talk(self, person: str) -> dict[str, Any]:
        """The customer's one conversation; {} before there is one."""
        items = self.ask("agent", "GET", f"/v1/people/{person}/conversations").json["items"]
        assert len(items) <= 1, [one["id"] for one in items]
        return self.ask("agent", "GET", f"/v1/conversations/{items[0]['id']}").json if items else {}

    def questions(self) -> set[str]:
        """The links to the question how easy it was."""
        return {QUESTION.findall(one["BodyHtml"] or one["BodyText"])[0] for one in self.mails() if _asks(one)}

    def timeline(self, person: str) -> list[dict[str, Any]]:
        """All that happened, newest first."""
        return self.ask("agent", "GET", f"/v1/people/{person}/timeline?limit=200").json["items"]

    def introduces(self, collect: Callable[..., Any]) -> None:
        """Kim has an account, a browser that was signed in once, and an order."""
        traits = {"email": self.email, "phone": self.number, "firstName": "Kim", "lastName": self.mark, "locale": "en"}
        who = {"userId": self.user, "anonymousId": self.browser}
        order = {"order_id": self.order, "total": 199, "currency": "EUR", "email": self.email, "products": []}
        bought = {
            "type": "track",
            "event": "Order Completed",
            "messageId": f"o-{self.mark}",
            "properties": order,
            **who,
        }
        collect([{"type": "identify", "messageId": f"i-{self.mark}", "traits": traits, **who}, bought])
        eventually(lambda: self.person().get("facets", {}).get("orders"))

    def known(self) -> str:
        """The customer's person id, once it is there."""
        return eventually(self.person)["id"]


def _asks(mail: dict[str, Any]) -> bool:
    return bool(QUESTION.search(mail.get("BodyHtml") or mail.get("BodyText") or ""))
