"""`make selftest`, and the end of `make deploy`: three mails to SES's mailbox simulator, and whether their reports come
back to their messages.

The simulator takes them without counting them against the account, and answers as a mailbox, a bounce and a complaint
would. Each is a message whose outcome is unknown until its report settles it: so the way from SES over EventBridge, the
door, the Ledger and the fold to the message is tried, and nothing else. It works in SES's sandbox too, once the sender
is verified. The stack's own addresses of the simulator are suppressed by it, as they should be.
"""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from segue.aws.items import from_item, to_item
from segue.aws.messages import row_of
from segue.keys import digest
from segue.messages import Message
from segue_tools.cloud import Cloud, configured
from segue_tools.progress import say

SIMULATOR = "simulator.amazonses.com"
# Who is written to, and what must be reported of it.
EXPECTED: Mapping[str, str] = {"success": "delivered", "bounce": "bounced", "complaint": "complained"}
PATIENCE, PAUSE = 120.0, 3.0  # seconds
NOT_HERE = "skipped: the SES of the local stack tells nothing of its mails"
NO_SENDER = "skipped: there is no SenderDomain"
NOT_VERIFIED = "not yet: SES does not know {domain} so far; add the DNS records, then: make selftest"


@dataclass(frozen=True)
class Mailroom:
    """Where the mails go out and where their messages stand."""

    ses: Any
    tables: Any
    table: str
    sender: str
    settings: str

    def sent(self, message: Message, to: str) -> None:
        """Writes the message down as one whose outcome nobody knows, and sends it."""
        self.tables.put_item(TableName=self.table, Item=to_item(row_of(message)))
        body = {"Data": "Segue has tried whether reports of mails come back."}
        self.ses.send_email(
            FromEmailAddress=self.sender,
            Destination={"ToAddresses": [to]},
            Content={"Simple": {"Subject": {"Data": "Self-test"}, "Body": {"Text": body}}},
            EmailTags=[{"Name": "message", "Value": message.id}],
            ConfigurationSetName=self.settings,
        )

    def settled(self, message: Message, outcome: str) -> bool:
        """Whether the report has come to the message."""
        row = from_item(self.tables.get_item(**self._at(message), ConsistentRead=True).get("Item", {}))
        return row.get("state_") == "sent" and f"o_{outcome}" in row

    def cleared(self, message: Message) -> None:
        """Takes the message away again."""
        self.tables.delete_item(**self._at(message))

    def _at(self, message: Message) -> dict[str, Any]:
        return {"TableName": self.table, "Key": to_item({"pk": message.person, "sk": message.id})}


def main() -> None:
    """`python -m segue_tools.selftest`."""
    said, well = told(configured())
    say(f"  Self-test of mail  {said}")
    raise SystemExit(0 if well else 1)


def told(cloud: Cloud) -> tuple[str, bool]:
    """What came of it, in words, and whether that is as it should be."""
    if os.environ.get("AWS_ENDPOINT_URL"):
        return NOT_HERE, True
    domain = cloud.parameters.get("SenderDomain", "")
    if not domain:
        return NO_SENDER, True
    ses = cloud.client("sesv2")
    if not _verified(ses, domain):
        return NOT_VERIFIED.format(domain=domain), True
    formation = cloud.client("cloudformation")
    asked = {"StackName": cloud.stack, "LogicalResourceId": "MessagesTable"}
    table = formation.describe_stack_resource(**asked)["StackResourceDetail"]["PhysicalResourceId"]
    room = Mailroom(ses, cloud.client("dynamodb"), table, f"orders@{domain}", f"segue-{cloud.stack}")
    missing = tried(room, time.time, time.sleep)
    if not missing:
        return "passed: a delivery, a bounce and a complaint came back to their messages", True
    return f"failed: nothing came back of {', '.join(missing)} within {PATIENCE:.0f} s", False


def tried(room: Mailroom, clock: Callable[[], float], sleep: Callable[[float], None]) -> list[str]:
    """Sends the three and waits for their reports; answers of whom none came."""
    began = clock()
    waiting = {name: _message(name, int(began * 1000)) for name in EXPECTED}
    sent = list(waiting.values())
    for name, message in waiting.items():
        room.sent(message, f"{name}@{SIMULATOR}")
    while waiting and clock() - began < PATIENCE:
        sleep(PAUSE)
        waiting = {name: one for name, one in waiting.items() if not room.settled(one, EXPECTED[name])}
    for message in sent:
        room.cleared(message)
    return list(waiting)


def _message(name: str, now: int) -> Message:
    person = f"x_{digest(b'selftest', name)}"
    identity = f"{person}_{digest(b'selftest', f'{name}{now}')}"
    about = (person, "", "selftest", "person", name, "self-test", "email", "transactional", now)
    return Message(identity, *about, state="unknown")


def _verified(ses: Any, domain: str) -> bool:
    try:
        return bool(ses.get_email_identity(EmailIdentity=domain).get("VerifiedForSendingStatus"))
    except ses.exceptions.NotFoundException:
        return False


if __name__ == "__main__":
    main()
