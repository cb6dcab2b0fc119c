"""One cart event from the door to the mail, and one merge from the API to the view, call by call.

This is what the picture in the README counts. A call more is either wrong or belongs into both.
"""

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby

from segue.times import HOUR, MINUTE
from segue_tools.places import ROOT
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World
from tests.faults.providers import staff_asked
from tests.faults.shop import added, identified, post, viewed

PERSON = ["read People", "read Identities"]
CART_TO_MAIL = [
    ("collect", ["write Ledger"]),
    (
        "fold_events",
        [
            *["read Identities", "read Playbook", "write Identities", "PutEvents", "write Requests"],
            *["read People", *PERSON, "read Playbook", "CreateSchedule", "write People", *PERSON, "TransactWriteItems"],
        ],
    ),
    ("publish_signals", ["PutEvents", "write Members"]),
    (
        "run_journeys",  # nobody waits for the first signals; the timer that was armed; then it is due
        [
            "SendMessage",
            *["read People", *PERSON, "read Playbook", "read Playbook", "write People", *PERSON],
            *["read Journeys", "write Messages"],
            *["GetSecretValue", "PutEvents", "write Journeys"],  # that it began and ended; a key ages in 15 minutes
        ],
    ),
    ("publish_signals", ["PutEvents", "write Members"]),
    ("run_journeys", [*PERSON, "read Journeys"]),  # the signal of what the timer has done already
    (
        "dispatch_messages",  # the address, the slots under the caps, what is paused
        [
            *["read Playbook", *PERSON, "read ContactPoints", "read ContactPoints", "read Journeys"],
            *["SendMessageBatch"],
        ],
    ),
    (
        "send_email",
        [
            *["read Messages", *PERSON, "read Journeys", "read Catalog", "read ContactPoints"],  # still true?
            *["write Messages", "read ContactPoints", "write ContactPoints"],  # the slot
            *["write ContactPoints", "SendEmail", "write Messages", "write Requests"],  # and that it has left
        ],
    ),
]
ARCHIVE = "archive_events"
MERGE_TO_VIEW = [
    (
        "people",
        [
            *["write Requests", "read Playbook", "read Identities", "read People", "read Identities", "read People"],
            *["read Requests", "read Identities", "read People", "write Ledger", "read Identities", "read People"],
            *["TransactWriteItems", "write Requests", "write Requests", "write Requests"],
        ],
    ),
    ("publish_signals", ["PutEvents"]),
    (
        "fold_events",  # carries it out again, where the answer to the API's caller was lost half way
        [
            *["read Identities", "write Requests", "read Identities", "read People", "write People"],
            *["read Identities", "write Identities", "write Requests", "read People", *PERSON],
            "TransactWriteItems",
        ],
    ),
]


def walked(
    play: Callable[[World], None], before: Callable[[World], None], beside: bool = False
) -> list[tuple[str, list[str]]]:
    """The calls of a play by function, in their order, for somebody who is known and at home; those of the archive, for
    which nobody waits, only where what is `beside` is asked for, and then alone."""
    world, seen = World(), list[Request]()
    with world.open():
        post(world, identified(world, "m1", "u1", "kim@shop.test", anonymousId="a1"), viewed(world, "m2", userId="u1"))
        before(world)
        world.reach(4 * MINUTE)
        world.region.gate.watchers.append(seen.append)
        play(world)
        assert world.lambdas.errors == []
    calls = groupby(
        (one for one in seen if one.function and (one.function == ARCHIVE) == beside), key=lambda one: one.function
    )
    return [(name, [_said(one) for one in some]) for name, some in calls]


def _said(one: Request) -> str:
    """`read People`, `write Ledger`; any other call by its name."""
    tables = [*one.params.get("RequestItems", [one.params.get("TableName", "")])]
    statements = [said["Statement"].split('"')[1] for said in one.params.get("Statements", [])]
    table = next(iter(statements), tables[0]).removesuffix("Table")
    verb = "read" if one.operation in ("GetItem", "BatchGetItem", "Query") else "write"
    return f"{verb} {table}" if table else one.operation


def _cart(world: World) -> None:
    post(world, added(world, "m3", anonymousId="a1", userId="u1"))
    world.reach(4 * HOUR)
    assert len(world.region.mailbox.mails) == 1


def _somebody_else(world: World) -> None:
    post(world, identified(world, "m5", "u2", "k@shop.test"))


def _merge(world: World) -> None:
    two = {"keep": {"type": "user_id", "value": "u1"}, "absorb": {"type": "user_id", "value": "u2"}}
    staff_asked(world, "/v1/merges", two, "k1")
    world.pass_time(MINUTE)


def test_a_cart_event_goes_to_the_mail_in_these_calls() -> None:
    assert walked(_cart, before=lambda world: None) == CART_TO_MAIL


def test_the_archive_stands_beside_the_way_with_these_calls() -> None:
    """The first batch of the ledger, with an object a kind; then what became of the mail."""
    ((_, calls),) = walked(_cart, before=lambda world: None, beside=True)
    assert calls[:5] == ["read Playbook", "read Identities", *["PutObject"] * 3]
    assert calls[5:] == ["read Playbook", "read Identities", "PutObject"]  # two hours later


def test_a_merge_goes_to_the_view_in_these_calls() -> None:
    assert walked(_merge, before=_somebody_else) == MERGE_TO_VIEW


def test_the_picture_in_the_readme_counts_the_same() -> None:
    picture = (ROOT / "docs" / "images" / "flow.svg").read_text()
    drawn = {name: int(count) for name, count in re.findall(r'data-function="(\w+)"[^>]*>(\d+)<', picture)}
    counted = Counter[str]()
    for name, calls in CART_TO_MAIL:
        counted[name] += len(calls)
    assert drawn == counted
    assert f": {counted.total()} in all" in picture
