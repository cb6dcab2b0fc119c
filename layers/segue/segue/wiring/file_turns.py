"""`file_turns`."""

from collections.abc import Mapping
from typing import Any

from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.conversations.contributions import contribution_of
from segue.times import Millis
from segue.wiring.conversations import addresses_of, filing, whose
from segue.wiring.surveys import surveying


def file_turn(order: Mapping[str, Any], now: Millis) -> None:
    """Files the event of an order, and hears the answer to a question in it. What the ledger does not have any more, or
    is of no conversation, is done with."""
    key, person = str(order["key"]), str(order["person"])
    event = Ledger(settings().ledger).one(key, str(order["place"]))
    said = contribution_of(event, key, addresses_of(event)) if event else None
    if event and said:
        heard = surveying().heard(lambda: whose(person).ids, event, said, now)
        filing().file(person, heard, now)
