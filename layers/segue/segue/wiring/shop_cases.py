"""Cases that shop systems pass on: written down at the door, carried out by `privacy`."""

import msgspec

from segue.aws.clients import client, unavailable
from segue.aws.ledger import key_of
from segue.aws.privacy_cases import Cases
from segue.aws.settings import settings
from segue.deliveries import Parsed
from segue.keys import digest
from segue.lambdas import now
from segue.messaging.privacy_policies import privacy_policy
from segue.privacy_cases.cases import Case, Event
from segue.privacy_cases.shops import Passed, case_of, passed_on
from segue.times import MINUTE, SECOND, Millis
from segue.wiring.tables import playbooks

SETTLED: Millis = 5 * MINUTE  # until then the event that asks is folded: all that it names is one person


def note(parsed: Parsed) -> None:
    """Opens the cases that a delivery asks for; when it comes again they are there. Raises Unavailable."""
    for one in passed_on(parsed):
        _open(one)


def _open(one: Passed) -> None:
    name = f"c_{digest(b'case', f'{one.source}|{one.occasion}')}"
    case = case_of(one, name, key_of(one.who) if one.who else "")
    kept = Cases(settings().requests).noted(case.with_(Event(one.time, one.source, "opened", "", one.occasion)))
    if _at_once(kept):
        body = msgspec.json.encode({"case": name}).decode()
        with unavailable("write-failed"):
            client("sqs").send_message(
                QueueUrl=settings().privacy_queue, MessageBody=body, DelaySeconds=SETTLED // SECOND
            )


def _at_once(case: Case) -> bool:
    """Whether what the shop system wants erased is erased without anybody's look."""
    if case.kind != "erasure" or not case.asked or case.state != "verified":
        return False
    policy = privacy_policy(playbooks().definitions("policy").get("privacy", {}))
    return policy.redacting == "at-once"


def carry_out(name: str) -> None:
    """The erasure that a case asks for begins, unless staff were faster. Raises Unavailable."""
    from segue.privacy_cases.handling import Act, Wanted
    from segue.wiring.privacy_cases import cases, handling

    case = cases().find(name)
    if case.state == "verified":
        handling().work(name, Wanted(), Act(case.by, f"{name} at once", now()))
